import { withoutTokenTraces } from "../../stacks/token-traces";

const traces: { prepareStackTrace?: unknown } = Error;

const traceOf = (target: { stack?: string }) => {
  Error.captureStackTrace(target);
  return target.stack;
};

// Jest has a function there for its source maps, newer versions of Node one of their own, and older ones none.
describe.each([
  ["of the process", traces.prepareStackTrace],
  ["of V8 alone", undefined],
])("with the traces %s", (_, prepare) => {
  const own = traces.prepareStackTrace;
  beforeEach(() => {
    traces.prepareStackTrace = prepare;
  });
  afterEach(() => {
    traces.prepareStackTrace = own;
  });

  test("what is no error gets none", () => {
    expect(withoutTokenTraces(() => traceOf({}))).toBe("");
  });

  test("an error keeps its own, with its message", () => {
    const trace = withoutTokenTraces(() => new TypeError("not that").stack);

    expect(trace).toMatch(/^TypeError: not that\n {4}at .*token-traces\.test\.ts:\d+:\d+/);
  });

  test("everything is as it was afterwards, whatever happened", () => {
    expect(() =>
      withoutTokenTraces(() => {
        throw new TypeError("not that");
      }),
    ).toThrow("not that");
    expect(traces.prepareStackTrace).toBe(prepare);
    expect(traceOf({})).not.toBe("");
  });
});
