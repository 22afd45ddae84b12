import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import type { TerraformStack } from "cdktf";
import { AzureLogging, AzureNetwork, AzureStorage } from "../../lib/azure";
import { synthesize } from "../../lib/testing";
import { azureCluster } from "../support/azure";
import { id } from "../support/azure-props";

const part = { name: "zaken", region: "westeurope", resourceGroupName: "zaken", tags: {} };

function alone(stack: TerraformStack): AzureStorage {
  const network = new AzureNetwork(stack, "network", { ...part, cidr: "10.40.0.0/16" });
  return new AzureStorage(stack, "storage", {
    ...part,
    network,
    clusterPrincipalId: "principal",
    oidcIssuerUrl: "https://issuer.example/",
  });
}

test("nodes leave through a gateway that survives the loss of a zone", () => {
  const { resource } = azureCluster();

  expect(resource("azurerm_nat_gateway")).toMatchObject({ sku_name: "StandardV2" });
  expect(resource("azurerm_nat_gateway")).not.toHaveProperty("zones");
  expect(resource("azurerm_public_ip")).toMatchObject({ sku: "StandardV2", allocation_method: "Static" });
  expect(resource("azurerm_public_ip")).not.toHaveProperty("zones");
  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ network_profile: { outbound_type: "userAssignedNATGateway" } });
});

test("no subnet lets a machine out by itself", () => {
  for (const subnet of azureCluster().resources("azurerm_subnet")) {
    expect(subnet).toMatchObject({ default_outbound_access_enabled: false });
  }
});

test("every subnet has a security group of its own", () => {
  const { resources } = azureCluster();

  const groups = resources("azurerm_subnet_network_security_group_association").map(
    ({ network_security_group_id }) => network_security_group_id,
  );
  expect(groups).toHaveLength(4);
  expect(new Set(groups).size).toBe(4);
});

test("only the cluster's own network reaches the private endpoints of storage", () => {
  const { resources } = azureCluster();

  const endpoints = resources("azurerm_network_security_group").find(({ name }) => name === "zaken-endpoints");
  expect(endpoints).toMatchObject({
    security_rule: [
      {
        access: "Allow",
        source_address_prefix: expect.stringMatching(/azurerm_virtual_network\.\w+\.address_space/),
        destination_port_ranges: ["443", "2049"],
      },
      { access: "Deny", priority: 4096, source_address_prefix: "*" },
    ],
  });
});

test("no rule repeats a range of a subnet or of the network, and none is changed before every subnet has its range", () => {
  const { resources, resourceEntries } = azureCluster();
  const subnets = resourceEntries("azurerm_subnet").map(({ address }) => address);
  const groups = resources("azurerm_network_security_group");

  // The ranges of pods are not a subnet's: they exist inside the cluster only.
  expect(JSON.stringify(groups.map(({ security_rule }) => security_rule))).not.toMatch(/"10\.40\./);
  for (const { depends_on } of groups) expect(depends_on).toEqual(expect.arrayContaining(subnets));
});

test("a plan doesn't take away the DDoS protection that a policy gave the network", () => {
  expect(azureCluster().resource("azurerm_virtual_network").lifecycle).toMatchObject({ ignore_changes: ["ddos_protection_plan"] });
});

test("an egress that can be exchanged for another of its kind has no new one created first, which Azure would refuse", () => {
  const association = (egress: object) =>
    azureCluster({ network: { cidr: "10.40.0.0/16", egress: egress as never } }).json.resource as Record<string, Record<string, object>>;
  const lifecycle = (egress: object) =>
    ["azurerm_subnet_nat_gateway_association", "azurerm_subnet_route_table_association"].flatMap((type) =>
      Object.values(association(egress)[type] ?? {}).map((made) => (made as { lifecycle?: object }).lifecycle),
    );
  const first = [{ create_before_destroy: true }];

  expect(lifecycle({ type: "nat-gateway" })).toEqual(first);
  expect(lifecycle({ type: "firewall", nextHop: "10.0.0.4" })).toEqual(first);
  expect(lifecycle({ type: "nat-gateway-zonal", zone: "1" })).toEqual([undefined]);
  expect(lifecycle({ type: "firewall", routeTableId: id("Microsoft.Network/routeTables") })).toEqual([undefined]);
});

test("ports per node reach the load balancer", () => {
  const { resource } = azureCluster({
    network: { cidr: "10.40.0.0/16", egress: { type: "load-balancer", addresses: 2, portsPerNode: 4000 } },
  });

  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({
    network_profile: { load_balancer_profile: { outbound_ports_allocated: 4000 } },
  });
});

test("the API server's subnet is delegated and takes the traffic that AKS needs", () => {
  const { resources } = azureCluster();

  expect(resources("azurerm_subnet").find(({ name }) => name === "api-server")).toMatchObject({
    address_prefixes: ["10.40.16.96/28"],
    delegation: [{ service_delegation: { name: "Microsoft.ContainerService/managedClusters" } }],
  });
  expect(resources("azurerm_network_security_group").find(({ name }) => name === "zaken-api-server")).toMatchObject({
    security_rule: [
      { destination_port_ranges: ["443", "4443"] },
      { source_address_prefix: "AzureLoadBalancer", destination_port_range: "9988" },
    ],
  });
});

test("a zonal gateway and its address are in the zone that was asked for", () => {
  const { resource } = azureCluster({ network: { cidr: "10.40.0.0/16", egress: { type: "nat-gateway-zonal", zone: "2" } } });

  expect(resource("azurerm_nat_gateway")).toMatchObject({ sku_name: "Standard", zones: ["2"] });
  expect(resource("azurerm_public_ip")).toMatchObject({ sku: "Standard", zones: ["2"] });
});

test("a load balancer leaves by addresses of our own in every zone", () => {
  const { resource, resources } = azureCluster({ network: { cidr: "10.40.0.0/16", egress: { type: "load-balancer", addresses: 2 } } });

  expect(resources("azurerm_public_ip")).toHaveLength(2);
  expect(resources("azurerm_public_ip")[0]).toMatchObject({ sku: "Standard", zones: ["1", "2", "3"] });
  const profile = { load_balancer_profile: { outbound_ip_address_ids: [expect.any(String), expect.any(String)] } };
  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ network_profile: { outbound_type: "loadBalancer", ...profile } });
});

