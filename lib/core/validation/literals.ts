import { Token } from "cdktf";
import { Construct } from "constructs";
import type { Problem } from "./errors";
import type { Incomplete } from "./incomplete";

/** Drops unresolved tokens: at synth they can't be checked, and they look like ordinary strings or numbers. */
export function literals<T>(props: Incomplete<T>): Incomplete<T> {
  if (Array.isArray(props)) return props.map((item: Incomplete<unknown>) => literals(item)) as Incomplete<T>;
  // A construct would lead through the whole tree.
  if (typeof props !== "object" || props === null || Construct.isConstruct(props)) return props;
  const known = Object.entries(props).filter(([, value]) => !isComputed(value));
  return Object.fromEntries(known.map(([key, value]) => [key, literals(value as Incomplete<unknown>)])) as Incomplete<T>;
}

/** Whether a value is known to Terraform only. */
export function isToken(value: unknown): boolean {
  return Token.isUnresolved(value);
}

/** Refuses tokens where the synth itself needs the value. */
export function literalProblems(values: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(values).flatMap(([path, value]) =>
    Token.isUnresolved(value)
      ? [{ path, message: "is known to Terraform only; names and ranges are made from it before that, so write it out" }]
      : [],
  );
}

/** Refuses lists that are one token where each item becomes a resource: the synth must know how many there are. */
export function listProblems(values: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(values).flatMap(([path, value]) =>
    Token.isUnresolved(value)
      ? [
          {
            path,
            message: "is a list that is known to Terraform only; each item becomes a resource of its own, so write the list out",
            hint: "an item may be known to Terraform only: give one variable for each item",
          },
        ]
      : [],
  );
}

/** A list with one token is dropped whole, so that the other items keep their indices and the list doesn't look empty. */
function isComputed(value: unknown): boolean {
  return Token.isUnresolved(value) || (Array.isArray(value) && value.some((item) => Token.isUnresolved(item)));
}
