import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import {
  consoleReport,
  type FailOn,
  gate,
  type Report,
  reportCompliance,
  type Rule,
  synthesizeWithReport,
  waive,
} from "../../lib/compliance";
import { AzureHavenCluster } from "../../lib/azure";
import { AzureHavenStack } from "../../stacks/azure-haven-stack";
import { azureProps } from "../support/azure-props";

const today = process.env.HAVEN_AS_OF;
let outdir = "";
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "haven-report-"));
});
afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
  process.env.HAVEN_AS_OF = today;
});

const good = azureProps();
const bad = azureProps({
  nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 1, maxNodes: 2, zones: ["1"] }],
  systemPool: { zones: ["1"] },
});

function app(props: Record<string, typeof good>, failOn?: FailOn[], rules?: Rule[]) {
  const made = new App({ outdir });
  const compliance = reportCompliance(made, { failOn, rules });
  for (const [name, config] of Object.entries(props)) new AzureHavenStack(made, name, config);
  return { app: made, compliance };
}

function synth(...args: Parameters<typeof app>) {
  const { app: made, compliance } = app(...args);
  const printed: string[] = [];
  const code = synthesizeWithReport(made, compliance, (text) => printed.push(text));
  return { code, printed: printed.join("\n"), report: JSON.parse(readFileSync(join(outdir, "haven/report.json"), "utf8")) as Report };
}

test("a failing cluster is reported, and refused only when the gate says so", () => {
  const { code, report } = synth({ bad });

  expect(code).toBe(0);
  expect(report.clusters[0]).toMatchObject({ stack: "bad", refused: false, counts: { failed: 2 } });
  expect(existsSync(join(outdir, "manifest.json"))).toBe(true);
});

test("what the gate refuses can't be applied, and its report stays", () => {
  const { code, report, printed } = synth({ good, bad }, ["failed"]);

  expect(code).toBe(1);
  expect(report.clusters.map(({ stack, refused }) => [stack, refused])).toEqual([
    ["good", true],
    ["bad", true],
  ]);
  expect(printed).toContain("bad is refused");
  expect(existsSync(join(outdir, "manifest.json"))).toBe(false);
  expect(readdirSync(join(outdir, "stacks"))).toEqual([]);
});

test("each stack may have a gate of its own, and a refusal leaves the others on disk", () => {
  const { app: made, compliance } = app({ good, bad });
  gate(made.node.findChild("bad"), ["failed"]);

  expect(synthesizeWithReport(made, compliance, () => undefined)).toBe(1);
  expect(readdirSync(join(outdir, "stacks"))).toEqual(["good"]);
  expect(existsSync(join(outdir, "manifest.json"))).toBe(false);
});

test("a stack that was refused leaves nothing of an earlier synth", () => {
  synth({ zaken: good });
  expect(readdirSync(join(outdir, "stacks"))).toEqual(["zaken"]);

  synth({ zaken: bad }, ["failed"]);
  expect(readdirSync(join(outdir, "stacks"))).toEqual([]);
  expect(existsSync(join(outdir, "manifest.json"))).toBe(false);
});

test("an app's own synth fails when the gate refuses", () => {
  expect(() => {
    app({ bad }, ["failed"]).app.synth();
  }).toThrow(/bad is refused/);
});

test("a waived check passes the gate", () => {
  const { app: made, compliance } = app({ bad }, ["failed"]);
  const accepted = { reason: "test cluster, small by design", owner: "team-zaken", until: "2099-12-31" };
  for (const check of ["multiaz", "haworkers", "HX-remote-backend"]) waive(made, { check, ...accepted });

  expect(synthesizeWithReport(made, compliance, () => undefined)).toBe(0);
  expect(compliance.report?.clusters[0]?.counts).toMatchObject({ failed: 0, waived: 2 });
});

test("the same app gives the same bytes, stacks and report, on another day too", () => {
  const files = (asOf: string) => {
    process.env.HAVEN_AS_OF = asOf;
    synth({ good });
    const read = (file: string) => readFileSync(join(outdir, file), "utf8");
    return { stack: read("stacks/good/cdk.tf.json"), report: read("haven/report.json") };
  };
  const [first, again, later] = [files("2026-11-23"), files("2026-11-23"), files("2026-12-01")];

  expect(again).toEqual(first);
  expect(later.stack).toBe(first.stack);
  expect(later.report).toBe(first.report.replace('"asOf": "2026-11-23"', '"asOf": "2026-12-01"'));
});

