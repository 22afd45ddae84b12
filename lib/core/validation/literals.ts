import { Token } from "cdktf";
import { Construct } from "constructs";
import type { Problem } from "./errors";
import type { Incomplete } from "./incomplete";

/** Props without what only Terraform will know: nothing can be said of that at synth, and a token passes for any text or number. */
export function literals<T>(props: Incomplete<T>): Incomplete<T> {
  if (Array.isArray(props)) return props.map((item: Incomplete<unknown>) => literals(item)) as Incomplete<T>;
  // Constructs, which parts take from each other, lead through the whole tree.
  if (typeof props !== "object" || props === null || Construct.isConstruct(props)) return props;
  const known = Object.entries(props).filter(([, value]) => !isComputed(value));
  return Object.fromEntries(known.map(([key, value]) => [key, literals(value as Incomplete<unknown>)])) as Incomplete<T>;
}

/** What the synth itself works with must be known to it. */
export function literalProblems(values: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(values).flatMap(([path, value]) =>
    Token.isUnresolved(value)
      ? [{ path, message: "is known to Terraform only; names and ranges are made from it before that, so write it out" }]
      : [],
  );
}

/** A list with one computed item is left out whole, so that the others keep their places and it doesn't seem empty. */
function isComputed(value: unknown): boolean {
  return Token.isUnresolved(value) || (Array.isArray(value) && value.some((item) => Token.isUnresolved(item)));
}
