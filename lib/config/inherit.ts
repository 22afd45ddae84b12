import { readdirSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, resolve } from "node:path";
import { type LocatedProblem, problemAt } from "./located-problem";
import { nearest } from "../core/validation/nearest";
import { type Parsed, parseYaml } from "./parse";
import { readText } from "./read-file";
import { quoted, shownFile, shownValue } from "../core/text/shown";
import type { Entry, MapSource, Source } from "./source";

/** A file with all that it extends. */
export interface Inherited {
  /** Undefined when the file itself can't be used. */
  readonly root?: MapSource;
  readonly problems: readonly LocatedProblem[];
  /** False when something on the way couldn't be read, so that nothing can be said about what is missing. */
  readonly complete: boolean;
  /** The files that it extends, as far as they could be read. */
  readonly bases: readonly string[];
}

/** Files that were already read: three hundred clusters may extend the same one. */
export type ReadFiles = Map<string, Parsed>;

/** Reads a file and what it extends, and merges them: maps key by key, lists and single values as a whole. */
export function inherit(file: string, read: ReadFiles, above: readonly string[] = []): Inherited {
  const identity = realPath(file);
  const parsed = read.get(identity) ?? parseFile(file);
  read.set(identity, parsed);
  if (!parsed.root) return { problems: parsed.problems, complete: false, bases: [] };

  const { extends: base, ...own } = split(parsed.root);
  if (base === undefined) return { root: own.root, problems: parsed.problems, complete: true, bases: [] };
  const unusable = (message: string, hint?: string): Inherited => ({
    root: own.root,
    problems: [...parsed.problems, problemAt(base.value.at, ["extends"], message, hint)],
    complete: false,
    bases: [],
  });
  // What is wrong with it was said already.
  if (base.value.kind === "refused") return { root: own.root, problems: parsed.problems, complete: false, bases: [] };

  const target = targetOf(base.value);
  if ("refused" in target) return unusable(target.refused);
  const path = resolve(dirname(file), target.path);
  const chain = [...above, identity];
  if (chain.includes(realPath(path))) {
    return unusable(`leads back to where it began: ${[...chain, realPath(path)].map(shownFile).join(" -> ")}`);
  }
  const missing = readable(path);
  if (missing !== undefined) return unusable(`${quoted(target.path)} ${missing}`, similarFile(path));

  const inherited = inherit(path, read, chain);
  const problems = [...parsed.problems, ...inherited.problems];
  const bases = [path, ...inherited.bases];
  if (!inherited.root) return { root: own.root, problems, complete: false, bases };
  return { root: merge(inherited.root, own.root), problems, complete: inherited.complete, bases };
}

/** Maps are merged key by key; lists and single values replace what is inherited; null takes it out. */
function merge(base: MapSource, over: MapSource): MapSource {
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const inherited = base.entries.get(key);
    if (inherited !== undefined && isNull(entry.value)) entries.delete(key);
    else entries.set(key, mergeEntry(inherited, entry));
  }
  return { ...over, entries };
}

function mergeEntry(inherited: Entry | undefined, over: Entry): Entry {
  const bothMaps = inherited?.value.kind === "map" && over.value.kind === "map";
  return bothMaps ? { key: over.key, value: merge(inherited.value, over.value) } : over;
}

function isNull(source: Source): boolean {
  return source.kind === "scalar" && source.value === null;
}

function parseFile(file: string): Parsed {
  const read = readText(file);
  return "refused" in read ? { problems: [problemAt({ file }, [], read.refused)] } : parseYaml(file, read.text);
}

function split(root: MapSource): { readonly root: MapSource; readonly extends?: Entry } {
  const entries = new Map(root.entries);
  const base = entries.get("extends");
  entries.delete("extends");
  return { root: { ...root, entries }, extends: base };
}

function targetOf(source: Exclude<Source, { kind: "refused" }>): { readonly path: string } | { readonly refused: string } {
  if (source.kind !== "scalar" || typeof source.value !== "string") {
    const got = source.kind === "scalar" ? shownValue(source.value) : `a ${source.kind}`;
    return { refused: `is ${got}; the path of one file is meant, such as ../defaults.yaml` };
  }
  const { value } = source;
  if (isAbsolute(value) || /^([a-z][a-z\d+.-]*:|\\|~)/i.test(value)) {
    return { refused: `${quoted(value)} is not relative to this file; a path such as ../defaults.yaml is meant` };
  }
  return /\.ya?ml$/.test(value) ? { path: value } : { refused: `${quoted(value)} is not a .yaml or .yml file` };
}

/** Why a base can't be read, said where it is asked for; undefined when it can. */
function readable(path: string): string | undefined {
  const read = readText(path);
  return "refused" in read ? read.refused : undefined;
}

function similarFile(path: string): string | undefined {
  try {
    const folder = dirname(path);
    const near = nearest(basename(path), readdirSync(folder));
    return `looked for ${shownFile(path)}${near === undefined ? "" : `; did you mean ${near}?`}`;
  } catch {
    return `looked for ${shownFile(path)}`;
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
