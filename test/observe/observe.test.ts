import { clusterNeedsAttention } from "../../lib/compliance/rows";
import { compare } from "../../lib/compliance/compare";
import type { ClusterReport } from "../../lib/compliance";
import { renderReport } from "../../lib/compliance/renderers";
import { observe } from "../../lib/observe/observe";
import type { RunningCluster, RunningNode, Workload } from "../../lib/observe/running-cluster";
import { AzureHavenStack } from "../../stacks/azure-haven-stack";
import { GoogleHavenStack } from "../../stacks/google-haven-stack";
import { VsphereHavenStack } from "../../stacks/vsphere-haven-stack";
import { azureProps } from "../support/azure-props";
import { googleProps } from "../support/google-props";
import { reported } from "../support/reported";
import { runningCluster, runningNode, workload } from "../support/running-cluster";
import { vsphereProps } from "../support/vsphere-props";

const now = new Date("2026-11-23T12:00:00Z");
const azure = reported((app) => new AzureHavenStack(app, "zaken", azureProps())).report;
const [predictedOfAzure] = azure.clusters as [ClusterReport];

/** What is seen of a cluster beside its prediction: what the reference cluster on Azure is predicted to be, unless another is given. */
function seen(given: Partial<RunningCluster> = {}, predicted = predictedOfAzure) {
  const report = compare(azure, predicted, observe(runningCluster(given), { predicted, now, asOf: now }));
  const [cluster] = report.clusters as [ClusterReport];
  const of = (id: string) => [...cluster.checks, ...cluster.findings].find((finding) => finding.id === id)?.observed;
  const drift = Object.fromEntries(cluster.observation?.drift?.map(({ title, ...rest }) => [title.en, rest]) ?? []);
  return { report, cluster, of, drift };
}

const nodes = (...value: RunningNode[]): Partial<RunningCluster> => ({ nodes: { value } });
const three = ["1", "2", "3"].map((zone) => runningNode(`apps-${zone}`, `westeurope-${zone}`));
const without = (...names: string[]): Partial<RunningCluster> => ({
  workloads: { value: workloads().filter(({ name }) => !names.includes(name)) },
});
const instead = (changed: Workload): Partial<RunningCluster> => ({
  workloads: { value: [...workloads().filter(({ name }) => name !== changed.name), changed] },
});
function workloads(): readonly Workload[] {
  const { workloads: read } = runningCluster();
  return "value" in read ? read.value : [];
}

test("a cluster that is as it was predicted needs nobody, and says nothing of what only HCC can see", () => {
  const { cluster, report } = seen();

  expect(clusterNeedsAttention(cluster)).toBe(false);
  expect(cluster.observation?.drift?.filter(({ result }) => result !== "same")).toEqual([]);
  expect(cluster.checks.filter(({ observed }) => !observed).map(({ id }) => id)).toEqual(
    expect.arrayContaining(["nodehardening", "cncf", "havenversion", "clusteradmin", "shavalidation"]),
  );
  expect(report.notice.en).toMatch(/is not HCC/);
  expect(cluster.observation).toMatchObject({ by: "observe", compliant: null, at: "2026-11-23T12:00:00Z" });
});

test("what was only expected has runtime evidence", () => {
  const { of } = seen({ sharedVolumes: { value: ["haven-shared", "haven-shared", "other"] } });

  expect(of("rwxvolumes")).toMatchObject({
    result: "yes",
    outcome: "weaker",
    because: { en: "class haven-shared, 2 shared volumes in use" },
    evidence: [{ address: "StorageClass/haven-shared", attribute: "provisioner", value: "file.csi.azure.com" }, { value: 2 }],
  });
  expect(of("autocerts")).toMatchObject({
    outcome: "weaker",
    evidence: [{ value: "3/3" }, { address: "ClusterIssuer/letsencrypt-production" }],
  });
  expect(of("HX-default-storage-class")).toMatchObject({ result: "yes", outcome: "weaker" });
});

const old = { namespace: "zaken", name: "files", storageClass: "haven-shared", created: new Date("2026-11-23T11:00:00Z") };

