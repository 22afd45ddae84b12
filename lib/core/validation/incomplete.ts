import type { Problem } from "./errors";

/**
 * Props with holes: what is left of a configuration after its typing mistakes are taken out, so that those and the others can be
 * shown together.
 */
export type Incomplete<T> = T extends readonly (infer Item)[]
  ? readonly Incomplete<Item>[]
  : T extends object
    ? string extends keyof T
      ? T
      : { readonly [Key in keyof T]?: Incomplete<T[Key]> }
    : T;

/** What JavaScript lets a caller leave out; TypeScript and the schema of the YAML say so themselves. */
export function missingProblems<T extends object>(props: T, required: readonly (keyof T & string)[]): Problem[] {
  return required.filter((key) => props[key] === undefined || props[key] === null).map((path) => ({ path, message: "is missing" }));
}
