import { nearest } from "../validation/nearest";
import type { Schema, SchemaError } from "./props-schema";

/**
 * Errors of the branch of each union that was most likely meant: ajv tells what every branch has against a value.
 *
 * Unions with a discriminator need none of this: of those it tries one branch.
 */
export function chosenBranches(errors: readonly SchemaError[]): SchemaError[] {
  const chosen = new Map(
    errors.filter(({ keyword }) => keyword === "anyOf").map((error) => [unionAt(error.instancePath, error.schemaPath), branchFor(error)]),
  );
  if (chosen.size === 0) return [...errors];
  return errors.filter((error) => {
    // A union stays as an error itself only when no branch takes this kind of value.
    if (error.keyword === "anyOf" && chosen.get(unionAt(error.instancePath, error.schemaPath)) !== undefined) return false;
    return unionsAround(error).every(({ union, branch }) => !chosen.has(union) || chosen.get(union) === branch);
  });
}


/** Index of the branch with the most keys in common with the value; undefined when none takes its kind of value. */
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


/** Every union that the error's schema is in, and in which branch of it, for every value that the error's value is in. */
function unionsAround({ instancePath, schemaPath }: SchemaError): { readonly union: string; readonly branch: number }[] {
  const values = instancePath.split("/").map((_, index, steps) => steps.slice(0, index + 1).join("/"));
  return [...schemaPath.matchAll(/\/anyOf\/(\d+)(?=\/)/g)].flatMap(({ 1: branch, index }) =>
    values.map((value) => ({ union: unionAt(value, schemaPath.slice(0, index + "/anyOf".length)), branch: Number(branch) })),
  );
}
