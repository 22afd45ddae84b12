import type { GoogleNodePoolConfig } from "../../lib/google";
import { googleCluster } from "../support/google";

const apps = { name: "apps", machineType: "e2-standard-4", minNodes: 3, maxNodes: 9 } as const;
const pool = (props: Partial<GoogleNodePoolConfig> = {}) => googleCluster({ nodePools: [{ ...apps, ...props }] });
const resource = (props: Partial<GoogleNodePoolConfig> = {}) => pool(props).resource("google_container_node_pool");

test("nodes are private, hardened, patched by Google, and have no rights that pods could take over", () => {
  expect(resource()).toMatchObject({
    node_locations: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
    network_config: { enable_private_nodes: true },
    management: { auto_repair: true, auto_upgrade: true },
    upgrade_settings: { strategy: "SURGE", max_surge: 1, max_unavailable: 0 },
    max_pods_per_node: 110,
    node_config: {
      image_type: "COS_CONTAINERD",
      shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
      workload_metadata_config: { mode: "GKE_METADATA" },
      metadata: { "disable-legacy-endpoints": "true" },
      service_account: expect.stringContaining("nodes-identity"),
      disk_type: "pd-balanced",
      disk_size_gb: 128,
    },
  });
});

test("limits on CPU are enforced: provider 6.50 switches them off where nothing is said", () => {
  expect(resource().node_config).toMatchObject({
    kubelet_config: { cpu_cfs_quota: true, insecure_kubelet_readonly_port_enabled: "FALSE" },
  });
});

test.each([
  [3, 9, undefined, { min_node_count: 1, max_node_count: 3 }],
  [4, 9, undefined, { min_node_count: 2, max_node_count: 3 }],
  [3, 11, undefined, { min_node_count: 1, max_node_count: 3 }],
  [0, 6, undefined, { min_node_count: 0, max_node_count: 2 }],
  [2, 5, ["europe-west4-a"], { min_node_count: 2, max_node_count: 5 }],
])(
  "%i to %i nodes are never fewer than asked for and never more than paid for, counted in each zone",
  (minNodes, maxNodes, zones, bounds) => {
    const nodePools = [apps, { ...apps, name: "more", minNodes, maxNodes, ...(zones && { zones }) }];
    const more = googleCluster({ nodePools })
      .resources("google_container_node_pool")
      .find(({ name_prefix }) => name_prefix === "more-");

    expect(more?.autoscaling).toEqual({ ...bounds, location_policy: "BALANCED" });
  },
);

test("totals that become others are said so", () => {
  expect(pool({ minNodes: 4, maxNodes: 11 }).warnings.join()).toContain("4 to 11 nodes become 6 to 9, 2 to 3 in each of 3");
  expect(pool().warnings.join()).not.toContain("become");
});

test("a pool of a fixed size has one count, and one that grows another, which is the autoscaler's", () => {
  const fixed = resource({ maxNodes: 3 });
  const growing = resource();

  expect(fixed.node_count).toBe(1);
  for (const absent of ["autoscaling", "initial_node_count"]) expect(fixed).not.toHaveProperty(absent);
  expect(growing).not.toHaveProperty("node_count");
  expect(growing).toMatchObject({ initial_node_count: 1, lifecycle: { ignore_changes: ["initial_node_count"] } });
});

test("a pool that must be replaced comes up before the old one goes", () => {
  expect(resource()).toMatchObject({ name_prefix: "apps-", lifecycle: { create_before_destroy: true } });
  expect(resource()).not.toHaveProperty("name");
});

test("labels, taints and spot are as they are given", () => {
  const taints = [{ key: "team", value: "zaken", effect: "PreferNoSchedule" }] as const;

  expect(resource({ labels: { team: "zaken" }, taints, spot: true }).node_config).toMatchObject({
    labels: { team: "zaken" },
    taint: [{ key: "team", value: "zaken", effect: "PREFER_NO_SCHEDULE" }],
    spot: true,
  });
});

test("machines that take no persistent disks start from the other kind", () => {
  expect(
    googleCluster({ storage: { diskType: "hyperdisk-balanced" }, nodePools: [{ ...apps, machineType: "n4-standard-4" }] }).resource(
      "google_container_node_pool",
    ).node_config,
  ).toMatchObject({
    disk_type: "hyperdisk-balanced",
  });
});

test("a machine of a family that nobody knows yet is left to Google, with a warning", () => {
  expect(pool({ machineType: "q9-standard-4" }).warnings.join()).toContain("q9-standard-4");
});

test("pools are added in code too, with the settings of the cluster", () => {
  const { resources } = googleCluster({}, ({ cluster }) => {
    const added = cluster.addNodePool({ name: "batch", machineType: "e2-standard-8", minNodes: 0, maxNodes: 3 });
    expect(added.inEachZone).toEqual({ min: 0, max: 1 });
  });

  expect(resources("google_container_node_pool").map(({ name_prefix }) => name_prefix)).toEqual(["apps-", "batch-"]);
});
