import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { answers } from "../../cli/init";
import { answered } from "../../cli/ask";
import { providers } from "../../stacks/providers";
import { folder, haven, noBindings, refused } from "./run";

const root = resolve(__dirname, "../..");
const names = Object.keys(providers);

/** The project as it is after npm install, with this checkout in the place of the package. */
function installed(provider: string): string {
  const project = folder();
  expect(haven(project, ["init", "--provider", provider, "--name", "zaken-prod"])).toMatchObject({ status: 0, stderr: "" });
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules/haven-cdktf"));
  return project;
}

const run = (cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, args, { cwd, encoding: "utf8", env: { PATH: process.env.PATH, HAVEN_AS_OF: "2026-11-23", ...env } });

describe.each(names)("a new project on %s", (provider) => {
  let project = "";
  beforeAll(() => {
    project = installed(provider);
  });

  test("synthesizes at once, with the cluster's name everywhere", () => {
    const { status, stdout, stderr } = run(project, ["main.mjs"]);

    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("zaken-prod: what HCC");
    expect(readFileSync(join(project, "cdktf.out/stacks/zaken-prod/cdk.tf.json"), "utf8")).toContain('"zaken-prod"');
  });

  test("has a test that passes, and fails when something would be made or destroyed that wasn't before", () => {
    expect(run(project, ["--test"])).toMatchObject({ status: 0 });
    const file = join(project, "test/zaken-prod.addresses.txt");
    writeFileSync(file, `${readFileSync(file, "utf8")}some_database.of_last_year\n`);

    const { status, stdout } = run(project, ["--test"]);
    expect(status).toBe(1);
    expect(stdout).toContain("some_database.of_last_year");
  });

  test("depends on the bindings that it uses, and on no others", () => {
    const { dependencies } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { dependencies: Record<string, string> };
    const bindings = Object.keys(dependencies).filter((name) => name.startsWith("@cdktf/"));

    expect(bindings).toHaveLength(3);
    expect(bindings).toContainEqual(expect.stringContaining(`provider-${provider}`));
  });

  test("says before a deploy that guard was not run, and where to read how", () => {
    const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { scripts: Record<string, string> };
    const { predeploy = "" } = scripts;

    expect(predeploy).toMatch(/^echo [\w ./:-]+$/);
    expect(predeploy).toContain("guard");
    expect(readFileSync(join(project, "README.md"), "utf8")).toContain("haven-cdktf guard");
  });

  test("has the scripts that the pages about its provider and day two name", () => {
    const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { scripts: Record<string, string> };
    const pages = [...readdirSync(join(root, "docs/day-2")).map((page) => `day-2/${page}`), `${provider}.md`, "state.md", "guard.md"];
    const named = pages.flatMap((page) =>
      [...readFileSync(join(root, "docs", page), "utf8").matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        ([, script, short = ""]) => script ?? short,
      ),
    );

    expect(named).toContain("start");
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("refers to pages that are in the package", () => {
    const texts = ["README.md", "clusters/zaken-prod.yaml"].map((file) => readFileSync(join(project, file), "utf8")).join("\n");
    const pages = [...texts.matchAll(/node_modules\/haven-cdktf\/([\w./-]+\.(?:md|json))/g)].map(([, page = ""]) => page);

    expect(pages.length).toBeGreaterThan(3);
    expect(pages.filter((page) => !existsSync(join(root, page)))).toEqual([]);
    expect(texts).not.toContain("{{");
  });
});

test("in a pipeline a new cluster's test asks for the list that nobody has looked at yet", () => {
  const project = installed("azure");

  expect(run(project, ["--test"], { CI: "true" }).stdout).toContain("commit test/zaken-prod.addresses.txt");
  expect(existsSync(join(project, "test/zaken-prod.addresses.txt"))).toBe(false);
});

test("what is there already is never overwritten, and nothing is written beside it", () => {
  const project = folder({ "README.md": "mine" });

  expect(refused(haven(project, ["init", "--provider", "azure"]))).toMatch(/^README\.md is there already, and nothing is overwritten/);
  expect(readdirSync(project)).toEqual(["README.md"]);
  expect(readFileSync(join(project, "README.md"), "utf8")).toBe("mine");
});

test("a folder that can't be written is left as it was", () => {
  const project = folder({ clusters: "a file where a folder must come" });

  expect(refused(haven(project, ["init", "--provider", "azure"]))).toMatch(
    /can't be written: a part of its path is a file; nothing is left behind$/,
  );
  expect(readdirSync(project)).toEqual(["clusters"]);
});

test("wrong answers are refused before anything is written", () => {
  const project = folder();

  expect(refused(haven(project, ["init"]))).toBe(`--provider is missing: one of ${names.join(", ")}`);
  expect(refused(haven(project, ["init", "--provider", "azur"]))).toMatch(/argument 'azur' is invalid. Allowed choices are aws, azure/);
  expect(refused(haven(project, ["init", "--provider", "azure", "--name", "Zaken"]))).toMatch(/^--name "Zaken" is not a name/);
  expect(refused(haven(project, ["init", "--provider", "azure", "--region", "mars"]))).toMatch(
    /^--region mars is not a region.*nothing was written$/,
  );
  expect(refused(haven(project, ["init", "--provider", "azure", "--region", "a: b"]))).toMatch(/^--region /);
  expect(readdirSync(project)).toEqual([]);
});

test.each([
  ["aws", "eu-central-3", "did you mean eu-central-1"],
  ["azure", "westeurop", "did you mean westeurope"],
  ["azure", "uksouth", "outside the EU and EEA; allowed: austriaeast"],
  ["azure", "west\neurope", "did you mean westeurope"],
  ["google", "europe-west5", "did you mean europe-west"],
  ["vsphere", "denhaag", "such as nl-denhaag"],
])("as npx runs it, without bindings: --provider %s --region %s is refused", (provider, region, words) => {
  const project = folder({ "no-bindings.cjs": noBindings });
  const withoutBindings = { NODE_OPTIONS: `--require ${join(project, "no-bindings.cjs")}` };

  expect(refused(haven(project, ["init", "--provider", provider, "--region", region], withoutBindings))).toContain(words);
  expect(readdirSync(project)).toEqual(["no-bindings.cjs"]);
  expect(haven(project, ["init", "--provider", provider, "--name", "zaken"], withoutBindings)).toMatchObject({ status: 0, stderr: "" });
});

test("answers become the cluster's, and the folder's name is its name where nothing else is said", async () => {
  const project = folder();
  haven(project, ["init", "--provider", "aws", "--region", "eu-west-1", "--environment", "test", "--folder", "Zaken Test"]);
  const text = readFileSync(join(project, "Zaken Test/clusters/zaken-test.yaml"), "utf8");

  expect(text).toMatch(/^name: zaken-test$/m);
  expect(text).toMatch(/^region: eu-west-1$/m);
  expect(text).toMatch(/^environment: test$/m);

  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve({ Provider: "azure", Environment: "test", Pipeline: "github" }[question] ?? "burger");
  };
  expect(await answers({ folder: "." }, "/somewhere/zaken", ask)).toEqual({
    provider: "azure",
    name: "burger",
    environment: "test",
    pipeline: "github",
  });
  expect(asked).toEqual(["Provider", "Name of the cluster", "Environment", "Pipeline"]);
});

test("a question comes again until its answer can be used", async () => {
  const given = ["gcp", "", "aws"];
  const prompts: string[] = [];
  const read = (prompt: string) => {
    prompts.push(prompt);
    return Promise.resolve(given.shift() ?? "");
  };

  expect(await answered(read, "Provider", { choices: ["aws", "azure"] })).toBe("aws");
  expect(prompts).toEqual(Array(3).fill("Provider (aws, azure): "));
  expect(await answered(() => Promise.resolve(""), "Name", { fallback: "zaken" })).toBe("zaken");
});
