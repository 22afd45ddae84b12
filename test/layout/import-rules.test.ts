import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(__dirname, "..", "..");

/** A file, and what it imports: a file of the tree, `type:` and a file, `lazy:` and a file, or a package. */
type Imports = readonly [file: string, imported: string];

// "toy" and "other" are providers that no rule names.
const allowed: readonly Imports[] = [
  ["lib/core/cluster/cluster.ts", "constructs"],
  ["lib/toy/config/network.ts", "lib/core/cluster/cluster.ts"],
  ["lib/toy/config/cluster.ts", "lib/toy/config/network.ts"],
  ["lib/toy/config/props.ts", "lib/toy/generated/props.ts"],
  ["lib/toy/config/machines.ts", "lib/talos/config/talos.ts"],
  ["lib/toy/reading/evidence.ts", "lib/toy/config/network.ts"],
  ["lib/toy/reading/guarded.ts", "lib/talos/reading/guarded.ts"],
  ["lib/toy/constructs/network.ts", "lib/toy/config/network.ts"],
  ["lib/toy/constructs/cluster.ts", "lib/toy/reading/evidence.ts"],
  ["lib/toy/constructs/machine.ts", "lib/talos/constructs/machine.ts"],
  ["lib/toy/constructs/subnet.ts", "@cdktf/provider-toy/lib/subnet"],
  ["lib/toy/provider.ts", "lib/toy/config/cluster.ts"],
  ["lib/toy/provider.ts", "lib/toy/reading/guarded.ts"],
  ["lib/toy/provider.ts", "lazy:stacks/toy-haven-stack.ts"],
  ["lib/toy/index.ts", "lib/toy/constructs/cluster.ts"],
  ["lib/talos/constructs/machine.ts", "lib/talos/config/talos.ts"],
  ["lib/guard/guarded-types.ts", "lib/toy/reading/guarded.ts"],
  ["lib/guard/types.ts", "lib/toy/provider.ts"],
  ["lib/config/file.ts", "lib/toy/provider.ts"],
  ["cli/doctor.ts", "lib/toy/provider.ts"],
  ["stacks/toy-haven-stack.ts", "lib/toy/constructs/cluster.ts"],
  ["main.ts", "stacks/toy-haven-stack.ts"],
];

const refused: readonly (readonly [rule: string, ...Imports])[] = [
  ["provider-config-imports-only", "lib/toy/config/bad-construct.ts", "type:lib/toy/constructs/network.ts"],
  ["provider-config-imports-only", "lib/toy/config/bad-reading.ts", "lib/toy/reading/evidence.ts"],
  ["provider-config-imports-only", "lib/toy/config/bad-machine.ts", "lib/talos/constructs/machine.ts"],
  ["provider-config-imports-only", "lib/toy/config/bad-neighbour.ts", "lib/other/config/network.ts"],
  ["provider-data-without-cdktf", "lib/toy/config/bad-cdktf.ts", "cdktf"],
  ["provider-data-without-cdktf", "lib/toy/config/bad-constructs.ts", "type:constructs"],
  ["provider-data-without-cdktf", "lib/toy/config/bad-binding.ts", "@cdktf/provider-toy/lib/subnet"],
  ["provider-reading-imports-only", "lib/toy/reading/bad-construct.ts", "type:lib/toy/constructs/cluster.ts"],
  ["provider-reading-imports-only", "lib/toy/reading/bad-machine.ts", "lib/talos/constructs/machine.ts"],
  ["provider-data-without-cdktf", "lib/toy/reading/bad-binding.ts", "@cdktf/provider-toy/lib/subnet"],
  ["provider-constructs-imports-only", "lib/toy/constructs/bad-neighbour.ts", "lib/other/constructs/network.ts"],
  ["provider-constructs-imports-only", "lib/toy/constructs/bad-entry.ts", "lib/toy/index.ts"],
  ["provider-constructs-imports-only", "lib/toy/constructs/bad-report.ts", "lib/compliance/report.ts"],
  ["provider-constructs-imports-only", "lib/toy/constructs/bad-stack.ts", "stacks/toy-haven-stack.ts"],
  ["provider-without-a-layer-imports-only", "lib/toy/bad-flat.ts", "lib/core/cluster/cluster.ts"],
  ["descriptor-imports-only", "lib/bad1/provider.ts", "lib/bad1/constructs/cluster.ts"],
  ["descriptor-imports-only", "lib/bad2/provider.ts", "lazy:stacks/toy-haven-stack.ts"],
  ["descriptor-loads-its-stack-lazily", "lib/bad3/provider.ts", "stacks/bad3-haven-stack.ts"],
  ["provider-data-without-cdktf", "lib/bad4/provider.ts", "cdktf"],
  ["provider-index-imports-only", "lib/bad5/index.ts", "lib/toy/index.ts"],
  ["provider-generated-imports-only", "lib/toy/generated/bad-config.ts", "lib/toy/config/network.ts"],
  ["talos-index-imports-only", "lib/talos/index.ts", "lib/toy/index.ts"],
  ["talos-generated-imports-only", "lib/talos/generated/bad-config.ts", "lib/talos/config/talos.ts"],
  ["talos-reading-imports-only", "lib/talos/reading/bad-construct.ts", "lib/talos/constructs/machine.ts"],
  ["baseline-imports-only", "lib/baseline/bad-report.ts", "lib/compliance/report.ts"],
  ["talos-config-imports-only", "lib/talos/config/bad-construct.ts", "lib/talos/constructs/machine.ts"],
  ["talos-data-without-cdktf", "lib/talos/reading/bad-cdktf.ts", "cdktf"],
  ["talos-constructs-imports-only", "lib/talos/constructs/bad-provider.ts", "lib/toy/config/network.ts"],
  ["talos-without-a-layer-imports-only", "lib/talos/bad-flat.ts", "lib/core/cluster/cluster.ts"],
  ["no-bindings", "lib/talos/constructs/bad-binding.ts", "@cdktf/provider-toy/lib/subnet"],
  ["core-imports-only", "lib/core/bad-provider.ts", "lib/toy/config/network.ts"],
  ["no-bindings", "lib/core/bad-binding.ts", "type:@cdktf/provider-toy/lib/subnet"],
  ["baseline-bindings", "lib/baseline/bad-binding.ts", "@cdktf/provider-toy/lib/subnet"],
  ["compliance-imports-only", "lib/compliance/bad-provider.ts", "lib/toy/config/network.ts"],
  ["picture-imports-only", "lib/picture/bad-report.ts", "lib/compliance/report.ts"],
  ["observe-imports-only", "lib/observe/bad-provider.ts", "lib/toy/reading/evidence.ts"],
  ["guard-imports-only", "lib/guard/bad-reading.ts", "lib/toy/reading/evidence.ts"],
  ["judged-without-cdktf", "lib/guard/bad-cdktf.ts", "cdktf"],
  ["config-imports-only", "lib/config/bad-construct.ts", "lib/toy/constructs/cluster.ts"],
  ["testing-imports-only", "lib/testing/bad-provider.ts", "lib/toy/index.ts"],
  ["lib-index-imports-only", "lib/index.ts", "lib/toy/index.ts"],
  ["stacks-imports-only", "stacks/bad-command.ts", "cli/doctor.ts"],
  ["cli-imports-only", "cli/bad-regions.ts", "lib/toy/config/network.ts"],
  ["bindings-by-resource", "lib/toy/constructs/bad-barrel.ts", "@cdktf/provider-toy"],
  ["bindings-by-resource", "test/bad-barrel.test.ts", "@cdktf/provider-toy"],
  ["no-cycle", "lib/core/circle/a.ts", "type:lib/core/circle/b.ts"],
];
/** A circle is reported for one of its files. */
const circle: Imports = ["lib/core/circle/b.ts", "type:lib/core/circle/a.ts"];

