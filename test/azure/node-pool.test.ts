import type { AzureNodePoolConfig } from "../../lib/azure";
import { azureCluster } from "../support/azure";
import { id } from "../support/azure-props";

const apps: AzureNodePoolConfig = { name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 };
const pool = (props: Partial<AzureNodePoolConfig> = {}) =>
  azureCluster({ nodePools: [{ ...apps, ...props }] }).resource("azurerm_kubernetes_cluster_node_pool");

test("nodes are spread over every zone, without a public address, on an image with AppArmor", () => {
  expect(pool()).toMatchObject({ zones: ["1", "2", "3"], node_public_ip_enabled: false, os_sku: "Ubuntu", mode: "User" });
});

test("the autoscaler owns the count between the bounds, which are totals over the zones", () => {
  const made = pool();

  expect(made).toMatchObject({ auto_scaling_enabled: true, min_count: 3, max_count: 9 });
  expect(made.lifecycle).toMatchObject({ ignore_changes: expect.arrayContaining(["node_count"]) });
});

test("equal bounds are a fixed count that the code owns", () => {
  const made = pool({ minNodes: 4, maxNodes: 4 });

  expect(made).toMatchObject({ auto_scaling_enabled: false, node_count: 4 });
  expect(made).not.toHaveProperty("min_count");
  expect(JSON.stringify(made.lifecycle)).not.toContain("node_count");
});

test("both kinds of pool say how they are upgraded, or every plan would show a change", () => {
  const upgrade_settings = { max_surge: "33%", drain_timeout_in_minutes: 30, node_soak_duration_in_minutes: 0 };

  expect(pool()).toMatchObject({ upgrade_settings });
  expect(azureCluster().resource("azurerm_kubernetes_cluster")).toMatchObject({ default_node_pool: { upgrade_settings } });
});

test("spot nodes carry AKS' own mark, and no upgrade settings, which AKS refuses there", () => {
  const made = pool({ spot: true, labels: { team: "zaken" } });

  expect(made).toMatchObject({
    priority: "Spot",
    eviction_policy: "Delete",
    node_labels: { team: "zaken", "kubernetes.azure.com/scalesetpriority": "spot" },
    node_taints: ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"],
  });
  expect(made).not.toHaveProperty("upgrade_settings");
});

test("what a user asks of a pool is what it gets", () => {
  const custom = {
    zones: ["1", "3"],
    labels: { team: "zaken" },
    taints: [{ key: "gpu", value: "yes", effect: "NoSchedule" }],
    diskSizeGib: 64,
    maxPods: 60,
    operatingSystem: "azure-linux",
    diskType: "ephemeral",
  } as const;

  expect(pool(custom)).toMatchObject({
    zones: ["1", "3"],
    node_labels: { team: "zaken" },
    node_taints: ["gpu=yes:NoSchedule"],
    os_disk_size_gb: 64,
    os_disk_type: "Ephemeral",
    max_pods: 60,
    os_sku: "AzureLinux",
  });
});

test("the cluster may join the subnet of pools that have their own, and is allowed once", () => {
  const subnet = (name: string) => `${id("Microsoft.Network/virtualNetworks")}/subnets/${name}`;
  const subnets = { nodes: subnet("nodes"), apiServer: subnet("api"), endpoints: subnet("endpoints") };
  const existing = { virtualNetworkId: id("Microsoft.Network/virtualNetworks"), subnets, egress: "firewall" } as const;
  const nodePools = [
    { ...apps, subnetId: subnet("gpu") },
    { ...apps, name: "more", subnetId: subnet("GPU") },
    { ...apps, name: "same", subnetId: subnets.nodes },
  ];
  const { resources, resourceEntries } = azureCluster({ network: { existing }, nodePools });

  expect(resources("azurerm_kubernetes_cluster_node_pool").map(({ vnet_subnet_id }) => vnet_subnet_id)).toContain(subnet("gpu"));
  const roles = resourceEntries("azurerm_role_assignment").filter(({ attributes }) => /gpu|nodes/i.test(String(attributes.scope)));
  expect(roles).toHaveLength(2);
  for (const { address } of roles) expect(resources("azurerm_kubernetes_cluster")[0]?.depends_on).toContain(address);
});

test("every pool has a rotation name of its own that Azure takes", () => {
  const names = ["apps", "applications", "applicatione", "a"];
  const nodePools = names.map((name) => ({ ...apps, name }));
  const { resource, resources } = azureCluster({ nodePools });
  const system = resource("azurerm_kubernetes_cluster").default_node_pool as { name: string; temporary_name_for_rotation: string };
  const rotation = [...resources("azurerm_kubernetes_cluster_node_pool"), system].map(({ temporary_name_for_rotation: name }) =>
    String(name),
  );

  expect(new Set([...rotation, ...names, system.name]).size).toBe(10);
  for (const name of rotation) expect(name).toMatch(/^[a-z][a-z0-9]{0,11}$/);
});

test("a pool added or taken out leaves the addresses of the others alone", () => {
  const addresses = (names: string[]) =>
    azureCluster({ nodePools: names.map((name) => ({ ...apps, name })) })
      .resourceEntries("azurerm_kubernetes_cluster_node_pool")
      .map(({ address }) => address);

  expect(addresses(["apps", "batch"])).toEqual(expect.arrayContaining(addresses(["batch"])));
});

test("the platform's own pool keeps applications off", () => {
  const cluster = azureCluster({ systemPool: { machineType: "Standard_D8ds_v5", maxNodes: 3 } }).resource("azurerm_kubernetes_cluster");

  expect(cluster).toMatchObject({
    default_node_pool: { only_critical_addons_enabled: true, vm_size: "Standard_D8ds_v5", zones: ["1", "2", "3"], node_count: 3 },
  });
});
