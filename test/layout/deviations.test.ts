import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { deviationProblems, withDeviations } from "./deviations";

const root = resolve(__dirname, "../..");

test("DEVIATIONS.md gives a reason for every file that only some providers have", () => {
  const file = join(root, "DEVIATIONS.md");
  const page = readFileSync(file, "utf8");
  // HAVEN_UPDATE_DOCS=1 npx jest test/layout/deviations adds and removes rows. Write the reasons by hand.
  if (process.env.HAVEN_UPDATE_DOCS) writeFileSync(file, withDeviations(root, page));
  expect(deviationProblems(root, readFileSync(file, "utf8"))).toEqual([]);
});

describe("the comparison of the page with the folders", () => {
  const tree = mkdtempSync(join(tmpdir(), "haven-deviations-"));
  afterAll(() => {
    rmSync(tree, { recursive: true });
  });
  for (const file of [
    "lib/one/provider.ts",
    "lib/one/config/network.ts",
    "lib/one/config/peering.ts",
    "lib/one/generated/props.ts",
    "lib/two/config/network.ts",
    "lib/two/provider.ts",
    "stacks/two-haven-stack.ts",
    "lib/core/names.ts",
  ]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), "");
  }
  const row = (file: string, providers: string, reason: string) => `| \`${file}\` | ${providers} | ${reason} |\n`;
  const page = `# Deviations\n\nText.\n\n| File | Providers | Reason |\n| --- | --- | --- |\n`;
  const complete = page + row("config/peering.ts", "one", "Two has no peering.");

  test("finds nothing where each deviation has its row", () => {
    expect(deviationProblems(tree, complete)).toEqual([]);
  });

  test.each([
    ["a missing row", page, ["no row for config/peering.ts (only in one): add it with a reason, or give every provider this file"]],
    [
      "an empty reason",
      page + row("config/peering.ts", "one", ""),
      ["the row for config/peering.ts has no reason: say why the other providers lack this file"],
    ],
    [
      "other providers",
      page + row("config/peering.ts", "one, two", "Why."),
      ['the row for config/peering.ts must list "one", got "one, two"'],
    ],
    [
      "a row for a file that all have",
      complete + row("config/network.ts", "one", "Why."),
      ["the row for config/network.ts is stale, since all providers have this file or none has it: remove the row"],
    ],
    [
      "a row for a file that is gone",
      complete + row("config/gone.ts", "one", "Why."),
      ["the row for config/gone.ts is stale, since all providers have this file or none has it: remove the row"],
    ],
    ["a second row", complete + row("config/peering.ts", "one", "Why."), ["2 rows for config/peering.ts: keep one"]],
  ])("finds %s", (_, written, problems) => {
    expect(deviationProblems(tree, written)).toEqual(problems);
  });

  test("writes missing rows without a reason, removes stale ones and keeps reasons", () => {
    expect(deviationProblems(tree, withDeviations(tree, page))).toEqual([
      "the row for config/peering.ts has no reason: say why the other providers lack this file",
    ]);
    const updated = withDeviations(tree, complete + row("config/gone.ts", "one", "Why."));
    expect(deviationProblems(tree, updated)).toEqual([]);
    expect(updated).toContain("Two has no peering.");
  });
});
