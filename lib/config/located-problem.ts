import type { Problem } from "../core/validation/errors";
import type { Position } from "../core/source/position";
import { type Path, pathText } from "../core/text/shown";

/** Something wrong, and where a person changes it. */
export interface LocatedProblem extends Problem {
  readonly file: string;
  /** Undefined when it is about the file as a whole. */
  readonly line?: number;
  readonly column?: number;
}

export function problemAt(at: Position | { readonly file: string }, path: Path, message: string, hint?: string): LocatedProblem {
  return { ...at, path: pathText(path), message, ...(hint !== undefined && { hint }) };
}

/** Nobody reads further, and a hostile file has thousands. */
const mostProblems = 100;

/** The first problems of a file in the order of its lines, and how many more there are. */
export function firstProblems(file: string, problems: readonly LocatedProblem[]): LocatedProblem[] {
  const sorted = sortProblems(problems);
  const more = sorted.length - mostProblems;
  // One more takes as much space as the line that would count it.
  if (more <= 1) return sorted;
  return [...sorted.slice(0, mostProblems), problemAt({ file }, [], `has ${more} more problems; these are the first ${mostProblems}`)];
}

/** What is about the file as a whole comes after its lines. */
const last = Number.MAX_SAFE_INTEGER;

/** By position in a file; files in the order in which they first appear, and what is said twice only once. */
export function sortProblems(problems: readonly LocatedProblem[]): LocatedProblem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  const once = new Map(
    problems.map((problem) => [[problem.file, problem.line, problem.column, problem.path, problem.message].join("\n"), problem]),
  );
  const order = new Map(files.map((file, index) => [file, index]));
  const place = ({ file }: LocatedProblem) => order.get(file) ?? 0;
  return [...once.values()].sort((a, b) => place(a) - place(b) || (a.line ?? last) - (b.line ?? last) || (a.column ?? 0) - (b.column ?? 0));
}
