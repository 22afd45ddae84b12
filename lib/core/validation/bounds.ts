import type { Problem } from "./errors";

/** Whether a number is whole and within bounds; the schema says so to files, and this to code. */
export function boundsProblems(path: string, value: number | undefined, least: number, most: number): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [{ path, message: `${value} is not a whole number from ${least} to ${most}` }];
}