test("the cluster may use the load balancer's addresses, and holds them until it has let go", () => {
  const { resource, resources, resourceEntries } = azureCluster({ network: { cidr: "10.40.0.0/16", egress: { type: "load-balancer" } } });
  const [address] = resourceEntries("azurerm_public_ip");
  const role = resources("azurerm_role_assignment").find(({ scope }) => scope === `\${${address?.address}.id}`);

  expect(role).toMatchObject({ role_definition_name: "Network Contributor" });
  expect(resource("azurerm_public_ip")).toMatchObject({ lifecycle: { create_before_destroy: true } });
});

test("a load balancer's address is another than a gateway's", () => {
  const addressOf = (type: "nat-gateway" | "load-balancer") =>
    azureCluster({ network: { cidr: "10.40.0.0/16", egress: { type } } }).resourceEntries("azurerm_public_ip")[0];
  const [gateway, balancer] = [addressOf("nat-gateway"), addressOf("load-balancer")];

  expect(gateway?.address).not.toBe(balancer?.address);
  expect(gateway?.attributes.name).not.toBe(balancer?.attributes.name);
});

test.each([
  ["its address", { type: "firewall", nextHop: "10.0.0.4" }, 1],
  ["a route table that is there", { type: "firewall", routeTableId: id("Microsoft.Network/routeTables") }, 0],
] as const)("a firewall is reached by %s", (_, egress, tables) => {
  const { resource, resources } = azureCluster({ network: { cidr: "10.40.0.0/16", egress } });

  expect(resources("azurerm_route_table")).toHaveLength(tables);
  expect(resources("azurerm_subnet_route_table_association")).toHaveLength(1);
  expect(resources("azurerm_nat_gateway")).toEqual([]);
  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ network_profile: { outbound_type: "userDefinedRouting" } });
});

test("a second egress address leaves the first where it was", () => {
  const one = azureCluster().resourceEntries("azurerm_public_ip");
  const two = azureCluster({ network: { cidr: "10.40.0.0/16", egress: { type: "nat-gateway", addresses: 2 } } }).resourceEntries(
    "azurerm_public_ip",
  );

  expect(two.map(({ address }) => address)).toContain(one[0]?.address);
});

