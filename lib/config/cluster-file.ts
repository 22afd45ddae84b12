import type { Problem } from "../core/validation/errors";
import { inherit, type ReadFiles } from "./inherit";
import { firstProblems, type LocatedProblem, problemAt } from "./located-problem";
import { locator } from "./locate";
import { nearest } from "../core/validation/nearest";
import { type Finding, type Given, schemaFindings, withoutInvalid } from "../core/schema/findings";
import { fileSchema } from "./file-schema";
import { providerNames, providers } from "./providers";
import { withoutSecrets } from "./secrets";
import { shownValue } from "../core/text/shown";
import { entryAt, type MapSource, placeToAdd, plain, sourceAt } from "./source";

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
  /** The files that it extends, directly and indirectly. */
  readonly bases: readonly string[];
  /** Finds where a problem of the props is in the file, or in the one that it extends. */
  readonly locate: (problem: Problem) => LocatedProblem;
}

/** Reads one file, whatever is in it. */
export function readClusterFile(path: string, name: string, read: ReadFiles): ClusterFile {
  const { root, problems, complete, bases } = inherit(path, read);
  if (!root) return unreadable(path, name, problems);
  const { provider, problem } = providerOf(root, complete);
  const schema = provider === undefined ? undefined : fileSchema(provider);
  if (!schema) return { ...unreadable(path, name, [...problems, ...(problem ? [problem] : [])]), bases, locate: locator(root) };

  const secrets: LocatedProblem[] = [];
  const safe = withoutSecrets(root, schema.schema, (found) => secrets.push(found));
  const value = plain(safe) as Readonly<Record<string, unknown>>;
  const { findings, invalid } = schemaFindings(schema, value, givenIn(safe, complete));
  const config = withoutInvalid(value, [...invalid, { path: ["provider"], isMap: false }]);
  return {
    path,
    name,
    provider,
    config,
    problems: firstProblems(path, [...problems, ...secrets, ...findings.map(locatedIn(safe))]),
    bases,
    locate: locator(safe),
  };
}

/** A file, or what stands for one, of which nothing but problems is known. */
export function unreadable(path: string, name: string, problems: readonly LocatedProblem[]): ClusterFile {
  const locate = (problem: Problem): LocatedProblem => ({ ...problem, file: path });
  return { path, name, provider: undefined, config: {}, problems: firstProblems(path, problems), bases: [], locate };
}

function providerOf(root: MapSource, complete: boolean): { readonly provider?: string; readonly problem?: LocatedProblem } {
  const names = providerNames;
  const source = root.entries.get("provider")?.value;
  if (source === undefined) {
    return complete ? { problem: problemAt(placeToAdd(root, []), ["provider"], "is missing", `One of ${names.join(", ")}.`) } : {};
  }
  if (source.kind === "refused") return {};
  const value = plain(source);
  if (typeof value === "string" && names.includes(value)) return { provider: value };
  const near = typeof value === "string" ? meant(value) : undefined;
  const message = `${shownValue(value)} is not one of ${names.join(", ")}${near === undefined ? "" : `; did you mean ${near}?`}`;
  return { problem: problemAt(source.at, ["provider"], message) };
}

/** The provider that somebody means who writes for example `aks`, `gcp` or `Azure`. */
function meant(value: string): string | undefined {
  const name = value.toLowerCase();
  const known = Object.values(providers).find(({ aliases }) => aliases.includes(name));
  return known?.name ?? nearest(name, providerNames);
}

function givenIn(root: MapSource, complete: boolean): Given {
  return {
    complete,
    has: (path, key) => entryAt(root, path, key) !== undefined,
    isRefused: (path) => sourceAt(root, path)?.kind === "refused",
    written: (path) => {
      const source = sourceAt(root, path);
      return source?.kind === "scalar" ? source.written : undefined;
    },
  };
}

/** Finds the line that a person changes. */
function locatedIn(root: MapSource): (finding: Finding) => LocatedProblem {
  return ({ path, about, message, hint }) => {
    const parent = path.slice(0, -1);
    const places = {
      value: () => sourceAt(root, path)?.at ?? root.at,
      key: () => entryAt(root, parent, String(path.at(-1)))?.key ?? root.at,
      missing: () => placeToAdd(root, parent),
    };
    return problemAt(places[about](), path, message, hint);
  };
}
