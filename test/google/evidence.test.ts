import type { GoogleHavenCluster, GoogleHavenClusterProps } from "../../lib/google";
import { googleCluster } from "../support/google";
import { googleProps, privateAccess, restrictedAccess } from "../support/google-props";

type Change = (cluster: GoogleHavenCluster) => void;

const gke =
  (path: string, value: unknown): Change =>
  ({ cluster }) => {
    cluster.resource.addOverride(path, value);
  };
const pools =
  (path: string, value: unknown): Change =>
  ({ nodePools }) => {
    for (const { resource } of nodePools) resource.addOverride(path, value);
  };
const numberBesideAutoscaler: Change = ({ nodePools }) => {
  for (const { resource } of nodePools) {
    resource.addOverride("node_count", 3);
    resource.addOverride("autoscaling.min_node_count", 0);
  }
};
const sink =
  (path: string, value: unknown): Change =>
  ({ logging }) => {
    logging.sink.addOverride(path, value);
  };
const logBucket =
  (path: string, value: unknown): Change =>
  ({ logging }) => {
    logging.bucket.addOverride(path, value);
  };
const subnet =
  (path: string, value: unknown): Change =>
  ({ network }) => {
    network.nodes.resource?.addOverride(path, value);
  };
const bucket =
  (path: string, value: unknown): Change =>
  ({ storage }) => {
    storage.buckets.backups.addOverride(path, value);
  };
const removeGke: Change = ({ cluster }) => {
  cluster.node.tryRemoveChild("Resource");
};
const removePools: Change = ({ nodePools }) => {
  for (const { node } of nodePools) node.tryRemoveChild("Resource");
};
const removeLogging =
  (id: string): Change =>
  ({ logging }) => {
    logging.node.tryRemoveChild(id);
  };
// An override of a list is laid over the list that is there.
const inOneZone: Change = ({ nodePools }) => {
  for (const { resource } of nodePools) resource.nodeLocations = ["europe-west4-a"];
};

function statuses(change: Change, props: Partial<GoogleHavenClusterProps> = {}) {
  const { prediction, findings } = googleCluster(props, change);
  const all = [...Object.entries(prediction), ...Object.entries(findings)] as [string, readonly string[]][];
  return Object.fromEntries(all.flatMap(([status, ids]) => ids.map((check) => [check, status])));
}

const apps = { name: "apps", machineType: "e2-standard-4", minNodes: 3, maxNodes: 9 };

test("the cluster as it comes fails nothing, and knows all but what the baseline carries", () => {
  const { prediction } = googleCluster();

  expect(prediction.failed).toEqual([]);
  expect([...prediction.unknown].sort()).toEqual(["autocerts", "logs", "rwxvolumes"]);
  expect([...prediction.guaranteed].sort()).toEqual(["hamasters", "haworkers", "multiaz", "privatenetworking", "rbac"]);
  // Google moves a cluster on from the version that it was made with.
  expect([...prediction.expected].sort()).toEqual(["cncf", "kubernetesversion", "metrics", "nodehardening"]);
});

const computed = "${var.later}";

