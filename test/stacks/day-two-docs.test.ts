import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { parse, stringify } from "yaml";
import { subcommands } from "../../cli/subcommands";
import { loadClusterFiles } from "../../lib/config";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

const root = resolve(__dirname, "../..");
const folder = join(root, "docs/day-2");
const pages = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")] as const);
const manual = [...pages, ["../guard.md", readFileSync(join(root, "docs/guard.md"), "utf8")] as const];

/** Examples are for one pool of machines that fit, whatever a provider calls them. */
const machines: Readonly<Record<string, string>> = { aws: "m7i.xlarge", azure: "Standard_D8ds_v5", google: "e2-standard-8" };

const fences = (text: string) =>
  [...text.matchAll(/^( *)```(\w+)([^\n]*)\n(.*?)^\1```$/gms)].map(([, , language = "", rest = "", body = ""]) => ({
    language,
    for: rest.trim(),
    body,
  }));

const clusters = mkdtempSync(join(tmpdir(), "haven-day-two-"));
afterAll(() => {
  rmSync(clusters, { recursive: true });
});

const settings = manual.flatMap(([page, text]) =>
  fences(text)
    .filter(({ language }) => language === "yaml")
    .flatMap((fence) => fence.for.split(" ").map((provider) => [page, provider, fence.body] as const)),
);

test.each(settings)("%s: settings for %s go with its reference cluster", (_, name, body) => {
  const provider = providers[name]?.();
  const props = { ...reference(name), ...(parse(body.replaceAll("MACHINE", machines[name] ?? "")) as object) };

  writeFileSync(join(clusters, `${name}.yaml`), stringify({ provider: name, ...props }));
  expect(loadClusterFiles(clusters, { select: name }).flatMap(({ problems }) => problems)).toEqual([]);
  expect(provider?.problems(props)).toEqual([]);
  const { json } = synthesizeApp((app) => provider?.addStack(app, name, props));
  expect(Object.keys(json.resource ?? {})).not.toEqual([]);
});

test.each(pages)("%s begins with a Dutch summary, and the smallest example before any heading", (_, text) => {
  const [start = ""] = text.split("\n## ");

  expect(start).toMatch(/^# [^\n]+\n\n\*\*Samenvatting\.\*\* /);
  expect(fences(start)).not.toEqual([]);
});

test.each(manual)("%s leads to pages and headings that are there", (page, text) => {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link).filter((link) => !link.startsWith("http"));
  const dead = links.filter((link) => {
    const [path = "", heading] = link.split("#");
    const file = resolve(dirname(join(folder, page)), path);
    const headings =
      existsSync(file) && heading !== undefined
        ? [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => anchor(title))
        : [];
    return !existsSync(file) || (heading !== undefined && !headings.includes(heading));
  });

  expect(dead).toEqual([]);
});

const anchor = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");

test.each(manual)("%s names commands and flags that there are", async (_, text) => {
  const scripts = (JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object }).scripts;
  const unknown = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name).filter((name) => !(name in scripts));
  const used = [...text.matchAll(/npx haven-cdktf (\w+)([^\n`|#]*)/g)].map(([, name = "", rest = ""]) => ({
    name,
    flags: rest.match(/--[\w-]+/g) ?? [],
  }));
  const wrong = await Promise.all(
    used.map(async ({ name, flags }) => {
      const command: Command | undefined = await subcommands[name]?.load();
      const known = command?.options.map(({ long }) => long) ?? [];
      return command === undefined ? [name] : flags.filter((flag) => !known.includes(flag)).map((flag) => `${name} ${flag}`);
    }),
  );

  expect([...unknown, ...wrong.flat()]).toEqual([]);
  expect(
    [...text.matchAll(/npx cdktf (\w+)/g)]
      .map(([, name]) => name)
      .filter((name) => !["deploy", "destroy", "diff", "synth"].includes(name ?? "")),
  ).toEqual([]);
});

test("every page is in the list", () => {
  const [, list = ""] = pages.find(([name]) => name === "README.md") ?? [];

  expect(pages.map(([name]) => name).filter((name) => name !== "README.md" && !list.includes(`(${name})`))).toEqual([]);
});
