import type { TerraformElement } from "cdktf";
import type { VsphereHavenCluster, VsphereHavenClusterProps } from "../../lib/vsphere";
import { vsphereCluster } from "../support/vsphere";

type Change = (cluster: VsphereHavenCluster) => void;

const machines = ({ cluster: { controlPlane, nodePools } }: VsphereHavenCluster) => ({
  masters: controlPlane.machines,
  workers: nodePools.flatMap((pool) => pool.machines),
});
const workers =
  (change: (element: TerraformElement) => void): Change =>
  (cluster) => {
    for (const { resource } of machines(cluster).workers) change(resource);
  };
const masters =
  (change: (element: TerraformElement) => void): Change =>
  (cluster) => {
    for (const { resource } of machines(cluster).masters) change(resource);
  };
/** What machines are told; `of` is the kind of pool. */
const told =
  (of: "masters" | "workers" | "everyone", path: string, value: unknown): Change =>
  (cluster) => {
    const { masters: first, workers: second } = machines(cluster);
    const which = { masters: first, workers: second, everyone: [...first, ...second] }[of];
    for (const { group } of which) cluster.cluster.talos.configurationOf(group).addOverride(path, value);
  };
/** One more patch behind the library's own. */
const patched =
  (of: "masters" | "workers" | "everyone", patch: string): Change =>
  (cluster) => {
    const { masters: first, workers: second } = machines(cluster);
    const which = { masters: first, workers: second, everyone: [...first, ...second] }[of];
    for (const { group } of which) {
      const data = cluster.cluster.talos.configurationOf(group);
      data.addOverride("config_patches", [...data.config.configPatches, patch]);
    }
  };
const remove = (element: TerraformElement) => {
  element.node.scope?.node.tryRemoveChild(element.node.id);
};
const counted = (element: TerraformElement) => {
  element.addOverride("count", "${var.later}");
};

function statuses(change: Change, props: Partial<VsphereHavenClusterProps> = {}): Readonly<Record<string, string>> {
  const { prediction, findings } = vsphereCluster(props, change);
  const byStatus = [...Object.entries(prediction), ...Object.entries(findings)] as [string, readonly string[]][];
  return Object.fromEntries(byStatus.flatMap(([status, ids]) => ids.map((check) => [check, status])));
}

test("the cluster as it comes fails nothing, and knows all but what the baseline carries", () => {
  const { prediction, findings } = vsphereCluster();

  expect(prediction.failed).toEqual([]);
  expect([...prediction.unknown].sort()).toEqual(["autocerts", "logs", "metrics", "rwxvolumes"]);
  expect([...prediction.guaranteed].sort()).toEqual([
    "cncf",
    "hamasters",
    "haworkers",
    "kubernetesversion",
    "multiaz",
    "privatenetworking",
    "rbac",
  ]);
  expect(prediction.expected).toEqual(["nodehardening"]);
  expect(findings.guaranteed).toEqual(expect.arrayContaining(["HX-secrets-encryption", "HX-region", "HX-public-api"]));
  // Collected by the baseline, which isn't here.
  expect(findings.unknown).toContain("HX-audit-log-retention");
});

const computed = "${var.later}";

// Whatever a check stands on, taken out, overridden or left to Terraform: it can't stay guaranteed.
test.each<[string, string, Change, string[]]>([
  ["multiaz", "one zone everywhere", patched("everyone", "machine: { nodeLabels: { topology.kubernetes.io/zone: a } }"), ["failed"]],
  ["multiaz", "patches that Terraform computes", told("workers", "config_patches", computed), ["unknown"]],
  ["multiaz", "machines taken out", workers(remove), ["unknown"]],
  ["multiaz", "a patch that isn't YAML", patched("everyone", "{"), ["unknown"]],
  ["hamasters", "control planes taken out", masters(remove), ["unknown"]],
  ["hamasters", "as many as Terraform counts", masters(counted), ["guaranteed", "unknown"]],
  ["hamasters", "one zone", patched("masters", "machine: { nodeLabels: { topology.kubernetes.io/zone: a } }"), ["failed"]],
  ["haworkers", "machines taken out", workers(remove), ["unknown", "failed"]],
  ["haworkers", "as many as Terraform counts", workers(counted), ["unknown", "failed"]],
  ["haworkers", "a taint on all", patched("workers", "machine: { nodeTaints: { own: 'x:NoSchedule' } }"), ["failed"]],
  [
    "haworkers",
    "a taint on all as they register",
    patched("workers", "machine: { kubelet: { extraConfig: { registerWithTaints: [{ key: own, effect: NoExecute }] } } }"),
    ["failed"],
  ],
  [
    "privatenetworking",
    "vSphere's controller with its own settings",
    patched("everyone", "cluster: { externalCloudProvider: { enabled: true } }"),
    ["unknown"],
  ],
  ["kubernetesversion", "a computed version", told("masters", "kubernetes_version", computed), ["unknown"]],
  ["cncf", "no version", told("masters", "kubernetes_version", null), ["unknown"]],
  ["rbac", "another mode", patched("masters", "cluster: { apiServer: { extraArgs: { authorization-mode: AlwaysAllow } } }"), ["failed"]],
  ["HX-secrets-encryption", "secrets from elsewhere", told("masters", "machine_secrets", computed), ["unknown"]],
  ["HX-region", "another region", patched("everyone", "machine: { nodeLabels: { topology.kubernetes.io/region: us-east } }"), ["failed"]],
  ["HX-public-api", "a public address", told("masters", "cluster_endpoint", "https://203.0.113.9:6443"), ["guaranteed"]],
  [
    "HX-deletion-protection",
    "a machine without protection",
    ({ cluster }) => {
      cluster.controlPlane.machines[1]?.resource.addOverride("lifecycle.prevent_destroy", false);
    },
    ["failed"],
  ],
  [
    "HX-deletion-protection",
    "secrets taken out",
    ({ cluster }) => {
      remove(cluster.talos.secrets);
    },
    ["unknown"],
  ],
])("%s with %s", (check, _, change, allowed) => {
  expect(allowed).toContain(statuses(change, { environment: "production" })[check]);
});

test("a public address without the machines' firewall is open to everyone, or unknown", () => {
  const change: Change = (cluster) => {
    told("masters", "cluster_endpoint", "https://203.0.113.9:6443")(cluster);
    patched("masters", "{ apiVersion: v1alpha1, kind: NetworkDefaultActionConfig, ingress: accept }")(cluster);
  };

  expect(["failed", "unknown"]).toContain(statuses(change)["HX-public-api"]);
});

test("one control plane is said to be too few", () => {
  expect(statuses(() => undefined, { controlPlane: { nodes: 1 } })).toMatchObject({ hamasters: "failed" });
});
