import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Pair,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import { looksLikeCredential } from "../core/text/credentials";
import { executableParts } from "../core/text/executable";
import { secretsHint } from "./credentials";
import type { Position } from "../core/source/position";
import { type LocatedProblem, problemAt } from "./located-problem";
import { type Path, quoted, shownKey } from "../core/text/shown";
import type { Entry, MapSource, RefusedSource, ScalarSource, Source } from "./source";

export interface Parsed {
  /** Undefined when the text isn't YAML that can be used. */
  readonly root?: MapSource;
  readonly problems: readonly LocatedProblem[];
}

const deepest = 32;
const dangerousKeys = ["__proto__", "constructor", "prototype"];

/** Reads the part of YAML 1.2 that is JSON with comments: one document, no tags, no aliases. */
export function parseYaml(file: string, text: string): Parsed {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const control = /[\0-\x08\v\f\x0e-\x1f\x7f]/.exec(text);
  if (control) {
    const before = text.slice(0, control.index).split("\n");
    const here = { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    const code = control[0].charCodeAt(0).toString(16).padStart(4, "0").toUpperCase();
    return { problems: [problemAt(here, [], `holds a control character, U+${code}; only text goes in here`)] };
  }

  const { contents, errors } = quickly(() =>
    parseDocument(text, { schema: "core", merge: false, stringKeys: true, uniqueKeys: false, prettyErrors: false, lineCounter: lines }),
  );
  // What follows the first error is mostly noise that it makes.
  const first = errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0];
  if (first) return { problems: [unclosedProblem(contents, first, at) ?? syntaxProblem(first, at(first.pos[0]))] };
  if (contents === null || (isScalar(contents) && contents.value === null && contents.source === "")) {
    return { problems: [problemAt({ file, line: 1, column: 1 }, [], "is empty; keys such as provider and name are meant")] };
  }

  const problems: LocatedProblem[] = [];
  const convert = converter(at, (problem) => problems.push(problem));
  const root = convert(contents, [], at(0));
  if (root.kind === "map") return { root, problems };
  const kind = root.kind === "list" ? "a list" : "a single value";
  return { problems: problems.length > 0 ? problems : [problemAt(root.at, [], `holds ${kind}; keys such as provider and name are meant`)] };
}

/** Broken text gives the parser an error a character, and most of the time that takes goes into their stack traces. */
function quickly<T>(parse: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parse();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function converter(at: (offset: number) => Position, report: (problem: LocatedProblem) => void) {
  const refuse = (where: Position, path: Path, message: string, hint?: string): RefusedSource => {
    report(problemAt(where, path, message, hint));
    return { kind: "refused", at: where };
  };

  const convert = (node: Node | null, path: Path, fallback: Position): Source => {
    const where = node?.range ? at(node.range[0]) : fallback;
    if (node === null) return { kind: "scalar", at: where, value: null, written: "" };
    if (path.length > deepest) return refuse(where, path.slice(0, 3), `is nested more than ${deepest} levels deep`);
    if (isAlias(node)) return refuse(where, path, aliasMessage(node), "to share settings between files, use extends");
    if (node.tag !== undefined) return refuse(where, path, `has a tag, ${quoted(node.tag)}; only plain YAML goes in here`);
    if (isSeq(node))
      return { kind: "list", at: where, items: node.items.map((item, index) => convert(item as Node | null, [...path, index], where)) };
    if (isMap(node)) return convertMap(node as YAMLMap<Node, Node | null>, path, where);
    return convertScalar(node, path, where);
  };

  const convertMap = ({ items }: YAMLMap<Node, Node | null>, path: Path, where: Position): MapSource => {
    const entries = new Map<string, Entry>();
    for (const pair of items) addEntry(entries, pair, path, where);
    const first = items[0]?.key.range?.[0];
    return { kind: "map", at: where, start: first === undefined ? where : at(first), entries };
  };

  const addEntry = (entries: Map<string, Entry>, { key: node, value }: Pair<Node, Node | null>, path: Path, where: Position): void => {
    const at_ = node.range ? at(node.range[0]) : where;
    const key = isScalar(node) ? String(node.value) : "";
    const here = [...path, key];
    const earlier = entries.get(key);
    if (key === "<<") refuse(at_, path, "holds a merge key, <<; write the keys out, or share them between files with extends");
    else if (dangerousKeys.includes(key)) refuse(at_, here, "is not a key that can be used");
    else if (looksLikeCredential(key)) refuse(at_, here, "holds a credential; secrets never go in here", secretsHint);
    else if (executableParts(key).length > 0) refuse(at_, here, executableMessage(key), executableHint);
    else if (earlier) refuse(at_, here, `is here twice; the first is on line ${earlier.key.line}`);
    else entries.set(key, { key: at_, value: convert(value, here, at_) });
  };

  const convertScalar = (node: Exclude<Node, Alias>, path: Path, where: Position): ScalarSource | RefusedSource => {
    const { value, source } = isScalar(node) ? node : { value: null, source: "" };
    if (typeof value === "string" && looksLikeCredential(value)) {
      return refuse(where, path, "holds a credential; secrets never go in here", secretsHint);
    }
    if (typeof value === "string" && executableParts(value).length > 0)
      return refuse(where, path, executableMessage(value), executableHint);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null) {
      return { kind: "scalar", at: where, value, written: source ?? String(value) };
    }
    return refuse(where, path, "is not a value that can be used");
  };

  return convert;
}