test("an existing network is used as it is", () => {
  const subnet = (name: string) => `${id("Microsoft.Network/virtualNetworks")}/subnets/${name}`;
  const subnets = { nodes: subnet("nodes"), apiServer: subnet("api"), endpoints: subnet("endpoints") };
  const existing = { virtualNetworkId: id("Microsoft.Network/virtualNetworks"), subnets, egress: "firewall" } as const;
  const { resource, resources } = azureCluster({ network: { existing } });

  for (const type of ["virtual_network", "subnet", "network_security_group", "nat_gateway", "subnet_nat_gateway_association"]) {
    expect(resources(`azurerm_${type}`)).toEqual([]);
  }
  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({
    default_node_pool: { vnet_subnet_id: subnets.nodes },
    api_server_access_profile: { subnet_id: subnets.apiServer },
    network_profile: { outbound_type: "userDefinedRouting" },
  });
  expect(resources("azurerm_private_endpoint")[0]).toMatchObject({ subnet_id: subnets.endpoints });
});

test("the network beside this one is peered, on its own side too when asked", () => {
  const peering = { name: "old", virtualNetworkId: id("Microsoft.Network/virtualNetworks", "old-net") };
  const peerings = (bothSides: boolean) =>
    azureCluster({ network: { cidr: "10.40.0.0/16", peerings: [{ ...peering, bothSides }] } }).resources("azurerm_virtual_network_peering");

  expect(peerings(false)).toMatchObject([{ remote_virtual_network_id: peering.virtualNetworkId }]);
  expect(peerings(true)).toContainEqual(expect.objectContaining({ resource_group_name: "given", virtual_network_name: "old-net" }));
});

test("the cluster waits for peerings, and a gateway is offered before it is used", () => {
  const peering = {
    name: "hub",
    virtualNetworkId: id("Microsoft.Network/virtualNetworks", "hub"),
    bothSides: true,
    useRemoteGateways: true,
  };
  const { resource, resourceEntries } = azureCluster({ network: { cidr: "10.40.0.0/16", peerings: [peering] } });
  const peerings = resourceEntries("azurerm_virtual_network_peering");
  const out = peerings.find(({ attributes }) => attributes.use_remote_gateways === true);

  for (const { address } of peerings) expect(resource("azurerm_kubernetes_cluster").depends_on).toContain(address);
  expect(out?.attributes.depends_on).toContain(peerings.find((other) => other !== out)?.address);
  // Azure refuses a peering while a subnet of the network is being changed.
  const settled = resourceEntries("azurerm_subnet_network_security_group_association").map(({ address }) => address);
  for (const { attributes } of peerings) expect(attributes.depends_on).toEqual(expect.arrayContaining(settled));
});

test("own DNS servers are the network's", () => {
  const { resource } = azureCluster({ network: { cidr: "10.40.0.0/16", dnsServers: ["10.0.0.4", "10.0.0.5"] } });

  expect(resource("azurerm_virtual_network")).toMatchObject({ dns_servers: ["10.0.0.4", "10.0.0.5"] });
});

test("a subnet given by hand moves no other", () => {
  const cidrs = (ranges: object) =>
    azureCluster({ network: { cidr: "10.40.0.0/16", ranges } })
      .resources("azurerm_subnet")
      .flatMap(({ address_prefixes }) => address_prefixes as string[])
      .sort();

  expect(cidrs({})).toEqual(["10.40.0.0/20", "10.40.16.0/26", "10.40.16.64/27", "10.40.16.96/28"]);
  expect(cidrs({ endpoints: "10.40.32.0/24" })).toEqual(["10.40.0.0/20", "10.40.16.64/27", "10.40.16.96/28", "10.40.32.0/24"]);
});

test("a pool that grows moves no subnet", () => {
  const cidrs = (maxNodes: number) =>
    azureCluster({ nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes }] })
      .resources("azurerm_subnet")
      .map(({ address_prefixes }) => address_prefixes);

  expect(cidrs(90)).toEqual(cidrs(6));
});

test.each<[string, (stack: TerraformStack) => void]>([
  ["network", (stack) => new AzureNetwork(stack, "part", { ...part, cidr: "10.40.0.0/16" })],
  ["log workspace", (stack) => new AzureLogging(stack, "part", part)],
  ["storage", (stack) => alone(stack)],
])("a %s alone takes the provider versions that were tested", (_, make) => {
  const { json } = synthesize((stack) => {
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    make(stack);
  });

  expect(json).toMatchObject({ terraform: { required_providers: { azurerm: { version: ">= 4.75, < 5.0" } } } });
});

test("storage alone doesn't wait for data that a runner can't reach", () => {
  const { json } = synthesize((stack) => {
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    alone(stack);
  });

  expect(json).toMatchObject({ provider: { azurerm: [{ features: [{ storage: [{ data_plane_available: false }] }] }] } });
});
