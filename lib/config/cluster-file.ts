import type { Problem } from "../core/validation/errors";
import { providerSchemas } from "./generated";
import { inherit, type ReadFiles } from "./inherit";
import { type LocatedProblem, problemAt, sortProblems } from "./located-problem";
import { locator } from "./locate";
import { nearest } from "../core/validation/nearest";
import { type InvalidPart, schemaProblems } from "./schema-problems";
import { withoutSecrets } from "./secrets";
import { shownValue } from "./shown";
import { type MapSource, placeToAdd, plain } from "./source";

/** One file under `clusters/`, read and checked against its provider's schema. */
export interface ClusterFile {
  readonly path: string;
  /** The file's name without `.yaml`: the name of the stack, and of its state. */
  readonly name: string;
  /** Undefined when the file doesn't say, or names one that there isn't. */
  readonly provider: string | undefined;
  /**
   * The props, merged with what the file extends. Whatever is in `problems` is taken out, so that the rest can be checked
   * for what a schema can't tell.
   */
  readonly config: Readonly<Record<string, unknown>>;
  readonly problems: readonly LocatedProblem[];
  /** Finds where a problem of the props is in the file, or in the one that it extends. */
  readonly locate: (problem: Problem) => LocatedProblem;
}

/** Nobody reads further, and a hostile file has thousands. */
const mostProblems = 100;

/** Reads one file, whatever is in it. */
export function readClusterFile(path: string, name: string, read: ReadFiles): ClusterFile {
  const { root, problems, complete } = inherit(path, read);
  if (!root) return unreadable(path, name, problems);
  const { provider, problem } = providerOf(root, complete);
  const schema = provider === undefined ? undefined : providerSchemas[provider]?.();
  if (!schema) return { ...unreadable(path, name, [...problems, ...(problem ? [problem] : [])]), locate: locator(root) };

  const secrets: LocatedProblem[] = [];
  const safe = withoutSecrets(root, schema.schema, (found) => secrets.push(found));
  const value = plain(safe);
  const findings = schemaProblems(schema, value, safe, complete);
  const config = without(value, [...findings.invalid, { path: ["provider"], isMap: false }]);
  return {
    path,
    name,
    provider,
    config,
    problems: firstOf(path, [...problems, ...secrets, ...findings.problems]),
    locate: locator(safe),
  };
}

/** A file, or what stands for one, of which nothing but problems is known. */
export function unreadable(path: string, name: string, problems: readonly LocatedProblem[]): ClusterFile {
  const locate = (problem: Problem): LocatedProblem => ({ ...problem, file: path });
  return { path, name, provider: undefined, config: {}, problems: firstOf(path, problems), locate };
}

function providerOf(root: MapSource, complete: boolean): { readonly provider?: string; readonly problem?: LocatedProblem } {
  const names = Object.keys(providerSchemas);
  const source = root.entries.get("provider")?.value;
  if (source === undefined) {
    return complete ? { problem: problemAt(placeToAdd(root, []), ["provider"], "is missing", `One of ${names.join(", ")}.`) } : {};
  }
  if (source.kind === "refused") return {};
  const value = plain(source);
  if (typeof value === "string" && names.includes(value)) return { provider: value };
  const near = typeof value === "string" ? nearest(value, names) : undefined;
  const message = `${shownValue(value)} is not one of ${names.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`;
  return { problem: problemAt(source.at, ["provider"], message) };
}

function without(value: unknown, parts: readonly InvalidPart[]): Record<string, unknown> {
  const rest = structuredClone(value) as Record<string, unknown>;
  for (const part of parts) remove(rest, part);
  return rest;
}

function remove(root: Record<string, unknown>, { path, isMap }: InvalidPart): void {
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (isContainer(at) ? at[step] : undefined), root);
  if (last === undefined || !isContainer(parent)) return;
  if (!Array.isArray(parent)) Reflect.deleteProperty(parent, last);
  // Indices of the other items must stay what they are in the file.
  else if (isMap) parent[Number(last)] = {};
  else remove(root, { path: path.slice(0, -1), isMap: false });
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

function firstOf(file: string, problems: readonly LocatedProblem[]): LocatedProblem[] {
  const sorted = sortProblems(problems);
  if (sorted.length <= mostProblems) return sorted;
  return [...sorted.slice(0, mostProblems), problemAt({ file }, [], `has more problems than these ${mostProblems}`)];
}
