import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { reportCompliance } from "../../lib/compliance";
import { FakeCluster } from "../support/fake-cluster";

const root = join(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "haven-interrupted-"));
const out = join(folder, "cdktf.out");

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Ends the process with a signal as soon as a stack was written, which is before the gate judges. */
const hook = join(folder, "hook.cjs");
writeFileSync(
  hook,
  `const fs = require("node:fs");
  const write = fs.writeFileSync;
  fs.writeFileSync = (file, ...rest) => {
    write(file, ...rest);
    if (String(file).endsWith("cdk.tf.json")) process.kill(process.pid, process.env.TEST_SIGNAL);
  };`,
);

const reference = readFileSync(join(root, "clusters/azure.yaml"), "utf8");
/** One node is too few, so that the gate refuses it. */
const refused = reference.replace(/minNodes: \d+/, "minNodes: 1");

function run(cluster: string, signal?: NodeJS.Signals) {
  mkdirSync(join(folder, "clusters"), { recursive: true });
  writeFileSync(join(folder, "clusters/zaken.yaml"), cluster);
  const start = `require(${JSON.stringify(join(root, "dist/stacks/run-clusters.js"))}).runClusters()`;
  const args = [...(signal === undefined ? [] : ["--require", hook]), "--eval", start];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env: { ...process.env, TEST_SIGNAL: signal, TMPDIR: folder } });
}

/** All files below `cdktf.out` but assets, which nothing applies without the stack that names them. */
const left = () =>
  readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("assets"))
    .map(({ name }) => name);

test.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
  "%s between the stacks and the gate leaves nothing to apply, and no report",
  (signal) => {
    expect(run(reference).status).toBe(0);
    expect(left()).toEqual(expect.arrayContaining(["manifest.json", "cdk.tf.json", "report.json", "report.html"]));
    writeFileSync(join(out, "stacks/zaken/.terraform.lock.hcl"), "");

    expect(run(refused, signal).signal).toBe(signal);
    expect(left()).toEqual([".terraform.lock.hcl"]);
  },
);

test("the gate refuses that cluster when nobody interrupts, and the report stays", () => {
  run(reference);

  expect(run(refused).status).toBe(1);
  expect(left()).toEqual(expect.arrayContaining(["report.json", "report.html"]));
  expect(left()).not.toEqual(expect.arrayContaining(["cdk.tf.json"]));
  expect(left()).not.toEqual(expect.arrayContaining(["manifest.json"]));
});

test("an error while stacks are made leaves nothing to apply, and no report", () => {
  const outdir = join(folder, "code.out");
  const made = (fails: boolean) => {
    const app = new App({ outdir });
    reportCompliance(app);
    for (const id of ["a", "b"]) new FakeCluster(new TerraformStack(app, id), "cluster");
    if (fails) app.node.addValidation({ validate: () => ["of your own"] });
    app.synth();
  };
  made(false);
  expect(existsSync(join(outdir, "stacks/a/cdk.tf.json"))).toBe(true);

  expect(() => {
    made(true);
  }).toThrow(/of your own/);
  expect(
    ["manifest.json", "stacks/a/cdk.tf.json", "stacks/b/cdk.tf.json", "haven/report.json"].filter((file) => existsSync(join(outdir, file))),
  ).toEqual([]);
});