// Whatever a check stands on, taken out, overridden or left to Terraform: it can't stay guaranteed.
test.each<[string, string, Change, string[]]>([
  ["multiaz", "pools gone", removePools, ["unknown", "failed"]],
  ["multiaz", "nodes in one zone", inOneZone, ["failed"]],
  ["multiaz", "zones from Terraform", pools("node_locations", computed), ["unknown"]],
  ["multiaz", "zones that Google chooses", pools("node_locations", undefined), ["unknown"]],
  ["haworkers", "fewer nodes", pools("autoscaling.min_node_count", 0), ["failed"]],
  ["haworkers", "a minimum that Terraform knows", pools("autoscaling.min_node_count", computed), ["unknown"]],
  ["haworkers", "a minimum that is ignored", pools("lifecycle.ignore_changes", ["autoscaling"]), ["expected"]],
  ["haworkers", "spot", pools("node_config.spot", true), ["failed"]],
  ["haworkers", "a taint", pools("node_config.taint", [{ key: "x", value: "y", effect: "NO_SCHEDULE" }]), ["failed"]],
  ["haworkers", "machines that GKE keeps pods off", pools("node_config.machine_type", "c4a-standard-4"), ["failed"]],
  ["haworkers", "nodes that Google may take", pools("node_config.preemptible", true), ["failed"]],
  ["haworkers", "nodes that Google takes after a time", pools("node_config.max_run_duration", "3600s"), ["failed"]],
  ["haworkers", "nodes for a queue", pools("queued_provisioning", { enabled: true }), ["failed"]],
  ["haworkers", "a number beside an autoscaler that may go to none", numberBesideAutoscaler, ["failed"]],
  ["haworkers", "taints in a dynamic block", pools("node_config.dynamic.taint", { for_each: [1] }), ["unknown"]],
  ["haworkers", "an autoscaler in a dynamic block", pools("dynamic.autoscaling", { for_each: [1] }), ["unknown"]],
  ["privatenetworking", "a pool inside the cluster", gke("node_pool", [{ name: "inline" }]), ["unknown"]],
  ["privatenetworking", "a pool inside the cluster, dynamically", gke("dynamic.node_pool", { for_each: [1] }), ["unknown"]],
  ["privatenetworking", "the default pool left", gke("remove_default_node_pool", false), ["unknown"]],
  ["privatenetworking", "nodes that GKE adds", gke("cluster_autoscaling", { enabled: true }), ["expected"]],
  ["HX-audit-log-retention", "exclusions", sink("exclusions", [{ name: "all", filter: "" }]), ["unknown"]],
  ["HX-audit-log-retention", "exclusions in a dynamic block", sink("dynamic.exclusions", { for_each: [1] }), ["unknown"]],
  ["HX-audit-log-retention", "the sink of another project", sink("project", "other"), ["unknown"]],
  ["HX-audit-log-retention", "a destination that is ignored", sink("lifecycle.ignore_changes", ["destination"]), ["expected"]],
  ["nodehardening", "an image that nobody knows", pools("node_config.image_type", "CUSTOM"), ["unknown"]],
  ["nodehardening", "Windows", pools("node_config.image_type", "WINDOWS_LTSC_CONTAINERD"), ["failed"]],
  ["privatenetworking", "nodes with an address", pools("network_config.enable_private_nodes", false), ["failed"]],
  ["privatenetworking", "nothing said of it", pools("network_config", undefined), ["unknown"]],
  ["kubernetesversion", "no channel", gke("release_channel.channel", "UNSPECIFIED"), ["unknown"]],
  ["kubernetesversion", "the channel of old minors", gke("release_channel.channel", "EXTENDED"), ["unknown"]],
  ["kubernetesversion", "an old version", gke("min_master_version", "1.30"), ["failed"]],
  ["cncf", "a version that isn't filed", gke("min_master_version", "1.39"), ["failed", "unknown", "expected"]],
  ["hamasters", "a zone instead of a region", gke("location", "europe-west4-a"), ["unknown"]],
  ["hamasters", "no cluster", removeGke, ["unknown"]],
  ["rbac", "the old way beside it", gke("enable_legacy_abac", true), ["failed"]],
  ["metrics", "no cluster", removeGke, ["unknown"]],
  ["HX-audit-log-retention", "no sink", removeLogging("sink"), ["unknown", "failed"]],
  ["HX-audit-log-retention", "another destination", sink("destination", "storage.googleapis.com/elsewhere"), ["unknown", "failed"]],
  ["HX-audit-log-retention", "another filter", sink("filter", 'resource.type="gce_instance"'), ["unknown", "failed"]],
  ["HX-audit-log-retention", "a sink that is off", sink("disabled", true), ["unknown", "failed"]],
  ["HX-audit-log-retention", "kept for a month", logBucket("retention_days", 30), ["failed"]],
  [
    "HX-public-api",
    "addresses beside the name, for nobody in particular",
    gke("control_plane_endpoints_config.ip_endpoints_config.enabled", true),
    ["unknown"],
  ],
  [
    "HX-public-api",
    "no word of its addresses",
    gke("control_plane_endpoints_config.ip_endpoints_config", undefined),
    ["unknown", "failed"],
  ],
  ["HX-region", "a cluster elsewhere", gke("location", "us-central1"), ["failed"]],
  ["HX-region", "a cluster in a zone elsewhere", gke("location", "us-central1-a"), ["failed"]],
  ["HX-region", "a subnet elsewhere", subnet("region", "us-central1"), ["failed"]],
  ["HX-region", "backups elsewhere", bucket("location", "US"), ["failed"]],
  ["HX-region", "logs everywhere", logBucket("location", "global"), ["failed"]],
])("%s with %s", (check, _, change, allowed) => {
  expect(allowed).toContain(statuses(change)[check]);
});

