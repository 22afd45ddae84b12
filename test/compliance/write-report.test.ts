import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { type Report, reportCompliance, type Rule } from "../../lib/compliance";
import { FakeCluster } from "../support/fake-cluster";

let outdir = "";
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "haven-write-"));
});
afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
});

function synth(ids: readonly string[], rules: readonly Rule[] = []): void {
  const app = new App({ outdir });
  reportCompliance(app, { rules });
  for (const id of ids) new FakeCluster(new TerraformStack(app, id), "cluster");
  app.synth();
}

/** Goes through evaluation, and no renderer can read it. */
const unreadable: Rule = {
  id: "OWN-unreadable",
  title: null as unknown as Rule["title"],
  bio2: [],
  evaluate: () => ({ status: "guaranteed", because: "", evidence: [] }),
};

const forms = ["clusters", "report.html", "report.json", "report.junit.xml", "report.md", "report.sarif"];

test("every form is written at every synth, and what a person put beside them stays", () => {
  synth(["a"]);
  writeFileSync(join(outdir, "haven/hcc.json"), "{}");
  synth(["b"]);

  expect(readdirSync(join(outdir, "haven")).sort()).toEqual([...forms, "hcc.json"].sort());
  // The first cluster is gone from the app, and so is its document.
  expect(readdirSync(join(outdir, "haven/clusters"))).toEqual(["b.html"]);
});

test("a form that can't be made leaves none, and nothing to apply", () => {
  synth(["a"]);

  expect(() => {
    synth(["a"], [unreadable]);
  }).toThrow();
  expect(readdirSync(join(outdir, "haven"))).toEqual([]);
  expect(existsSync(join(outdir, "stacks"))).toBe(false);
  expect(existsSync(join(outdir, "manifest.json"))).toBe(false);
});

test("a disk that refuses leaves no half report, and nothing to apply", () => {
  mkdirSync(join(outdir, "haven"));
  writeFileSync(join(outdir, "haven/.unfinished"), "in the way");

  expect(() => {
    synth(["a"]);
  }).toThrow(/EEXIST|ENOTDIR/);
  expect(readdirSync(join(outdir, "haven"))).toEqual([]);
  expect(existsSync(join(outdir, "stacks"))).toBe(false);
});

test("an app without a cluster has a report that says so", () => {
  const app = new App({ outdir });
  const made = reportCompliance(app);
  new TerraformStack(app, "empty");
  app.synth();

  expect((made.report as Report).clusters).toEqual([]);
  expect(existsSync(join(outdir, "haven/report.html"))).toBe(true);
});
