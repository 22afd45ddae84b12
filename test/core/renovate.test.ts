import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { aksVersions } from "../../lib/azure/config/versions";
import { eksVersions } from "../../lib/aws/config/versions";
import { kubernetesReleases } from "../../lib/core/cluster/kubernetes-version";
import { gkeVersions } from "../../lib/google/config/versions";
import { talosDefaults } from "../../lib/talos/config/defaults";
import { talosVersions } from "../../lib/talos/config/versions";

interface Manager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
}

const root = resolve(__dirname, "../..");
const { customManagers } = JSON.parse(readFileSync(join(root, "renovate.json"), "utf8")) as { customManagers: readonly Manager[] };

const sources = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file: relative(root, join(root, "lib", file)), text: readFileSync(join(root, "lib", file), "utf8") }));

/** What Renovate finds in a file, as its regex manager does: patterns between slashes are regular expressions. */
const found = ({ file, text }: { readonly file: string; readonly text: string }) =>
  customManagers
    .filter(({ managerFilePatterns }) => managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(file)))
    .flatMap(({ matchStrings }) =>
      matchStrings.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, "g"))].map(({ groups = {} }) => groups)),
    );

test("each comment for Renovate is found by exactly one manager, with its value", () => {
  const missed = sources
    .map((source) => ({ file: source.file, comments: source.text.match(/\/\/ renovate: /g)?.length ?? 0, found: found(source).length }))
    .filter(({ comments, found: count }) => comments !== count);

  expect(missed).toEqual([]);
  expect(sources.flatMap(found).length).toBeGreaterThan(30);
});

// Renovate raises what the comment names; whoever reviews that fills in the table, and this test waits for it.
test.each([
  ["lib/core/cluster/kubernetes-version.ts", kubernetesReleases.minors],
  ["lib/azure/config/versions.ts", aksVersions.supportedUntil],
  ["lib/aws/config/versions.ts", eksVersions.supportedUntil],
  ["lib/google/config/versions.ts", gkeVersions.supportedUntil],
  ["lib/talos/config/versions.ts", talosVersions.supportedUntil],
])("%s has the newest version that its comment names", (file, table: Readonly<Record<string, string>>) => {
  const [source] = sources.filter((each) => each.file === file);
  const newest = source && found(source).find(({ currentValue = "" }) => /^1\.\d+$/.test(currentValue));

  expect(newest?.currentValue).toBe(Object.keys(table).at(-1));
});

test("every table of a platform is watched", () => {
  const tables = sources.filter(({ text }) => /: PlatformVersions = \{/.test(text)).map(({ file }) => file);

  expect(
    tables.filter(
      (file) => sources.find((source) => source.file === file)?.text.includes("// renovate: datasource=endoflife-date") !== true,
    ),
  ).toEqual([]);
});

test("Talos and its Kubernetes are raised within what the library is written for", () => {
  const { packageRules } = JSON.parse(readFileSync(join(root, "renovate.json"), "utf8")) as {
    packageRules: readonly { readonly matchPackageNames: readonly string[]; readonly allowedVersions?: string }[];
  };
  const allows = (name: string, version: string) =>
    packageRules.some(
      ({ matchPackageNames, allowedVersions = "" }) =>
        matchPackageNames.includes(name) && new RegExp(allowedVersions.slice(1, -1)).test(version),
    );

  expect(allows("siderolabs/talos", talosDefaults.version)).toBe(true);
  expect(allows("kubernetes/kubernetes", talosVersions.default)).toBe(true);
});
