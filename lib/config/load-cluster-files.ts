import { readdirSync } from "node:fs";
import { extname, join, parse, resolve } from "node:path";
import { type ClusterFile, readClusterFile, unreadable } from "./cluster-file";
import type { ReadFiles } from "./inherit";
import { type LocatedProblem, problemAt } from "./located-problem";
import { nearest } from "../core/validation/nearest";
import { errorCode } from "./read-file";
import { quoted, shownFile } from "../core/text/shown";

/** Selects the cluster files to load, and the stacks to upgrade. */
export interface LoadOptions {
  /** Names of files without `.yaml`, separated by commas; `*` stands for any text. @default every file */
  readonly select?: string;
  /** Names of stacks to upgrade, separated by commas; one that isn't there is a problem, since nothing would be upgraded. @default none */
  readonly upgrade?: string;
}

/**
 * Reads every `.yaml` and `.yml` file of a directory, by name, or those that are selected.
 *
 * Never throws for what a person may have written: problems are in the files. What is wrong with the directory or with the
 * selection comes as an entry for the directory, without a provider.
 */
export function loadClusterFiles(directory: string, { select = "", upgrade = "" }: LoadOptions = {}): ClusterFile[] {
  const folder = resolve(directory);
  const listed = yamlFiles(folder);
  if ("refused" in listed) return [forFolder(folder, [problemAt({ file: folder }, [], listed.refused, firstFile(folder))])];
  const names = [...new Set(listed.files.map((file) => parse(file).name))];
  const { chosen, problems } = selection(select, names, folder);
  const read: ReadFiles = new Map();
  const files = listed.files
    .filter((file) => chosen.has(parse(file).name))
    .map((file, index, all) => {
      const { name } = parse(file);
      const path = join(folder, file);
      const problem = nameProblem(path, name, all.slice(0, index));
      return problem ? unreadable(path, name, [problem]) : readClusterFile(path, name, read);
    });
  const asked = [...problems, ...upgradeProblems(upgrade, [...chosen], folder)];
  return asked.length > 0 ? [forFolder(folder, asked), ...files] : files;
}

function forFolder(folder: string, problems: readonly LocatedProblem[]): ClusterFile {
  return unreadable(folder, "", problems);
}

function yamlFiles(folder: string): { readonly files: readonly string[] } | { readonly refused: string } {
  try {
    const files = readdirSync(folder).filter(isYaml);
    return files.length > 0 ? { files: files.sort() } : { refused: "holds no .yaml file" };
  } catch (error) {
    const code = errorCode(error);
    return {
      refused: code === "ENOENT" ? "there is no such directory" : code === "ENOTDIR" ? "is not a directory" : `can't be read (${code})`,
    };
  }
}

/** By its name, in any case, so that `zaken.YAML` is refused rather than ignored. Editors keep hidden files beside those that they edit. */
export function isYaml(file: string): boolean {
  return /^[^.][^]*\.ya?ml$/i.test(file);
}

function firstFile(folder: string): string {
  return `looked in ${folder}\nFor a first cluster write ${shownFile(join(folder, "my-cluster.yaml"))}: docs/configuration.md begins with the smallest that works.`;
}

const rename = "the name of the file is the name of the stack; rename the file";

function nameProblem(path: string, name: string, earlier: readonly string[]): LocatedProblem | undefined {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    const message = `${quoted(name)} can't be the name of a stack; a lower case letter, then letters, digits and dashes`;
    return problemAt({ file: path }, [], message, rename);
  }
  if (name in Object.prototype) {
    return problemAt(
      { file: path },
      [],
      `${quoted(name)} can't be the name of a stack: cdktf keeps stacks in an object, and every object of JavaScript has that name`,
      rename,
    );
  }
  if (!/\.ya?ml$/.test(path)) {
    return problemAt({ file: path }, [], `ends in ${quoted(extname(path))}; a cluster file ends in .yaml or .yml`, rename);
  }
  const twin = earlier.find((file) => parse(file).name === name);
  return twin === undefined ? undefined : problemAt({ file: path }, [], `is a second file for the stack ${name}, beside ${twin}`);
}

function commaSeparated(text: string): string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function selection(select: string, names: readonly string[], folder: string) {
  const patterns = commaSeparated(select);
  const matches = patterns.map((pattern) => ({ pattern, matched: names.filter((name) => matchesGlob(name, pattern)) }));
  const problems = matches
    .filter(({ matched }) => matched.length === 0)
    .map(({ pattern }) =>
      problemAt({ file: folder }, ["HAVEN_CLUSTERS"], `${quoted(pattern)} matches no file; ${suggestion(pattern, names)}`),
    );
  return { chosen: new Set(patterns.length === 0 ? names : matches.flatMap(({ matched }) => matched)), problems };
}

function upgradeProblems(upgrade: string, names: readonly string[], folder: string): LocatedProblem[] {
  return commaSeparated(upgrade)
    .filter((name) => !names.includes(name))
    .map((name) => problemAt({ file: folder }, ["HAVEN_UPGRADE"], `${quoted(name)} is no stack here; ${suggestion(name, names)}`));
}

function suggestion(pattern: string, names: readonly string[]): string {
  const near = [nearest(pattern, names), ...names.filter((name) => isNearGlob(name, pattern))].filter((name) => name !== undefined);
  const shown = near.length > 0 ? [...new Set(near)] : names;
  const list = shown.slice(0, 10).join(", ") + (shown.length > 10 ? ", …" : "");
  return near.length > 0 ? `did you mean ${list}?` : `there are ${list}`;
}

/** Whether the part before the first `*` is nearly how the name begins. */
function isNearGlob(name: string, pattern: string): boolean {
  const [start = ""] = pattern.split("*");
  return start !== "" && [-1, 0, 1].some((more) => nearest(start, [name.slice(0, start.length + more)]) !== undefined);
}

function matchesGlob(name: string, pattern: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.pop();
  if (end === undefined) return name === pattern;
  if (!name.startsWith(start)) return false;
  let at = start.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - end.length >= at && name.endsWith(end);
}
