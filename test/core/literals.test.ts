import { Lazy } from "cdktf";
import { type Construct, RootConstruct } from "constructs";
import { literalProblems, literals } from "../../lib/core/validation/literals";

const computed = Lazy.stringValue({ produce: () => "later" });
const count = Lazy.numberValue({ produce: () => 3 });

test("computed values are left out, at any depth, and the rest is kept", () => {
  const props = { name: "zaken", size: count, access: { cidr: computed, mode: "restricted" }, pools: [{ name: computed, zones: ["a"] }] };

  expect(literals<object>(props)).toEqual({ name: "zaken", access: { mode: "restricted" }, pools: [{ zones: ["a"] }] });
});

test("a list with one computed item is left out whole, so that the others keep their places", () => {
  expect(literals<object>({ cidrs: ["203.0.113.0/24", computed], zones: ["a"] })).toEqual({ zones: ["a"] });
});

test("a text with something computed in it is left out", () => {
  expect(literals<object>({ name: `zaken-${computed}` })).toEqual({});
});

test("constructs are left alone", () => {
  const part = new RootConstruct("zaken");

  expect((literals<object>({ part }) as { part: Construct }).part).toBe(part);
});

test("values that the synth works with must be written out", () => {
  expect(literalProblems({ name: "zaken", "network.cidr": computed, size: count })).toMatchObject([
    { path: "network.cidr" },
    { path: "size" },
  ]);
});
