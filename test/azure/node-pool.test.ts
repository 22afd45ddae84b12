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

test("kernel settings reach the nodes under azurerm's names, as numbers", () => {
  const sysctls = {
    "vm.max_map_count": "262144",
    "fs.aio-max-nr": "100000",
    "net.core.somaxconn": "8192",
    "net.ipv4.neigh.default.gc_thresh1": "4096",
    "net.ipv4.ip_local_port_range": "32768 60999",
    "net.ipv4.tcp_tw_reuse": "1",
  };

  expect(pool({ sysctls })).toMatchObject({
    linux_os_config: {
      sysctl_config: {
        vm_max_map_count: 262144,
        fs_aio_max_nr: 100000,
        net_core_somaxconn: 8192,
        net_ipv4_neigh_default_gc_thresh1: 4096,
        net_ipv4_ip_local_port_range_min: 32768,
        net_ipv4_ip_local_port_range_max: 60999,
        net_ipv4_tcp_tw_reuse: true,
      },
    },
  });
  expect(pool()).not.toHaveProperty("linux_os_config");
});

describe("roles on subnets of pools", () => {
  const network = id("Microsoft.Network/virtualNetworks");
  const subnet = (name: string) => `${network}/subnets/${name}`;
  const existing = {
    network: {
      existing: {
        virtualNetworkId: network,
        subnets: { nodes: subnet("nodes"), apiServer: subnet("api"), endpoints: subnet("endpoints") },
        egress: "firewall",
      },
    },
  } as const;
  const made = (...pools: Partial<AzureNodePoolConfig>[]) =>
    azureCluster({ ...existing, nodePools: [apps, ...pools.map((props) => ({ ...apps, ...props }))] });
  const joins = (...pools: Partial<AzureNodePoolConfig>[]) =>
    made(...pools)
      .resourceEntries("azurerm_role_assignment")
      .filter(({ attributes: { role_definition_name } }) => role_definition_name === "Network Contributor")
      .map(({ address, attributes: { scope } }) => [address, scope]);
  const [a, b, c] = ["a", "b", "c"].map((name) => ({ name, subnetId: subnet("batch") }));

  test.each([
    ["removed", [b]],
    ["added before the others", [c, a, b]],
    ["moved", [b, a]],
    ["written in capitals, which Azure ignores,", [{ ...a, subnetId: subnet("BATCH") }, b]],
  ])("a pool that is %s leaves the role on the shared subnet at its address", (_, pools) => {
    expect(joins(...pools.map((given) => given ?? {})).map(([address]) => address)).toEqual(
      joins(a ?? {}, b ?? {}).map(([address]) => address),
    );
  });

  test("a subnet has one role, and the subnet of the nodes needs no second one", () => {
    expect(joins(a ?? {}, b ?? {}, { name: "d", subnetId: subnet("nodes") })).toHaveLength(3);
  });

  test("a state of an earlier version, in which the first pool gave the role its name, keeps its role", () => {
    const { json } = made(a ?? {}, b ?? {});
    const [[to] = []] = joins(a ?? {}, b ?? {}).slice(-1);

    expect(json.moved).toEqual([{ from: expect.stringMatching(/joins-a_/), to }]);
  });

  test("a pool may have the name of a subnet that the cluster joins anyway", () => {
    const { json } = made({ name: "nodes", subnetId: subnet("batch") });

    expect(json).not.toHaveProperty("moved");
  });
});
