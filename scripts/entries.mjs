// Writes the entries of the package from the folders: `exports` and `typesVersions` of package.json, and typedoc's `entryPoints`.
// With --check it only says what is stale.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (file) => JSON.parse(readFileSync(join(root, file), "utf8"));

const folders = readdirSync(join(root, "lib"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const having = (file) => folders.map(({ name }) => name).filter((name) => existsSync(join(root, "lib", name, file)));

/** What users import, with the source of each: a folder of lib with an index, and the stack of a folder with a descriptor. */
const sources = Object.fromEntries(
  [
    ["app", "stacks/app"],
    ...having("index.ts").map((name) => [name, `lib/${name}/index`]),
    ...having("provider.ts").map((name) => [`stacks/${name}`, `stacks/${name}-haven-stack`]),
  ].sort(([a], [b]) => (a < b ? -1 : 1)),
);

const built = (source) => ({ types: `./dist/${source}.d.ts`, default: `./dist/${source}.js` });
const exports = {
  ".": built("lib/index"),
  ...Object.fromEntries(Object.entries(sources).map(([name, source]) => [`./${name}`, built(source)])),
  "./package.json": "./package.json",
};
const typesVersions = { "*": Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, [built(source).types]])) };
const entryPoints = ["lib/index", ...Object.values(sources).sort()].map((source) => `${source}.ts`);

for (const [file, made] of [
  ["package.json", { exports, typesVersions }],
  ["typedoc.json", { entryPoints }],
]) {
  const before = read(file);
  const text = `${JSON.stringify({ ...before, ...made }, null, 2)}\n`;
  if (text === readFileSync(join(root, file), "utf8")) continue;
  if (process.argv.includes("--check")) {
    console.error(`${file} doesn't list what the folders hold; run node scripts/entries.mjs`);
    process.exitCode = 1;
  } else {
    writeFileSync(join(root, file), text);
  }
}
