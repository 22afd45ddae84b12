import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { markdownTable } from "../support/markdown-table";

/** A file that some providers have and others lack. */
interface Deviation {
  /** Below `lib/<provider>/`, such as `config/network.ts`. */
  readonly file: string;
  /** The providers that have it, in alphabetical order. */
  readonly providers: string;
}

interface Row extends Deviation {
  readonly reason: string;
}

const head = ["File", "Providers", "Reason"];

/** The folders of `lib` that hold a provider: each has a descriptor or a stack. */
function providersIn(root: string): readonly string[] {
  return readdirSync(join(root, "lib"))
    .filter((name) => existsSync(join(root, "lib", name, "provider.ts")) || existsSync(join(root, "stacks", `${name}-haven-stack.ts`)))
    .sort();
}

function deviationsIn(root: string): readonly Deviation[] {
  const providers = providersIn(root);
  const owners = new Map<string, string[]>();
  for (const provider of providers) {
    for (const path of readdirSync(join(root, "lib", provider), { recursive: true, encoding: "utf8" })) {
      const file = path.split(sep).join("/");
      // The build makes generated/ for every provider.
      if (file.endsWith(".ts") && !file.startsWith("generated/")) owners.set(file, [...(owners.get(file) ?? []), provider]);
    }
  }
  return [...owners]
    .filter(([, names]) => names.length < providers.length)
    .map(([file, names]) => ({ file, providers: names.join(", ") }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

function rowsOf(page: string): readonly Row[] {
  return page
    .split("\n")
    .filter((line) => /^\| `/.test(line))
    .map((line) => {
      const [file = "", providers = "", ...reason] = line.slice(1, line.lastIndexOf("|")).split("|");
      return { file: file.trim().replaceAll("`", ""), providers: providers.trim(), reason: reason.join("|").trim() };
    });
}

/** Where the page and the folders below `root` disagree, and rows without a reason. */
export function deviationProblems(root: string, page: string): readonly string[] {
  const rows = rowsOf(page);
  const deviations = deviationsIn(root);
  const problems: string[] = [];
  for (const { file, providers } of deviations) {
    const found = rows.filter((row) => row.file === file);
    if (found.length === 0)
      problems.push(`no row for ${file} (only in ${providers}): add it with a reason, or give every provider this file`);
    if (found.length > 1) problems.push(`${found.length} rows for ${file}: keep one`);
    for (const row of found) {
      if (row.providers !== providers) problems.push(`the row for ${file} must list "${providers}", got "${row.providers}"`);
      if (row.reason === "") problems.push(`the row for ${file} has no reason: say why the other providers lack this file`);
    }
  }
  for (const { file } of rows)
    if (!deviations.some((deviation) => deviation.file === file))
      problems.push(`the row for ${file} is stale, since all providers have this file or none has it: remove the row`);
  return problems;
}

/** The page with one row per deviation. Reasons are kept; a new row has none. */
export function withDeviations(root: string, page: string): string {
  const rows = rowsOf(page);
  const table = deviationsIn(root).map(({ file, providers }) => [
    `\`${file}\``,
    providers,
    rows.find((row) => row.file === file)?.reason ?? "",
  ]);
  const text = page
    .split("\n")
    .filter((line) => !line.startsWith("|"))
    .join("\n");
  return `${text.trimEnd()}\n\n${markdownTable(head, table)}\n`;
}
