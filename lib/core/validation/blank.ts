import type { Problem } from "./errors";

/** Refuses names that are blank, by their path. */
export function blankProblems(names: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(names).flatMap(([path, name]) => (name?.trim() === "" ? [{ path, message: "is empty" }] : []));
}
