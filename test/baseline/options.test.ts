import { parse } from "yaml";
import type { MonitoringConfig } from "../../lib/baseline";
import { clusterAutoscalerTag } from "../../lib/baseline/charts";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import type { Synthesized } from "../../lib/testing";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";
import { everything, inside, insideFull } from "./inside";

const referenceStack = (provider: string, options: object) =>
  synthesizeApp((app) => providers[provider]?.().addStack(app, provider, { ...reference(provider), ...options }));

const byName = (stack: Synthesized) =>
  Object.fromEntries(stack.resources("helm_release").map((release) => [String(release.name), release]));
const values = (release: JsonObject | undefined) => object(JSON.parse(String((release?.values as readonly string[])[0])) as JsonObject);

test("options are off until they are asked for", () => {
  const names = Object.keys(byName(inside()));

  for (const option of [
    "kube-prometheus-stack",
    "flux",
    "argo-cd",
    "external-dns",
    "external-secrets",
    "cloudnative-pg",
    "velero",
    "opencost",
  ]) {
    expect(names).not.toContain(option);
  }
});

test("alerts go by mail and by call, with their secrets by name only", () => {
  const { alertmanager } = values(byName(insideFull())["kube-prometheus-stack"]);

  expect(object(alertmanager).config).toMatchObject({
    receivers: [
      {
        email_configs: [{ to: "beheer@gemeente.example", auth_password_file: "/etc/alertmanager/secrets/mail/password" }],
        webhook_configs: [{ url_file: "/etc/alertmanager/secrets/webhook/url" }],
      },
      { name: "nobody" },
    ],
  });
  expect(object(alertmanager).alertmanagerSpec).toMatchObject({ secrets: ["mail", "webhook"] });
});

test("Prometheus may ask every component that tells how it is, and nobody else may", () => {
  const inOf = (stack: Synthesized) => object(object(values(byName(stack)["log-store-network"]).manifests).ingress);

  expect(JSON.stringify(inOf(insideFull()))).toContain("haven-monitoring");
  expect(JSON.stringify(inOf(inside()))).not.toContain("haven-monitoring");
});

test("backups go to the cluster's bucket by the identity that it was given", () => {
  const { configuration, credentials, schedules } = values(byName(insideFull({ velero: { retentionDays: 90 } })).velero);

  expect(object(configuration).backupStorageLocation).toMatchObject([{ bucket: "backups", provider: "aws", config: { region: "eu" } }]);
  expect(credentials).toEqual({ useSecret: false });
  expect(schedules).toMatchObject({ daily: { template: { ttl: "2160h" } } });
});

const policies = (stack: Synthesized) => {
  const { policy } = object(values(byName(stack)["volume-policy"]).manifests);
  const { version, volumePolicies } = parse(String(object(object(policy).data)["policies.yaml"])) as Record<string, JsonObject[]>;
  expect(version).toBe("v1");
  return (volumePolicies ?? []).map(({ conditions, action }) => [object(object(conditions).csi).driver, object(action).type]);
};

test.each([
  ["azure", "file.csi.azure.com", "disk.csi.azure.com"],
  ["aws", "efs.csi.aws.com", "ebs.csi.aws.com"],
  ["google", "filestore.csi.storage.gke.io", "pd.csi.storage.gke.io"],
])("on %s shared files are backed up as files, and block volumes by snapshot", (provider, files, blocks) => {
  const stack = referenceStack(provider, { velero: {} });
  const { schedules, deployNodeAgent } = values(byName(stack).velero);

  expect(policies(stack)).toEqual([
    [files, "fs-backup"],
    [blocks, "snapshot"],
  ]);
  expect(object(object(object(schedules).daily).template).resourcePolicy).toEqual({ kind: "configmap", name: "haven-volumes" });
  expect(deployNodeAgent).toBe(true);
});

test("on vSphere, without snapshots, every volume is backed up as files", () => {
  const stack = referenceStack("vsphere", { velero: {} });

  expect(byName(stack)["volume-policy"]).toBeUndefined();
  expect(values(byName(stack).velero).configuration).toMatchObject({ defaultVolumesToFsBackup: true });
});

const alertsOf = (stack: Synthesized) => {
  const map = object(values(byName(stack)["kube-prometheus-stack"]).additionalPrometheusRulesMap);
  const [group] = object(map["haven-platform"]).groups as unknown as readonly [{ rules: readonly { alert: string; expr: string }[] }];
  return new Map(group.rules.map(({ alert, expr }) => [alert, expr]));
};

test("each component brings its alerts, and only where it is installed", () => {
  const all = [...alertsOf(insideFull()).keys()];

  expect(all).toEqual(
    expect.arrayContaining(["Watchdog", "BackupFailed", "BackupMissing", "BackupNeverMade", "LogStoreDown", "GatewayDown"]),
  );
  expect([...alertsOf(inside({ monitoring: {} })).keys()].filter((name) => name.startsWith("Backup"))).toEqual([]);
});

test("alerts on etcd and on its snapshots are there where the control plane is on machines of your own", () => {
  const own = [...alertsOf(referenceStack("vsphere", { monitoring: {} })).keys()];

  expect(own).toEqual(expect.arrayContaining(["EtcdSlow", "EtcdErrors", "EtcdAlmostFull", "EtcdBackupFailed", "EtcdBackupMissing"]));
  expect([...alertsOf(insideFull()).keys()].filter((name) => name.startsWith("Etcd"))).toEqual([]);
});

