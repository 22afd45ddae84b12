import { mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { folder, haven, refused } from "./run";

const recorded = (name: string) => readFileSync(resolve(__dirname, "../guard/plans", `${name}.json`), "utf8");
const cluster = "azurerm_kubernetes_cluster.cluster_7C2BBDA8";

test("a plan that hurts nobody is one line and 0", () => {
  const { status, stdout, stderr } = haven(folder({ "plan.json": recorded("azure/a-year") }), ["guard", "plan.json"]);

  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^guard: ok: \d+ in-place changes, nothing replaced\n$/);
});

test("a plan that hurts ends with 1, and its flags with 0", () => {
  const project = folder({ "plan.json": recorded("azure/two-minors-up") });
  const { status, stdout } = haven(project, ["guard", "plan.json"]);
  expect(status).toBe(1);
  const [, flag = ""] = /--allow (\S+)/.exec(stdout) ?? [];

  expect(haven(project, ["guard", "plan.json", "--allow", flag])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`allowed: ${cluster}`),
  });
  expect(haven(project, ["guard", "plan.json", "--allow", cluster])).toMatchObject({
    status: 1,
    stdout: expect.stringContaining(`--allow ${cluster} matches nothing in this plan`),
  });
});

test("--json prints the judgement, from standard input too", () => {
  const { status, stdout } = haven(folder(), ["guard", "-", "--json"], {}, recorded("aws/opened-api"));

  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    verdict: "refused",
    findings: [{ kind: "cluster", allow: "aws_eks_cluster.cluster_7C2BBDA8:api" }],
  });
});

test("what is no plan is refused in a line that says how to get one", () => {
  const project = folder({
    broken: "{",
    empty: "",
    "plan.tfplan": "PK\u0003\u0004",
    log: '{"@level":"info"}\n{"@level":"info"}',
    state: JSON.stringify({ version: 4, serial: 1, lineage: "x" }),
    shown: JSON.stringify({ format_version: "1.0", terraform_version: "1.11.4", values: {} }),
    list: "[]",
    other: JSON.stringify({ name: "zaken" }),
    future: JSON.stringify({ format_version: "2.0", planned_values: {} }),
    odd: JSON.stringify({ format_version: "1.2", planned_values: {}, resource_changes: [{ address: 3 }] }),
    action: JSON.stringify({
      format_version: "1.2",
      planned_values: {},
      resource_changes: [{ address: "a.b", type: "a", change: { actions: ["explode"] } }],
    }),
  });
  mkdirSync(join(project, "folder"));
  writeFileSync(join(project, "huge"), "");
  truncateSync(join(project, "huge"), 300 * 2 ** 20);
  const words = (file: string) => refused(haven(project, ["guard", file]));

  for (const [file, reason] of Object.entries({
    missing: "isn't there",
    folder: "is a directory; a file is meant",
    broken: "is not JSON",
    empty: "is not JSON",
    "plan.tfplan": "is a plan as Terraform keeps it, not JSON",
    log: "is the log of terraform plan -json, not the plan",
    state: "is a state, not a plan",
    shown: "is a state, not a plan",
    list: "is no plan: it holds no JSON object",
    other: "is no plan: format_version, which terraform show writes, is missing",
    future: "is a plan in a format that isn't known here",
    odd: "is no plan: resource_changes[0] has no address, type or actions",
    action: "is a plan with an action that isn't known here: resource_changes[0] has",
  })) {
    expect(words(file)).toContain(`${file} ${reason}`);
    expect(words(file)).toContain("terraform show -json plan.tfplan > plan.json");
  }
  expect(words("huge")).toBe("huge is 300 MiB; a plan is at most 256 MiB");
  expect(refused(haven(project, ["guard"]))).toContain("missing required argument");
  expect(refused(haven(project, ["guard", "broken", "--alow", "x"]))).toContain("unknown option '--alow'");
});