test.each<[string, string, Partial<RunningCluster>, RegExp]>([
  ["all nodes in one zone", "multiaz", nodes(...["a", "b", "c"].map((name) => runningNode(name, "westeurope-1"))), /westeurope-1 \(3\)$/],
  ["nodes that say no zone", "multiaz", nodes(...three.map((node) => runningNode(node.name, undefined))), /3 without a zone/],
  ["two nodes", "haworkers", nodes(...three.slice(1)), /2 nodes, all ready/],
  [
    "three nodes, one of which is away",
    "haworkers",
    nodes(...three.slice(1), runningNode("gone", "westeurope-1", { ready: false })),
    /2 of 3 nodes are ready; not gone/,
  ],
  ["two control plane nodes", "hamasters", nodes(...three, ...three.slice(1).map((node) => ({ ...node, controlPlane: true }))), /2 nodes/],
  [
    "a node with an external address",
    "privatenetworking",
    nodes(...three, runningNode("open", "westeurope-1", { externalAddresses: ["203.0.113.7"] })),
    /on open/,
  ],
  ["a version of long ago", "kubernetesversion", { version: { value: "v1.29.3" } }, /1\.29 is 8 minors behind/],
  ["no roles", "rbac", { apiGroups: { value: ["apps"] } }, /serves no roles/],
  [
    "no shared class",
    "rwxvolumes",
    { storageClasses: { value: [{ name: "own", provisioner: "x", isDefault: true }] } },
    /class haven-shared is not there/,
  ],
  ["no driver for it", "rwxvolumes", { csiDrivers: { value: [] } }, /its driver file\.csi\.azure\.com is not/],
  ["a claim that waits for an hour", "rwxvolumes", { waitingClaims: { value: [old] } }, /zaken\/files waits for more than 10 minutes/],
  ["no cert-manager", "autocerts", without("cert-manager"), /cert-manager is not there/],
  [
    "cert-manager without a pod",
    "autocerts",
    instead(workload("Deployment", "haven-certificates", "cert-manager", "", { ready: 0 })),
    /isn't ready/,
  ],
  ["no issuer", "autocerts", { clusterIssuers: { value: [] } }, /no issuer for the whole cluster/],
  [
    "an issuer that isn't ready",
    "autocerts",
    { clusterIssuers: { value: [{ name: "le", ready: false, message: "no account" }] } },
    /le \(no account\)/,
  ],
  ["no collector of logs", "logs", without("alloy"), /no collector/],
  ["no store of logs", "logs", without("loki"), /Alloy without Loki/],
  [
    "a collector that isn't on every node",
    "logs",
    instead(workload("DaemonSet", "haven-collector", "alloy", "", { wanted: 6, ready: 4 })),
    /haven-collector\/alloy 4\/6/,
  ],
  ["no metrics API", "metrics", { metricsApi: { value: undefined } }, /nobody registered/],
  [
    "a metrics API that doesn't answer",
    "metrics",
    { metricsApi: { value: { name: "m", ready: false, message: "no endpoints" } } },
    /doesn't answer: no endpoints/,
  ],
  [
    "two default classes",
    "HX-default-storage-class",
    { storageClasses: { value: ["a", "b"].map((name) => ({ name, provisioner: "x", isDefault: true })) } },
    /there are 2: a, b/,
  ],
  [
    "no default class",
    "HX-default-storage-class",
    { storageClasses: { value: [{ name: "own", provisioner: "x", isDefault: false }] } },
    /there is none/,
  ],
])("%s is a NO for %s, and needs a person", (_, id, given, because) => {
  const { of, cluster } = seen(given);

  expect(of(id)).toMatchObject({ result: "no", because: { en: expect.stringMatching(because) } });
  expect(of(id)?.because?.nl).not.toBe("");
  expect(["regression", "shortfall"]).toContain(of(id)?.outcome);
  expect(clusterNeedsAttention(cluster)).toBe(true);
});

test.each<[string, string, Partial<RunningCluster>]>([
  ["a claim that has just been made", "rwxvolumes", { waitingClaims: { value: [{ ...old, created: now }] } }],
  ["a claim that waits for another class", "rwxvolumes", { waitingClaims: { value: [{ ...old, storageClass: "other" }] } }],
  [
    "one of several issuers that isn't ready",
    "autocerts",
    {
      clusterIssuers: {
        value: [
          { name: "a", ready: true },
          { name: "b", ready: false },
        ],
      },
    },
  ],
  ["a node away while three are left", "haworkers", nodes(...three, runningNode("gone", "westeurope-1", { ready: false }))],
])("%s is no NO", (_, id, given) => {
  expect(seen(given).of(id)?.result).toBe("yes");
});

