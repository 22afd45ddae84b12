import { nearest } from "../validation/nearest";
import type { Schema, SchemaError } from "./props-schema";

/**
* Keeps the errors of the most likely branch of each union: ajv reports the errors of every branch.
 *
* Unions with a discriminator don't need this: ajv tries one branch of those.
 */
export function chosenBranches(errors: readonly SchemaError[]): SchemaError[] {
  const chosen = new Map(
    errors.filter(({ keyword }) => keyword === "anyOf").map((error) => [unionAt(error.instancePath, error.schemaPath), branchFor(error)]),
  );
  if (chosen.size === 0) return [...errors];
  return errors.filter((error) => {
// The union itself is reported only when no branch accepts this type of value.
    if (error.keyword === "anyOf" && chosen.get(unionAt(error.instancePath, error.schemaPath)) !== undefined) return false;
    return unionsAround(error).every(({ union, branch }) => !chosen.has(union) || chosen.get(union) === branch);
  });
}


/** Index of the branch with the most keys in common with the value; undefined when no branch accepts its type. */
function branchFor({ schema, data }: SchemaError): number | undefined {
  const scores = (schema as readonly Schema[]).map((branch) => score(branch, data));
  const best = Math.max(...scores);
  return best < 0 ? undefined : scores.indexOf(best);
}


function score({ type, properties = {} }: Schema, data: unknown): number {
  const kind = Array.isArray(data) ? "array" : data === null ? "null" : typeof data;
  if (type !== kind && !(type === "integer" && kind === "number")) return -1;
  if (kind !== "object") return 1;
  const known = Object.keys(properties);
  const points = Object.keys(data as object).map((key) => (known.includes(key) ? 2 : nearest(key, known) === undefined ? 0 : 1));
  return points.reduce<number>((sum, point) => sum + point, 0);
}


function unionAt(instancePath: string, schemaPath: string): string {
  return `${instancePath}\n${schemaPath}`;
}


/** All unions around the error's schema, with the branch that it is in, for every value around the error's value. */
function unionsAround({ instancePath, schemaPath }: SchemaError): { readonly union: string; readonly branch: number }[] {
  const values = instancePath.split("/").map((_, index, steps) => steps.slice(0, index + 1).join("/"));
  return [...schemaPath.matchAll(/\/anyOf\/(\d+)(?=\/)/g)].flatMap(({ 1: branch, index }) =>
    values.map((value) => ({ union: unionAt(value, schemaPath.slice(0, index + "/anyOf".length)), branch: Number(branch) })),
  );
}
