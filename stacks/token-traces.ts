import { types } from "node:util";

type Prepare = (error: Error, frames: NodeJS.CallSite[]) => unknown;

/** V8's own hook. Newer versions of Node come with a function there, older ones with none. */
const traces: { prepareStackTrace?: Prepare | undefined } = Error;

/** As V8 itself writes a trace. */
const asText: Prepare = (error, frames: readonly unknown[]) => [error, ...frames].join("\n    at ");

/**
 * Makes and synthesizes stacks without the stack trace that cdktf takes of every token, as text: a sixth of a fleet's time. They are shown
 * with a token that can't be resolved, and those of warnings lie in manifest.json; who has cluster files has no code that they could
 * point to.
 *
 * Errors keep their traces: what cdktf takes one of is no error.
 */
export function withoutTokenTraces<T>(make: () => T): T {
  const { prepareStackTrace } = traces;
  const ofErrors = prepareStackTrace ?? asText;
  traces.prepareStackTrace = (error, frames) => (types.isNativeError(error) ? ofErrors(error, frames) : "");
  try {
    return make();
  } finally {
    traces.prepareStackTrace = prepareStackTrace;
  }
}