test("a day that isn't one is refused in words", () => {
  process.env.HAVEN_AS_OF = "tomorrow";

  expect(() => synth({ good })).toThrow(/HAVEN_AS_OF.*"tomorrow" is not a day/s);
});

test.each([
  ["the day is none", "2026-13-01", []],
  [
    "a rule breaks",
    "2026-11-23",
    [
      {
        id: "OWN",
        title: { en: "", nl: "" },
        bio2: [],
        evaluate: () => {
          throw new Error("broken");
        },
      },
    ],
  ],
] satisfies [string, string, Rule[]][])("nothing can be applied when there is no report, since %s", (_, asOf, rules) => {
  process.env.HAVEN_AS_OF = asOf;

  expect(() => synth({ good }, ["failed"], rules)).toThrow();
  expect(existsSync(join(outdir, "stacks/good/cdk.tf.json"))).toBe(false);
  expect(existsSync(join(outdir, "manifest.json"))).toBe(false);
});

test("a rule of the app's own is judged beside ours", () => {
  const rule: Rule = {
    id: "OWN-name",
    title: { en: "Named after us", nl: "Naar ons genoemd" },
    bio2: [],
    evaluate: ({ cluster }) => ({
      status: cluster.name.startsWith("ours") ? "guaranteed" : "failed",
      because: cluster.name,
      evidence: [],
      fix: "name it ours-…",
    }),
  };
  const { report } = synth({ good }, [], [rule]);

  expect(report.clusters[0]?.findings.at(-1)).toMatchObject({
    id: "OWN-name",
    status: "failed",
    fix: { en: "name it ours-…", nl: "name it ours-…" },
  });
});

test("every piece of evidence says where it was read", () => {
  const { report } = synth({ good });
  const evidence = report.clusters.flatMap(({ checks }) => checks.flatMap((check) => check.evidence));

  expect(evidence).toContainEqual(
    expect.objectContaining({
      stack: "good",
      address: expect.stringMatching(/^azurerm_kubernetes_cluster\./),
      attribute: "default_node_pool.zones",
      constructPath: "good/cluster/cluster/Resource",
    }),
  );
  for (const { address, attribute } of evidence) expect([address, attribute]).not.toContain("");
});

test("what two facts were read from is shown once", () => {
  const { report } = synth({ good });
  const kept = report.clusters[0]?.findings.find(({ id }) => id === "HX-audit-log-retention");

  expect(kept?.evidence.map(({ attribute }) => attribute)).toEqual([
    "target_resource_id",
    "enabled_log",
    "log_analytics_workspace_id",
    "retention_in_days",
  ]);
});

test("the terminal shows HCC's own words beside the prediction, and no verdict of its own", () => {
  const { printed } = synth({ good, bad });

  expect(printed).toMatch(/^good\s+aks 1\.36\s+westeurope\s+3 zones\s+\d+ resources\s+5 guaranteed\s+7 to observe\s+0 failed/m);
  expect(printed).toMatch(/Infrastructure\s+Running at least 3 worker nodes\s+FAILED\s+apps: at least 1; give a pool/);
  expect(printed).toContain("A prediction. Only HCC decides.");
  expect(printed).not.toMatch(/compliant|certified/i);
});

test("of a fleet only what needs a look is shown whole", () => {
  const fleet = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`c${index}`, good]));
  const { printed } = synth({ ...fleet, bad });

  expect(printed.match(/is predicted to say/g)).toHaveLength(1);
});

test("two clusters of one stack are told apart", () => {
  const { app: made, compliance } = app({});
  new AzureHavenCluster(new AzureHavenStack(made, "zaken", good), "second", { ...good, name: "second" });
  const printed: string[] = [];
  synthesizeWithReport(made, compliance, (text) => printed.push(text));

  expect(printed.join()).toMatch(/^zaken\/cluster +aks/);
  expect(printed.join()).toMatch(/^zaken\/second +aks/m);
});

test("no cluster is no error", () => {
  const { app: made, compliance } = app({});
  made.synth();

  expect(consoleReport(compliance.report as Report, compliance.path)).toContain("Only HCC decides");
});
