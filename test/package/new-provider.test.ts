import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

/**
 * A provider is its folder of lib, its stacks, its template of a cluster file and its login script. With a copy of these under another
 * name everything works, and no other file is edited.
 */
const root = resolve(__dirname, "../..");
const { original, copy } = { original: "google", copy: "orange" };
let tree = "";

const ignored = new Set(["node_modules", "dist", ".git", "cdktf.out", "bench"]);
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: tree, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 });
const haven = (...args: string[]) =>
  spawnSync(process.execPath, [join(tree, "dist/cli/main.js"), ...args], { cwd: join(tree, "project"), encoding: "utf8" });

/** The text of a file of the provider, for the copy: its own names change, those of Terraform's provider and its bindings don't. */
function renamed(text: string): string {
  return text
    .replaceAll(/\bGoogle(?=[A-Z])(?!Provider\b)/g, "Orange")
    .replaceAll(`lib/${original}/`, `lib/${copy}/`)
    .replaceAll(`${original}-haven-stack`, `${copy}-haven-stack`)
    .replaceAll(`${original}-state-stack`, `${copy}-state-stack`)
    .replaceAll(`schema/${original}.json`, `schema/${copy}.json`)
    .replaceAll(new RegExp(`\\b(name: |provider: |provider = )("?)${original}\\b`, "g"), `$1$2${copy}`);
}

function copyProvider(): void {
  const made = [`lib/${original}`, `stacks/${original}-haven-stack.ts`, `stacks/${original}-state-stack.ts`];
  const texts = [`templates/clusters/${original}.yaml`, `templates/pipelines/ci/login/${original}.sh`];
  for (const from of [...made, ...texts]) {
    const to = from.replace(original, copy);
    cpSync(join(tree, from), join(tree, to), { recursive: true });
    const files = statSync(join(tree, to)).isDirectory()
      ? readdirSync(join(tree, to), { recursive: true, encoding: "utf8" }).map((file) => join(tree, to, file))
      : [join(tree, to)];
    for (const file of files.filter((each) => /\.(ts|yaml|sh)$/.test(each))) {
      writeFileSync(file, renamed(readFileSync(file, "utf8")));
      const name = basename(file);
      if (name.startsWith(`${original}-`) && file.includes(`lib/${copy}/`))
        renameSync(file, file.replace(name, name.replace(original, copy)));
    }
  }
  rmSync(join(tree, "lib", copy, "generated"), { recursive: true, force: true });
}

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "haven-provider-"));
  for (const name of readdirSync(root).filter((each) => !ignored.has(each)))
    cpSync(join(root, name), join(tree, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
  copyProvider();
  run(process.execPath, "scripts/schema.mjs");
  run(process.execPath, "scripts/entries.mjs");
  run("npx", "tsc", "-b");
});

afterAll(() => {
  rmSync(tree, { recursive: true, force: true });
});

test("the contract of every provider holds for it", () => {
  // A copy of one provider must speak of that one.
  const jest = ["jest", "test/contract", "--verbose", "-t", "^(?!.*says nothing of the others)"];
  const { status, stderr } = spawnSync("npx", jest, { cwd: tree, encoding: "utf8" });

  expect(stderr).toContain(`${copy}\n`);
  expect(status === 0 ? "" : stderr).toBe("");
});

test("the package has its entries and its schema", () => {
  const { exports } = JSON.parse(readFileSync(join(tree, "package.json"), "utf8")) as { exports: Record<string, object> };

  expect(Object.keys(exports)).toEqual(expect.arrayContaining([`./${copy}`, `./stacks/${copy}`]));
  expect(existsSync(join(tree, "schema", `${copy}.json`))).toBe(true);
  expect(run("node", "-p", `typeof require('haven-cdktf/${copy}').OrangeHavenCluster`).trim()).toBe("function");
  run("npm", "run", "--silent", "check:package");
});

test("init, doctor and pipeline know it", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(tree, "dist/cli/main.js"), "init", "--provider", copy, "--folder", "project"],
    {
      cwd: tree,
      encoding: "utf8",
    },
  );

  expect([status, stderr]).toEqual([0, ""]);
  expect(readdirSync(join(tree, "project/ci/login"))).toContain(`${copy}.sh`);
  expect(haven("doctor").stdout).toContain(`${copy} login`);
  expect(haven("pipeline", "gitlab").stdout).toContain("https://iam.googleapis.com/$GOOGLE_WORKLOAD_IDENTITY_PROVIDER");
});