function aliasMessage({ source }: Alias): string {
  return `is an alias, ${quoted(`*${source}`)}; write it out`;
}

function executableMessage(text: string): string {
  const parts = executableParts(text).map(shownKey).join(" and ");
  return `${quoted(text)} holds ${parts}, which Terraform would execute; a cluster file is data`;
}

const executableHint = [
  "Write the value itself, without these characters. They can't be escaped: $${ and %%{ are refused too.",
  "A value that only Terraform knows goes to the constructs, in code.",
].join("\n");

// Not the parser's words, which may quote the text, and with it a secret.
const syntax: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_INDENT: "is not indented as what is around it",
  BAD_SCALAR_START: "a value can't start with this character; put it in quotes",
  BAD_DQ_ESCAPE: "has a backslash that means nothing; use single quotes for a text with backslashes",
  BLOCK_AS_IMPLICIT_KEY: "a second key on one line; it needs a line of its own, or quotes around a value that holds a colon",
  BLOCK_IN_FLOW: "a list or map over several lines can't be inside brackets",
  KEY_OVER_1024_CHARS: "a key can't be this long",
  MISSING_CHAR: "something is missing before this: a colon, comma, bracket or closing quote",
  MULTILINE_IMPLICIT_KEY: "a key can't go over several lines; is a colon missing?",
  MULTIPLE_DOCS: "a second document starts here; a file holds one cluster",
  NON_STRING_KEY: "a key must be a text",
  RESOURCE_EXHAUSTION: "is nested too deeply",
  TAB_AS_INDENT: "is indented with a tab; YAML takes spaces only",
  UNEXPECTED_TOKEN: "doesn't belong here",
};

/** An error inside brackets that are never closed is blamed on the bracket: the parser sees it only lines later. */
function unclosedProblem(
  contents: Node | null,
  { pos: [offset] }: YAMLError,
  at: (offset: number) => Position,
): LocatedProblem | undefined {
  const opened: { readonly at: number; readonly isMap: boolean }[] = [];
  const visit = (node: unknown): void => {
    if (isMap(node)) for (const { key, value } of node.items) [key, value].forEach(visit);
    if (isSeq(node)) node.items.forEach(visit);
    const isFlow = (isMap(node) || isSeq(node)) && node.flow === true && node.range;
    if (isFlow && node.range && node.range[0] < offset && node.range[1] >= offset) opened.push({ at: node.range[0], isMap: isMap(node) });
  };
  visit(contents);
  const [innermost] = opened.sort((a, b) => b.at - a.at);
  if (innermost === undefined || at(innermost.at).line === at(offset).line) return undefined;
  const [open, close] = innermost.isMap ? ["{", "}"] : ["[", "]"];
  return problemAt(at(innermost.at), [], `not YAML: this ${open} is never closed; a ${close} is missing`);
}

function syntaxProblem({ code }: YAMLError, at: Position): LocatedProblem {
  return problemAt(at, [], `not YAML: ${syntax[code] ?? `the parser says ${code}`}`);
}
