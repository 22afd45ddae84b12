import type { TerraformResource } from "cdktf";
import type { HavenBaseline, HavenBaselineProps } from "../../lib/baseline";
import type { Status } from "../../lib/compliance";
import { inside } from "./inside";

type Change = (baseline: HavenBaseline) => unknown;

const statuses = (props: Partial<HavenBaselineProps>, change?: Change) => {
  const [cluster] = inside(props, change).report.clusters;
  return Object.fromEntries([...(cluster?.checks ?? []), ...(cluster?.findings ?? [])].map(({ id, status }) => [id, status]));
};

const release = (baseline: HavenBaseline, component: string, name: string): TerraformResource => {
  const found = baseline.components.get(component)?.releases.find(({ node }) => node.id === name);
  if (!found) throw new Error(`no release ${name}`);
  return found;
};
const takenOut =
  (component: string, name: string): Change =>
  (baseline) => {
    const made = release(baseline, component, name);
    made.node.scope?.node.tryRemoveChild(made.node.id);
  };
const overridden =
  (component: string, name: string, path: string, value: unknown): Change =>
  (baseline) => {
    release(baseline, component, name).addOverride(path, value);
  };
const computed = "${var.later}";
const reason = "the supplier of our SIEM does this";

/** Whatever is turned off, taken out or overridden is seen: the check that stands on it fails, or can't be told. */
test.each<[string, string, Partial<HavenBaselineProps>, Change | undefined, Status]>([
  ["autocerts", "certificates switched off", { certificates: { off: reason } }, undefined, "failed"],
  ["autocerts", "cert-manager taken out", {}, takenOut("certificates", "cert-manager"), "unknown"],
  ["autocerts", "issuers taken out", {}, takenOut("certificates", "issuers"), "unknown"],
  ["autocerts", "cert-manager made or not", {}, overridden("certificates", "cert-manager", "count", computed), "unknown"],
  ["autocerts", "values of the issuers computed", {}, overridden("certificates", "issuers", "values", computed), "unknown"],
  ["autocerts", "other values than ours", {}, overridden("certificates", "issuers", "values", ["{}"]), "unknown"],
  ["logs", "logs switched off", { applicationLogs: { off: reason } }, undefined, "failed"],
  ["logs", "Loki taken out", {}, takenOut("log-store", "loki"), "unknown"],
  ["logs", "Alloy taken out", {}, takenOut("log-collector", "alloy"), "unknown"],
  ["logs", "another chart than Alloy's", {}, overridden("log-collector", "alloy", "chart", computed), "unknown"],
  ["metrics", "metrics-server switched off", { metricsServer: { off: reason } }, undefined, "failed"],
  ["metrics", "metrics-server taken out", {}, takenOut("metrics-server", "metrics-server"), "unknown"],
  ["rwxvolumes", "the class taken out", {}, ({ storageClasses }) => storageClasses.node.tryRemoveChild("shared"), "unknown"],
  [
    "rwxvolumes",
    "the class made or not",
    {},
    ({ storageClasses: { shared } }) => {
      shared.addOverride("count", 0);
    },
    "unknown",
  ],
  [
    "HX-default-storage-class",
    "a second default",
    {},
    ({ storageClasses: { shared } }) => {
      shared.addOverride("metadata.annotations", { "storageclass.kubernetes.io/is-default-class": "true" });
    },
    "failed",
  ],
  ["HX-default-storage-class", "the default taken out", {}, ({ storageClasses }) => storageClasses.node.tryRemoveChild("block"), "failed"],
  [
    "HX-default-storage-class",
    "the platform's mark left on",
    {},
    ({ storageClasses }) => storageClasses.node.tryRemoveChild("unmark-standard"),
    "failed",
  ],
  [
    "HX-default-storage-class",
    "marks computed",
    {},
    ({ storageClasses: { block } }) => {
      block.addOverride("metadata.annotations", computed);
    },
    "unknown",
  ],
])("%s sees %s", (check, _, props, change, status) => {
  expect(statuses(props)[check]).toBe(change ? "expected" : status);
  if (change) expect(statuses(props, change)[check]).toBe(status);
});

test("what is switched off is in the report with its reason", () => {
  const { report, warnings } = inside({ applicationLogs: { off: reason }, guardrails: { off: "another engine has them" } });
  const [cluster] = report.clusters;

  expect(cluster?.baseline?.switchedOff).toEqual([
    { name: "applicationLogs", reason },
    { name: "guardrails", reason: "another engine has them" },
  ]);
  expect(cluster?.checks.find(({ id }) => id === "logs")?.because.en).toContain(reason);
  expect(warnings).toContain("guardrails is switched off: another engine has them");
});
