import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Annotations, App, TerraformStack, TerraformVariable } from "cdktf";
import { type ComplianceOptions, consoleReport, gate, type Report, reportCompliance, type Rule, waive } from "../../lib/compliance";
import { FakeCluster } from "../support/fake-cluster";

let outdir = "";
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "haven-report-"));
  process.env.HAVEN_AS_OF = "2026-11-23";
});
afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
  delete process.env.HAVEN_AS_OF;
});

const ours: Rule = {
  id: "OWN-name",
  title: { en: "Named after us", nl: "Naar ons genoemd" },
  bio2: [],
  evaluate: () => ({ status: "failed", because: "named fake", evidence: [], fix: "rename it" }),
};
const accepted = { reason: "renamed with the next cluster", owner: "team-zaken", until: "2027-03-01" };

/** Synthesizes what `fill` makes; the report is read from disk, as a pipeline would. */
function synth(fill: (app: App) => void, options: ComplianceOptions = {}) {
  const app = new App({ outdir });
  const { path } = reportCompliance(app, options);
  fill(app);
  let refusal = "";
  try {
    app.synth();
  } catch (error) {
    refusal = String(error);
  }
  const text = readFileSync(path, "utf8");
  return { text, refusal, report: JSON.parse(text) as Report };
}

const small = (app: App, id = "zaken") => new FakeCluster(new TerraformStack(app, id), "cluster", { minNodes: 1 });

test("a refusal names every check that caused it", () => {
  const { refusal, report } = synth(small, { failOn: ["failed"], rules: [ours] });

  expect(refusal).toContain("zaken is refused: haworkers (failed), OWN-name (failed); see");
  expect(consoleReport(report, "report.json")).toContain(
    "zaken is refused: haworkers (failed), OWN-name (failed). Nothing is left to apply.",
  );
});

test("what an override takes away is gone from the prediction", () => {
  const { report } = synth((app) => {
    const { resource } = new FakeCluster(new TerraformStack(app, "zaken"), "cluster");
    resource.addOverride("zones", ["a"]);
  });

  expect(report.clusters[0]?.checks.find(({ id }) => id === "multiaz")).toMatchObject({
    status: "failed",
    evidence: expect.arrayContaining([
      expect.objectContaining({ stack: "zaken", attribute: "zones", value: ["a"], constructPath: "zaken/cluster/Resource" }),
    ]),
  });
});

test("a suggested check refuses nothing, whatever the gate", () => {
  const { refusal } = synth((app) => new FakeCluster(new TerraformStack(app, "zaken"), "cluster"), { failOn: ["failed", "unknown"] });

  expect(refusal).toBe("");
});

test("a stack may be let through where the app refuses", () => {
  const { refusal } = synth(
    (app) => {
      gate(small(app), []);
    },
    { failOn: ["failed"] },
  );

  expect(refusal).toBe("");
  expect(existsSync(join(outdir, "manifest.json"))).toBe(true);
});

test("an own rule can be waived like ours", () => {
  const { report } = synth(
    (app) => {
      waive(small(app), { check: "OWN-name", ...accepted }, [ours]);
    },
    { rules: [ours] },
  );

  expect(report.clusters[0]?.findings.at(-1)).toMatchObject({
    id: "OWN-name",
    status: "waived",
    waiver: { owner: "team-zaken", state: "used" },
  });
});

test("a waiver of a rule that nobody judges by is a warning, not silence", () => {
  const { report } = synth((app) => {
    waive(small(app), { check: "OWN-name", ...accepted }, [ours]);
  });

  expect(report.clusters[0]?.warnings).toEqual([
    {
      en: "the waiver of OWN-name is not used: no rule of that id is in the report",
      nl: "de ontheffing voor OWN-name is niet gebruikt: het rapport kent geen regel met dat id",
    },
  ]);
});

test("what a construct warns of is in the report as it was written, and not said twice", () => {
  const { report } = synth((app) => {
    const { resource } = new FakeCluster(new TerraformStack(app, "zaken"), "cluster");
    Annotations.of(resource).addWarning("no backups");
    Annotations.of(resource).addWarning("no backups");
  });

  expect(report.clusters[0]?.warnings).toEqual([{ en: "no backups", nl: "no backups" }]);
  expect(consoleReport(report, "report.json")).toContain("warning: no backups");
});

test("a waiver leaves no trace in what Terraform reads", () => {
  const stack = () => readFileSync(join(outdir, "stacks/zaken/cdk.tf.json"), "utf8");
  synth(small);
  const without = stack();
  synth((app) => {
    waive(small(app), { check: "haworkers", ...accepted });
  });

  expect(stack()).toBe(without);
});

test("values that Terraform fills in read the same in every report", () => {
  const report = (others: number) =>
    synth((app) => {
      const stack = new TerraformStack(app, "zaken");
      const region = new TerraformVariable(stack, "region", {}).stringValue;
      Array.from({ length: others }, (_, index) => new TerraformVariable(stack, `other${index}`, {}).stringValue);
      new FakeCluster(stack, "cluster", { region, zones: new TerraformVariable(stack, "zones", { type: "list(string)" }).listValue });
    });
  const [first, second] = [report(0), report(3)];

  expect(first.report.clusters[0]).toMatchObject({ region: "${var.region}", zones: ["${var.zones}"] });
  expect(second.report.clusters[0]).toMatchObject({ region: "${var.region}", zones: ["${var.zones}"] });
  expect(second.text).not.toContain("TfToken");
  expect(first.report.clusters[0]?.checks.find(({ id }) => id === "multiaz")?.status).toBe("unknown");
});

test("in a fleet a cluster that fails an own rule says so in its one line", () => {
  const { report } = synth((app) => {
    for (const id of ["a", "b", "c", "d", "e"]) {
      new FakeCluster(new TerraformStack(app, id), "cluster", { given: { backend: id === "c" ? "local" : "s3" } });
    }
  });
  const lines = consoleReport(report, "report.json").split("\n");

  expect(lines.filter((line) => line.includes("1 beyond HCC failed"))).toEqual([expect.stringMatching(/^c .* 0 failed /)]);
});