test("a collector of logs that HCC may or may not know is not judged", () => {
  const fluentBit = workload("DaemonSet", "logging", "fluent-bit", "");

  expect(seen({ workloads: { value: [fluentBit] } }).of("logs")).toMatchObject({ result: "unknown", outcome: "unjudged" });
});

test("the image is enough for hardening where the check itself names the system", () => {
  const { clusters } = reported((app) => new VsphereHavenStack(app, "zaken", vsphereProps())).report;
  const talos = three.map((node) => ({ ...node, image: "Talos (v1.13.2)" }));

  expect(seen(nodes(...talos), clusters[0]).of("nodehardening")).toMatchObject({ result: "yes", outcome: "weaker" });
  expect(seen(nodes(...talos, runningNode("other", "westeurope-1")), clusters[0]).of("nodehardening")).toBeUndefined();
});

test("a control plane of your own that isn't to be seen is a NO, and one of the provider's is not", () => {
  const { clusters } = reported((app) => new VsphereHavenStack(app, "zaken", vsphereProps())).report;

  expect(seen(nodes(...three), clusters[0]).of("hamasters")?.result).toBe("no");
  expect(seen(nodes(...three)).of("hamasters")?.result).toBe("yes");
});

test("what may not be read is unknown, in words, and needs a person; the rest is judged", () => {
  const refused = { en: "no permission to read nodes", nl: "geen toestemming om nodes te lezen" };
  const { of, cluster, drift } = seen({ nodes: { refused } });

  for (const id of ["multiaz", "hamasters", "haworkers", "privatenetworking"])
    expect(of(id)).toMatchObject({ result: "unknown", outcome: "unjudged", because: refused });
  expect(drift.Zones).toMatchObject({ result: "unknown", seen: refused });
  expect(of("metrics")?.result).toBe("yes");
  expect(clusterNeedsAttention(cluster)).toBe(true);
});

test.each<[string, string, Partial<RunningCluster>, string]>([
  ["another minor", "Kubernetes", { version: { value: "v1.35.4" } }, "v1.35.4"],
  [
    "nodes of another minor",
    "Kubernetes on the nodes",
    nodes(...three.slice(1), runningNode("old", "westeurope-1", { kubelet: "v1.35.9" })),
    "v1.35.9 (1), v1.36.2 (2)",
  ],
  ["another region", "Region", nodes(...three.map((node) => ({ ...node, region: "northeurope" }))), "northeurope (3)"],
  ["a zone lost", "Zones", nodes(...three.slice(1), runningNode("b", "westeurope-2")), "westeurope-2 (2), westeurope-3 (1)"],
  [
    "a zone more",
    "Zones",
    nodes(...three, runningNode("b", "westeurope-4")),
    "westeurope-1 (1), westeurope-2 (1), westeurope-3 (1), westeurope-4 (1)",
  ],
  [
    "too few nodes that take applications",
    "Nodes for applications",
    nodes(...three.slice(1), runningNode("a", "westeurope-1", { tainted: true })),
    "2",
  ],
  [
    "a class gone",
    "Storage classes",
    { storageClasses: { value: [{ name: "haven-shared", provisioner: "x", isDefault: false }] } },
    "not there: haven-block",
  ],
  ["a release gone", "haven-gateway/traefik", without("traefik"), "not there"],
  [
    "a release of another version",
    "haven-gateway/traefik",
    instead(workload("Deployment", "haven-gateway", "traefik", "traefik-40.0.0")),
    "traefik-40.0.0 (1)",
  ],
  [
    "a release that isn't ready",
    "haven-logging/loki",
    instead(workload("StatefulSet", "haven-logging", "loki", "loki-18.11.0", { ready: 1 })),
    "not ready: haven-logging/loki 1/3",
  ],
  [
    "a namespace without a Pod Security level",
    "Namespaces with a Pod Security level",
    { namespaces: { value: [{ name: "haven-system" }] } },
    "not there: haven-system, haven-gateway, haven-certificates, haven-logging, haven-collector",
  ],
  [
    "an open namespace",
    "Namespaces shut by a network policy",
    { shutNamespaces: { value: ["haven-system", "haven-gateway", "haven-certificates", "haven-logging"] } },
    "not there: haven-collector",
  ],
  [
    "a guardrail gone",
    "Guardrails",
    { admissionPolicies: { value: ["haven-requests", "haven-pod-security", "haven-pinned-images"] } },
    "not there: haven-no-host-paths",
  ],
])("%s is drift", (_, title, given, words) => {
  const { drift, cluster } = seen(given);

  expect(drift[title]).toMatchObject({ result: "different", seen: { en: words } });
  expect(clusterNeedsAttention(cluster)).toBe(true);
});

