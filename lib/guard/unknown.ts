import { anyAttribute, knownAfterApply } from "../core/reading/guarded";
import type { Json, JsonObject } from "../core/reading/json";
import { map, object } from "../core/reading/terraform-json";

/** Values after the apply. With a plan that marks a whole resource as unknown, every attribute that it has now is unknown. */
export function plannedValues(after: Json, unknowns: Json, before: JsonObject = {}): JsonObject | undefined {
  if (unknowns === true) {
    const names = [...Object.keys(before), ...Object.keys(object(after)), anyAttribute];
    return Object.fromEntries(names.map((name) => [name, knownAfterApply]));
  }
  return after === null ? undefined : map(withUnknowns(after, unknowns));
}

/** Values with {@link knownAfterApply} wherever `after_unknown` says so. */
function withUnknowns(after: Json, unknowns: Json): Json {
  if (unknowns === true) return knownAfterApply;
  if (Array.isArray(unknowns)) {
    const values: readonly Json[] = Array.isArray(after) ? (after as readonly Json[]) : [];
    const marks: readonly Json[] = unknowns;
    return Array.from({ length: Math.max(values.length, marks.length) }, (_, index) =>
      withUnknowns(values[index] ?? null, marks[index] ?? false),
    );
  }
  const marks = map(unknowns);
  if (marks === undefined || (after !== null && map(after) === undefined)) return after;
  const values = object(after);
  return Object.fromEntries(
    [...new Set([...Object.keys(values), ...Object.keys(marks)])].flatMap((key) => {
      const value = withUnknowns(values[key] ?? null, marks[key] ?? false);
      return key in values || value !== null ? [[key, value]] : [];
    }),
  );
}