const packages = ["cdktf/lib/index", "constructs/lib/index", "@cdktf/provider-toy/lib/index", "@cdktf/provider-toy/lib/subnet/index"];

const tree = mkdtempSync(join(tmpdir(), "haven-imports-"));
afterAll(() => {
  rmSync(tree, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

function statement(file: string, imported: string): string {
  const [, how, target = ""] = /^(?:(type|lazy):)?(.*)$/.exec(imported) ?? [];
  const from = /^(lib|stacks|cli)\//.test(target) ? posix.relative(posix.dirname(file), target).replace(/\.ts$/, "") : target;
  const path = JSON.stringify(from.startsWith(".") || from === target ? from : `./${from}`);
  if (how === "lazy") return `export const load = () => require(${path}) as typeof import(${path});\n`;
  return how === "type" ? `import type { X } from ${path};\nexport type Y = X;\n` : `export * from ${path};\n`;
}

/** The names of all rules, and those that each file of a tree with these imports breaks. */
function judge(imports: readonly Imports[]): { names: readonly string[]; broken: ReadonlyMap<string, readonly string[]> } {
  const files = new Map<string, string>();
  for (const [, imported] of imports) {
    const file = imported.replace(/^\w+:/, "");
    if (file.endsWith(".ts")) files.set(file, "export interface X {}\n");
  }
  const importing = new Map<string, string>();
  for (const [file, imported] of imports) importing.set(file, (importing.get(file) ?? "") + statement(file, imported));
  for (const [file, text] of [...files, ...importing]) write(file, text);
  for (const file of packages) write(`node_modules/${file}.js`, "");
  for (const name of ["cdktf", "constructs", "@cdktf/provider-toy"])
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "lib/index.js" }));
  write("package.json", JSON.stringify({ name: "toy", dependencies: { cdktf: "1", constructs: "1", "@cdktf/provider-toy": "1" } }));
  write("tsconfig.json", JSON.stringify({ compilerOptions: { module: "Node16", moduleResolution: "Node16" } }));
  const config = JSON.stringify(pathToFileURL(join(root, "dependency-cruiser.config.mjs")));
  // Rules that are switched off for now are tried as well.
  write(
    "rules.mjs",
    `import config from ${config};
export default { ...config, forbidden: config.forbidden.map((rule) => ({ ...rule, severity: "error" })) };`,
  );
  const program = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
  const roots = [...new Set([...files.keys(), ...importing.keys()].map((file) => file.split("/")[0] ?? ""))];
  const run = [program, "--config", "rules.mjs", "--output-type", "json", ...roots];
  const result = JSON.parse(execFileSync(process.execPath, run, { cwd: tree, encoding: "utf8" })) as {
    summary: {
      violations: readonly { from: string; rule: { name: string } }[];
      ruleSetUsed: { forbidden: readonly { name: string }[] };
    };
  };
  const broken = new Map<string, string[]>();
  for (const { from, rule } of result.summary.violations) broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  return { names: result.summary.ruleSetUsed.forbidden.map(({ name }) => name), broken };
}

const { names, broken } = judge([...allowed, ...refused.map(([, file, imported]) => [file, imported] as const), circle]);

test("a provider that no rule names may import downwards", () => {
  expect([...new Set(allowed.map(([file]) => file))].filter((file) => broken.has(file))).toEqual([]);
});

test.each(refused)("%s refuses %s -> %s", (rule, file) => {
  expect(broken.get(file)).toContain(rule);
});

test("every rule has an import here that it refuses", () => {
  expect(names.filter((name) => !refused.some(([rule]) => rule === name))).toEqual([]);
});