test("what was switched off, and charts that run nothing, are no drift", () => {
  const off = { off: "done elsewhere" };
  const props = { ...azureProps(), guardrails: off, networkPolicies: off, monitoring: {} };
  const { clusters } = reported((app) => new AzureHavenStack(app, "zaken", props)).report;
  const { drift } = seen({}, clusters[0]);

  expect(Object.keys(drift)).toContain("haven-monitoring/kube-prometheus-stack");
  for (const absent of ["Guardrails", "Namespaces shut by a network policy", "haven-monitoring/prometheus-operator-crds"])
    expect(Object.keys(drift)).not.toContain(absent);
});

test("a release channel names no version that another could differ from", () => {
  const { clusters } = reported((app) => new GoogleHavenStack(app, "zaken", googleProps())).report;

  expect(seen({}, clusters[0]).drift.Kubernetes).toMatchObject({
    predicted: { en: "regular channel" },
    seen: { en: "v1.36.2" },
    result: "same",
  });
});

test("every form of the report shows what was seen, and says that it isn't HCC", () => {
  const { report } = seen({ nodes: { value: three }, metricsApi: { value: undefined }, version: { value: "v1.35.4" } });
  const files = Object.fromEntries(renderReport(report));

  const html = files["report.html"] ?? "";
  const ids = new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
  const links = Array.from(html.matchAll(/href="#([^"]+)"/g), ([, id]) => id);
  expect(html).toContain("haven-cdktf observe, which is not HCC");
  expect(links.filter((id) => !["nl", "en"].includes(id ?? "") && !ids.has(id))).toEqual([]);
  expect(files["report.md"]).toMatch(/is not HCC[\s\S]*nobody registered the metrics API[\s\S]*v1\.35\.4/);
  expect(files["report.junit.xml"]).toContain("nobody registered the metrics API");
  expect(files["report.junit.xml"]).toMatch(/failure type="different" message="different: v1\.35\.4 \(report: 1\.36\)"/);
  expect(files["report.sarif"]).toContain("nobody registered the metrics API");
});

test("an API that lists nothing proves nothing: every judgement over it is unknown", () => {
  const { of, drift, cluster } = seen({
    nodes: { value: [] },
    storageClasses: { value: [] },
    workloads: { value: [] },
    namespaces: { value: [] },
    apiGroups: { value: [] },
  });

  for (const id of [
    "multiaz",
    "hamasters",
    "haworkers",
    "privatenetworking",
    "rbac",
    "rwxvolumes",
    "autocerts",
    "logs",
    "HX-default-storage-class",
  ])
    expect({ id, result: of(id)?.result }).toEqual({ id, result: "unknown" });
  for (const [title, { result }] of Object.entries(drift)) {
    if (/nodes|Region|Zones|Storage|Nodes|\/|Pod Security/.test(title)) expect({ title, result }).toEqual({ title, result: "unknown" });
  }
  expect(of("privatenetworking")?.because?.en).toBe("the API lists no nodes");
  expect(clusterNeedsAttention(cluster)).toBe(true);
});

test("a component whose workloads all want no pod is not called ready", () => {
  const idle = workloads().map((each) => ({ ...each, wanted: 0, ready: 0 }));
  const { drift } = seen({ workloads: { value: idle } });

  expect(Object.entries(drift).flatMap(([title, { result }]) => (title.includes("/") ? [result] : []))).not.toContain("same");
});
