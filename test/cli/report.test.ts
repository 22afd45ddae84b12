import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { folder, haven, noBindings, refused } from "./run";

const cluster = (backend = "{ type: s3, bucket: haven-state, region: eu-central-1 }") =>
  readFileSync(resolve(__dirname, "../../bench/azure.yaml"), "utf8").replace(/^backend:.*$/m, `backend: ${backend}`);

test("prints the prediction, without colour or progress when nobody looks, and leaves stacks and report", () => {
  const project = folder({ "clusters/zaken.yaml": cluster() });
  const { status, stdout, stderr } = haven(project, ["report"]);

  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("zaken: what HCC v12.8.0 is predicted to say");
  expect(stdout).not.toMatch(/\u001b/);
  expect(existsSync(join(project, "cdktf.out/stacks/zaken/cdk.tf.json"))).toBe(true);
  expect(existsSync(join(project, "cdktf.out/haven/report.html"))).toBe(true);
});

test("--json prints the report that is on disk", () => {
  const project = folder({ "clusters/zaken.yaml": cluster() });
  const { status, stdout } = haven(project, ["report", "--json"]);

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(project, "cdktf.out/haven/report.json"), "utf8")));
});

test("a closed gate ends with 1", () => {
  const project = folder({ "clusters/zaken.yaml": cluster("{ type: local }") });

  expect(haven(project, ["report"])).toMatchObject({ status: 1, stdout: expect.stringContaining("zaken is refused") });
});

test("--clusters goes before HAVEN_CLUSTERS", () => {
  const project = folder({ "clusters/zaken.yaml": cluster(), "clusters/burger.yaml": cluster() });
  const { stdout } = haven(project, ["report", "--json", "--clusters", "b*"], { HAVEN_CLUSTERS: "zaken" });

  expect((JSON.parse(stdout) as { clusters: object[] }).clusters).toEqual([expect.objectContaining({ stack: "burger" })]);
});

test("no cluster files, a broken one, and one that isn't there are refused in a line", () => {
  expect(refused(haven(folder(), ["report"]))).toMatch(/^clusters {2}there is no such directory; /);
  const broken = folder({ "clusters/zaken.yaml": "provider: [azure" });
  expect(refused(haven(broken, ["report"]))).toMatch(/^clusters\/zaken.yaml:1:17 {2}not YAML: /);
  writeFileSync(join(broken, "clusters/zaken.yaml"), cluster());
  expect(refused(haven(broken, ["report", "--clusters", "zaak"]))).toMatch(/"zaak" matches no file; did you mean zaken\?$/);
  expect(existsSync(join(broken, "cdktf.out"))).toBe(false);
});

test("a provider whose bindings aren't installed is said, with what installs them", () => {
  const project = folder({ "clusters/zaken.yaml": cluster(), "no-bindings.cjs": noBindings });
  const { status, stderr } = haven(project, ["report"], { NODE_OPTIONS: `--require ${join(project, "no-bindings.cjs")}` });

  expect(status).toBe(2);
  expect(stderr).toMatch(/@cdktf\/provider-azurerm.* is not installed/);
  expect(stderr).toContain("npm install @cdktf/provider-azurerm @cdktf/provider-helm @cdktf/provider-kubernetes");
  expect(existsSync(join(project, "cdktf.out"))).toBe(false);
});

test("a folder that can't be written is refused in a line", () => {
  const project = folder({ "clusters/zaken.yaml": cluster(), file: "" });

  expect(refused(haven(project, ["report"], { CDKTF_OUTDIR: "file/out" }))).toMatch(
    /^file\/out\S* can't be used: a part of its path is a file$/,
  );
});

test("--resolved tells what was given, inherited or a default, beside what Terraform reads", () => {
  const project = folder({
    "base.yaml": "provider: azure\nmaintenance: { day: monday }\n",
    "clusters/zaken.yaml": `extends: ../base.yaml\n${cluster().replace("provider: azure\n", "")}`,
  });
  const { status, stdout } = haven(project, ["report", "--resolved"]);
  const json = haven(project, ["report", "--resolved", "--json"]).stdout;

  expect(status).toBe(0);
  expect(stdout).toMatch(/^maintenance\.day +monday +inherited, base\.yaml:2$/m);
  expect(stdout).toMatch(/^region +westeurope +given, clusters\/zaken\.yaml:\d+$/m);
  expect(stdout).toMatch(/^logging\.retentionDays +183 +default$/m);
  // Several resources make up the number, so none is named beside it.
  expect(stdout).toMatch(/^Pool apps: most nodes +\d+$/m);
  expect(stdout).toMatch(/^Days that they are kept +183 +azurerm_log_analytics_workspace\./m);
  expect(JSON.parse(json)).toMatchObject({
    clusters: [{ stack: "zaken", settings: expect.arrayContaining([{ path: "maintenance.hours", value: 4, origin: "default" }]) }],
  });
});