test("an API at an address is judged by the ranges that may reach it", () => {
  const everyone: Change = ({ cluster }) => {
    cluster.resource.putMasterAuthorizedNetworksConfig({ cidrBlocks: [{ cidrBlock: "0.0.0.0/0" }] });
  };
  const access = restrictedAccess;

  expect(statuses(() => undefined, { access })["HX-public-api"]).toBe("guaranteed");
  expect(statuses(everyone, { access })["HX-public-api"]).toBe("failed");
  expect(statuses(gke("master_authorized_networks_config", undefined), { access })["HX-public-api"]).toBe("unknown");
});

test("a private API, protection in production and an exception of residency are seen", () => {
  expect(statuses(() => undefined, { access: privateAccess })["HX-public-api"]).toBe("guaranteed");
  expect(statuses(() => undefined, { environment: "production" })["HX-deletion-protection"]).toBe("guaranteed");
  expect(statuses(() => undefined, { region: "europe-west2", residencyException: { reason: "a supplier in London" } })["HX-region"]).toBe(
    "waived",
  );
});

test("a key of one's own is seen", () => {
  const keyId = "projects/gemeente-zaken/locations/europe-west4/keyRings/haven/cryptoKeys/zaken";
  const { report } = googleCluster({ encryption: { customerManagedKey: { keyId } } });

  expect(JSON.stringify(report.clusters[0]?.findings.find(({ id }) => id === "HX-secrets-encryption"))).toContain(keyId);
});

test("without one, Secrets are under Google's key, unless Terraform is left to know", () => {
  const by = (change: Change, props: Partial<GoogleHavenClusterProps> = {}) =>
    googleCluster(props, change).report.clusters[0]?.settings.find(({ title }) => title.en === "Key that encrypts Secrets")?.value;
  const keyed = { encryption: { customerManagedKey: { keyId: "projects/zaken/locations/europe-west4/keyRings/haven/cryptoKeys/zaken" } } };

  expect(by(() => undefined)).toBe("platform key");
  expect(by(gke("database_encryption.state", "DECRYPTED"), keyed)).toBe("platform key");
  expect(statuses(gke("database_encryption", computed))["HX-secrets-encryption"]).toBe("unknown");
});

test("pools of a fixed size count in every zone too", () => {
  const fixed = { nodePools: [{ ...apps, maxNodes: 3 }] };

  expect(statuses(() => undefined, fixed).haworkers).toBe("guaranteed");
  expect(statuses(() => undefined, { nodePools: [{ ...apps, minNodes: 1, maxNodes: 1, zones: ["europe-west4-a"] }] }).haworkers).toBe(
    "failed",
  );
});

test("pools that GKE keeps pods off don't count for three workers", () => {
  const nodePools = [apps, { ...apps, name: "arm", machineType: "c4a-standard-4" }];
  const { report, warnings } = googleCluster({ ...googleProps({ nodePools }), storage: { diskType: "pd-balanced" } });

  expect(report.clusters[0]?.minNodes).toBeDefined();
  expect(warnings.join()).toContain("kubernetes.io/arch=arm64");
});
