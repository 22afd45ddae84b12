import type { Json } from "../core/reading/json";
import { map, object } from "../core/reading/terraform-json";

/** Stands where only the apply will tell: no list, number or truth, and no text that an attribute may have. */
export const unknown = "${known after apply}";

/** What is planned, with {@link unknown} wherever `after_unknown` says so. */
export function withUnknowns(after: Json, unknowns: Json): Json {
  if (unknowns === true) return unknown;
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
