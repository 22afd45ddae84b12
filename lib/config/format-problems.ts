import { type LocatedProblem, sortProblems } from "./located-problem";
import { shownFile } from "../core/text/shown";

/** All problems for a person to read, in the order of the files, with the place first so that editors and terminals link it. */
export function formatProblems(problems: readonly LocatedProblem[]): string {
  const sorted = sortProblems(problems).map((problem) => ({ ...problem, place: place(problem) }));
  const width = Math.max(0, ...sorted.filter(({ path }) => path !== "").map(({ place }) => place.length));
  const lines = sorted.flatMap(({ place, path, message, hint }) => [
    [path === "" ? place : place.padEnd(width), path, message].filter(Boolean).join("  "),
    ...(hint?.split("\n").map((line) => `  ${line}`) ?? []),
  ]);
  return [...lines, `${sorted.length} ${sorted.length === 1 ? "problem" : "problems"}. Nothing was written.`].join("\n");
}

function place({ file, line, column }: LocatedProblem): string {
  return [shownFile(file), line, column].filter((part) => part !== undefined).join(":");
}