test.each([
  ["0 3 * * *", 26],
  ["0 */6 * * *", 26],
  ["0 3 * * 0", 170],
  ["0 3 1 * *", 746],
  ["0 3 1 1 *", 8786],
])("a backup that is made at %s is missing after %d hours", (schedule, hours) => {
  expect(alertsOf(insideFull({ velero: { schedule } })).get("BackupMissing")).toContain(`> ${hours} * 3600`);
});

test("a component of your own may bring alerts too", () => {
  const alert = { name: "ReportsLate", expr: "vector(0) > 1", for: "5m", summary: "Reports are late" };
  const component = () => ({
    name: "reports",
    namespace: { name: "reports", podSecurity: "restricted" as const },
    releases: [],
    alerts: [alert],
  });

  expect(alertsOf(insideFull({ components: [component] })).get("ReportsLate")).toBe("vector(0) > 1");
});

test("a dead man's switch is called while alerts work; without one nobody is", () => {
  const routes = (monitoring: MonitoringConfig) => {
    const { alertmanager } = values(byName(inside({ monitoring }))["kube-prometheus-stack"]);
    return object(object(object(alertmanager).config).route).routes;
  };

  expect(routes({ alerts: { watchdog: { secretName: "watchdog" } } })).toMatchObject([{ receiver: "watchdog", repeat_interval: "5m" }]);
  expect(routes({})).toMatchObject([{ receiver: "nobody" }]);
});

test.each([
  ["1.34", "v1.34.2"],
  ["1.36", "v1.36.1"],
  ["1.36.3", "v1.36.1"],
  ["1.37", "v1.36.1"],
])("cluster-autoscaler for Kubernetes %s is %s", (version, tag) => {
  expect(clusterAutoscalerTag(version)).toBe(tag);
});

test("audit events are sent apart from what applications print, and until they arrive", () => {
  const { alloy } = values(byName(referenceStack("vsphere", {})).alloy);
  const content = String(object(object(alloy).configMap).content);

  expect(content).toMatch(/loki\.source\.file "audit" \{[^}]*forward_to = \[loki\.write\.audit\.receiver\]/);
  expect(content).toMatch(/loki\.write "audit" \{[^}]*max_backoff_retries = 0/);
});

test("one copy of Loki has no disruption budget, and three have", () => {
  const budget = (stack: Synthesized) => object(values(byName(stack).loki).singleBinary).podDisruptionBudget;

  expect(budget(inside())).toEqual({ enabled: true, maxUnavailable: 1 });
  expect(budget(inside({}, undefined, { noObjectStorage: true }))).toBeUndefined();
});

test("the zone's name servers are not asked where others are named", () => {
  const { config } = values(byName(insideFull({ certificates: { nameservers: ["10.1.0.4", "10.1.0.5"] } }))["cert-manager"]);

  expect(config).toMatchObject({
    acmeDNS01Config: { recursiveNameservers: ["10.1.0.4:53", "10.1.0.5:53"], recursiveNameserversOnly: true },
  });
});

test("the rest is handed over to a repository, when everything that it may need is there", () => {
  const stack = insideFull();
  const address = (name: string) => stack.resourceEntries("helm_release").find(({ attributes }) => attributes.name === name)?.address;

  expect(values(byName(stack).flux)).toMatchObject({
    instance: { sync: { url: "https://git.example/platform", ref: "refs/heads/main", path: "clusters/test", pullSecret: "git" } },
  });
  expect(byName(stack)["gitops-network"]?.depends_on).toEqual(
    expect.arrayContaining([address("traefik"), address("issuers"), address("alloy"), address("kube-prometheus-stack")]),
  );
});

test("Argo CD gets the repository as an application, after its types are there", () => {
  const stack = insideFull({ gitops: { tool: "argo-cd", url: "https://git.example/platform" } });
  const { platform } = object(values(byName(stack).repository).manifests);

  expect(platform).toMatchObject({
    kind: "Application",
    spec: { source: { repoURL: "https://git.example/platform", targetRevision: "main" } },
  });
});

test("a vault of the cluster is a store that every namespace may ask", () => {
  expect(Object.keys(byName(insideFull()))).toContain("secret-store");
  expect(Object.keys(byName(inside({ externalSecrets: true })))).not.toContain("secret-store");
});

test("pools that somebody must scale are scaled", () => {
  expect(Object.keys(byName(insideFull()))).toContain("cluster-autoscaler");
  expect(Object.keys(byName(inside()))).not.toContain("cluster-autoscaler");
});

test("everything comes from a mirror that is given", () => {
  for (const tool of ["flux", "argo-cd"] as const) {
    const gitops = { tool, url: "https://git.example/platform" };
    const { json } = insideFull({
      ...everything,
      gitops,
      charts: { repository: "oci://mirror.example/charts", registry: "mirror.example" },
    });

    expect(JSON.stringify(json)).not.toMatch(/docker\.io|quay\.io|registry\.k8s\.io|ghcr\.io|ecr-public/);
  }
});
