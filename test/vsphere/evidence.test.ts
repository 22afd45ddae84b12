import type { TerraformElement } from "cdktf";
import type { VsphereHavenCluster, VsphereHavenClusterProps } from "../../lib/vsphere";
import { vsphereCluster } from "../support/vsphere";

type Change = (cluster: VsphereHavenCluster) => void;

const machines = ({ cluster: { controlPlane, nodePools } }: VsphereHavenCluster) => {
  const workers = nodePools.flatMap((pool) => pool.machines);
  return { masters: controlPlane.machines, workers, everyone: [...controlPlane.machines, ...workers] };
};
type Kind = keyof ReturnType<typeof machines>;
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
  (of: Kind, path: string, value: unknown): Change =>
  (cluster) => {
    for (const { group } of machines(cluster)[of]) cluster.cluster.talos.configurationOf(group).addOverride(path, value);
  };
/** One more patch behind the library's own. */
const patched =
  (of: Kind, patch: string): Change =>
  (cluster) => {
    for (const { group } of machines(cluster)[of]) {
      const data = cluster.cluster.talos.configurationOf(group);
      data.addOverride("config_patches", [...data.config.configPatches, patch]);
    }
  };
/** The library's own patches, with something in them changed. */
const rewritten =
  (of: Kind, from: RegExp, to: string): Change =>
  (cluster) => {
    for (const { group } of machines(cluster)[of]) {
      const data = cluster.cluster.talos.configurationOf(group);
      expect(data.config.configPatches).toContainEqual(expect.stringMatching(from));
      data.addOverride(
        "config_patches",
        data.config.configPatches.map((patch) => patch.replace(from, to)),
      );
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
  expect(findings.guaranteed).toEqual(expect.arrayContaining(["HX-secrets-encryption", "HX-public-api"]));
  // Collected by the baseline, which isn't here.
  expect(findings.unknown).toContain("HX-audit-log-retention");
});

const computed = "${var.later}";

// Whatever a check stands on, taken out, overridden or left to Terraform: it can't stay guaranteed.
test.each<[string, string, Change, string[]]>([
  ["multiaz", "one zone everywhere", patched("everyone", "machine: { nodeLabels: { topology.kubernetes.io/zone: a } }"), ["failed"]],
  ["multiaz", "one zone in the library's own patches", rewritten("everyone", /(topology.kubernetes.io\/zone): \w+/, "$1: a"), ["failed"]],
  ["HX-region", "another region in them", rewritten("everyone", /(topology.kubernetes.io\/region): [\w-]+/, "$1: us-east"), ["failed"]],
  [
    "haworkers",
    "a taint in them",
    rewritten("workers", /maxPods: (\d+)/, "maxPods: $1\n      registerWithTaints: [{ key: own, effect: NoSchedule }]"),
    ["failed"],
  ],
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

test.each([
  ["in one more patch", patched("masters", "{ apiVersion: v1alpha1, kind: NetworkDefaultActionConfig, ingress: accept }")],
  ["in the library's own", rewritten("masters", /ingress: block/, "ingress: accept")],
])("a public address without the machines' firewall, %s, is open to everyone, or unknown", (_, openUp) => {
  const change: Change = (cluster) => {
    told("masters", "cluster_endpoint", "https://203.0.113.9:6443")(cluster);
    openUp(cluster);
  };

  expect(["failed", "unknown"]).toContain(statuses(change)["HX-public-api"]);
});

test("one control plane is said to be too few", () => {
  expect(statuses(() => undefined, { controlPlane: { nodes: 1 } })).toMatchObject({ hamasters: "failed" });
});
