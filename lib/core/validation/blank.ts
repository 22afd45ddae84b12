import type { Problem } from "./errors";

/** Names that are there and say nothing; what is looked up by them is found by nobody. By path. */
export function blankProblems(names: Readonly<Record<string, string | undefined>>): Problem[] {
  return Object.entries(names).flatMap(([path, name]) => (name?.trim() === "" ? [{ path, message: "is empty" }] : []));
}
