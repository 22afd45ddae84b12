import { ConfigurationError } from "../../lib/core/validation/errors";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformVariable, Token } from "cdktf";
import { AzureHavenCluster, type AzureHavenClusterProps } from "../../lib/azure";
import { synthesize } from "../../lib/testing";
import { azureCluster } from "../support/azure";
import { azureProps, groupId, id, privateAccess } from "../support/azure-props";

type Props = Partial<AzureHavenClusterProps>;

const apps = { name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 } as const;
const network = (props: object): Props => ({ network: { cidr: "10.40.0.0/16", ...props } });
const pool = (props: object): Props => ({ nodePools: [{ ...apps, ...props }] });
const restricted = (allowedCidrs: string[]): Props => ({
  access: { mode: "restricted", allowedCidrs, administrators: { groupIds: [groupId] } },
});
const subnet = (name: string, of = "given") => `${id("Microsoft.Network/virtualNetworks", of)}/subnets/${name}`;

const existing = (subnets: object): Props => ({
  network: {
    existing: {
      virtualNetworkId: id("Microsoft.Network/virtualNetworks"),
      subnets: { nodes: subnet("nodes"), apiServer: subnet("api"), endpoints: subnet("pe"), ...subnets },
      egress: "firewall",
    },
  },
});

/** Each is refused by Azure, AKS or the provider, most only at apply; here it takes a second. */
const refused: [string, Props, string, string][] = [
  ["a name in capitals", { name: "Zaken" }, "name", "lower case"],
  ["a name too long for what is named after it", { name: "a".repeat(51) }, "name", "50 characters"],
  ["a region outside the EEA", { region: "eastus" }, "region", "westeurope"],
  [
    "a region outside the EEA with too little reason",
    { region: "uksouth", residencyException: { reason: "cheap" } },
    "residencyException.reason",
    "10 characters",
  ],
  ["a region without zones", { region: "norwaywest" }, "region", "no availability zones"],
  ["a version that YAML read as a number", { kubernetesVersion: "1.3.6.1" }, "kubernetesVersion", "not a version"],
  ["a version that is gone", { kubernetesVersion: "1.29" }, "kubernetesVersion", "no longer offered"],
  ["a patch where Azure patches", { kubernetesVersion: "1.36.2" }, "kubernetesVersion", '"1.36"'],
  ["a window too short for an upgrade", { maintenance: { hours: 2 } }, "maintenance.hours", "between 4 and 24"],
  [
    "a freeze that ends before it begins",
    { maintenance: { freezes: [{ from: "2027-03-19", until: "2027-03-15" }] } },
    "maintenance.freezes[0]",
    "first and a last day",
  ],
  ["a tag that the library sets", { tags: { owner: "x", environment: "test" } }, "tags.environment", "set by the library"],
  ["a network with host bits", network({ cidr: "10.40.1.0/16" }), "network.cidr", "10.40.0.0/16"],
  ["a network that is no range", network({ cidr: "10.40.0.0" }), "network.cidr", "IPv4 range"],
  ["an IPv6 network", network({ cidr: "fd00::/48" }), "network.cidr", "IPv4 range"],
  ["a network that is too small", network({ cidr: "10.40.0.0/26" }), "network.cidr", "at least a /22"],
  ["a network that AKS keeps for itself", network({ cidr: "172.30.0.0/16" }), "network.cidr", "AKS keeps"],
  ["a subnet outside the network", network({ ranges: { nodes: "10.41.0.0/22" } }), "network.ranges.nodes", "outside"],
  ["a subnet over another", network({ ranges: { ingress: "10.40.0.0/27" } }), "network.ranges.ingress", "overlaps"],
  ["an API subnet that is too small", network({ ranges: { apiServer: "10.40.200.0/29" } }), "network.ranges.apiServer", "/28"],
  ["pods over the network", network({ podCidr: "10.40.0.0/18" }), "network.podCidr", "overlaps"],
  [
    "pods over a peered network",
    network({ peerings: [{ name: "old", virtualNetworkId: id("Microsoft.Network/virtualNetworks"), cidrs: ["10.244.0.0/18"] }] }),
    "network.podCidr",
    "overlaps",
  ],
  ["services over the network", network({ cidr: "10.0.0.0/16", serviceCidr: "10.0.0.0/20" }), "network.serviceCidr", "overlaps"],
  ["services where AKS has its own", network({ serviceCidr: "172.16.0.0/12" }), "network.serviceCidr", "AKS keeps"],
  ["a pod range too small for the nodes", network({ podCidr: "10.244.0.0/20" }), "network.podCidr", "room for 16"],
  [
    "a network over a peered one",
    network({ peerings: [{ name: "old", virtualNetworkId: id("Microsoft.Network/virtualNetworks"), cidrs: ["10.40.128.0/17"] }] }),
    "network.peerings[0].cidrs[0]",
    "overlaps",
  ],
  [
    "a peering with what is no network",
    network({ peerings: [{ name: "old", virtualNetworkId: "old-net" }] }),
    "network.peerings[0].virtualNetworkId",
    "Microsoft.Network/virtualNetworks",
  ],
  [
    "two peerings with one network",
    network({ peerings: ["a", "b"].map((name) => ({ name, virtualNetworkId: id("Microsoft.Network/virtualNetworks") })) }),
    "network.peerings[1].virtualNetworkId",
    "takes one",
  ],
  ["nodes in another network", existing({ nodes: subnet("a", "other") }), "network.existing.subnets.nodes", "another network"],
  [
    "a pool in another network",
    { ...existing({}), ...pool({ subnetId: subnet("a", "other") }) },
    "nodePools[0].subnetId",
    "another network",
  ],
  ["a pool among the API servers", { ...existing({}), ...pool({ subnetId: subnet("api") }) }, "nodePools[0].subnetId", "API servers alone"],
  [
    "two peerings of one name",
    network({ peerings: ["a", "b"].map((of) => ({ name: "old", virtualNetworkId: id("Microsoft.Network/virtualNetworks", of) })) }),
    "network.peerings[1].name",
    "twice",
  ],
  [
    "more nodes than the subnet has addresses",
    { ...network({ ranges: { nodes: "10.40.0.0/27" } }), ...pool({ maxNodes: 20 }) },
    "network.ranges.nodes",
    "room for 27",
  ],
  ["a firewall that is not named", network({ egress: { type: "firewall" } }), "network.egress", "nextHop"],
  [
    "a firewall named twice",
    network({ egress: { type: "firewall", nextHop: "10.0.0.4", routeTableId: id("Microsoft.Network/routeTables") } }),
    "network.egress",
    "not both",
  ],
  [
    "a firewall that is no address",
    network({ egress: { type: "firewall", nextHop: "fw.internal" } }),
    "network.egress.nextHop",
    "fw.internal",
  ],
  ["a label that AKS sets", pool({ labels: { agentpool: "apps" } }), "nodePools[0].labels.agentpool", "AKS sets"],
  [
    "a label below a domain of AKS",
    pool({ labels: { "kubernetes.azure.com/mode": "user" } }),
    "nodePools[0].labels.kubernetes.azure.com/mode",
    "keeps for itself",
  ],
  ["a system pool of two cores", { systemPool: { machineType: "Standard_D2_v2" } }, "systemPool.machineType", "2 vCPU"],
  ["a system pool of two cores by today's names", { systemPool: { machineType: "Standard_D2ds_v5" } }, "systemPool.machineType", "2 vCPU"],
  ["a system pool of two cores in large memory", { systemPool: { machineType: "Standard_D11_v2" } }, "systemPool.machineType", "2 vCPU"],
  ["a system pool constrained to two cores", { systemPool: { machineType: "Standard_E4-2ds_v5" } }, "systemPool.machineType", "2 vCPU"],
  [
    "a kernel setting that AKS doesn't allow",
    pool({ sysctls: { "kernel.panic": "10" } }),
    "nodePools[0].sysctls.kernel.panic",
    "vm.max_map_count",
  ],
  [
    "a kernel setting out of bounds",
    pool({ sysctls: { "vm.max_map_count": "1048576" } }),
    "nodePools[0].sysctls.vm.max_map_count",
    "between 65530 and 262144",
  ],
  [
    "a range of ports the wrong way round",
    pool({ sysctls: { "net.ipv4.ip_local_port_range": "60000 40000" } }),
    "nodePools[0].sysctls.net.ipv4.ip_local_port_range",
    "32768 60999",
  ],
  [
    "more ports per node than the addresses have",
    network({ egress: { type: "load-balancer", portsPerNode: 8000 } }),
    "network.egress.portsPerNode",
    "at most",
  ],
  [
    "ports that are no multiple of 8",
    network({ egress: { type: "load-balancer", portsPerNode: 100 } }),
    "network.egress.portsPerNode",
    "multiple of 8",
  ],
  ["a link to zones that aren't named", { storage: { privateDns: "link" } }, "storage.privateDns", "the zones to link to"],
  [
    "zones beside DNS by policy",
    {
      storage: {
        privateDns: "policy",
        privateDnsZoneIds: {
          file: id("Microsoft.Network/privateDnsZones", "privatelink.file.core.windows.net"),
          blob: id("Microsoft.Network/privateDnsZones", "privatelink.blob.core.windows.net"),
        },
      },
    },
    "storage.privateDns",
    "no effect",
  ],
  ["a tag of the code left to a policy", { policyTags: ["Owner"] }, "policyTags[0]", "set by the code"],
  ["a registry that is no id", { containerRegistryIds: ["zaken.azurecr.io"] }, "containerRegistryIds[0]", "registries"],
  ["a gateway in a zone that isn't there", network({ egress: { type: "nat-gateway-zonal", zone: "4" } }), "network.egress.zone", "1, 2, 3"],
  [
    "an existing subnet that is no id",
    {
      network: {
        existing: {
          virtualNetworkId: id("Microsoft.Network/virtualNetworks"),
          subnets: { nodes: "nodes", apiServer: subnet("api"), endpoints: subnet("pe") },
          egress: "firewall",
        },
      },
    },
    "network.existing.subnets.nodes",
    "subnets",
  ],
  [
    "more ranges than a security group takes",
    network({
      ingress: { exposure: "public", allowedCidrs: Array.from({ length: 4001 }, (_, i) => `198.${i >> 8}.${i & 255}.0/24`) },
    }),
    "network.ingress.allowedCidrs",
    "4000",
  ],
  [
    "an API server among the nodes",
    {
      network: {
        existing: {
          virtualNetworkId: id("Microsoft.Network/virtualNetworks"),
          subnets: { nodes: subnet("a"), apiServer: subnet("a"), endpoints: subnet("pe") },
          egress: "firewall",
        },
      },
    },
    "network.existing.subnets.apiServer",
    "alone",
  ],
  [
    "an existing network whose name is too long for overlay",
    {
      network: {
        existing: {
          virtualNetworkId: id("Microsoft.Network/virtualNetworks", "n".repeat(64)),
          subnets: { nodes: subnet("a", "n".repeat(64)), apiServer: subnet("b", "n".repeat(64)), endpoints: subnet("pe") },
          egress: "firewall",
        },
      },
    },
    "network.existing.virtualNetworkId",
    "63",
  ],
  ["an API that is open to everyone", restricted(["0.0.0.0/0"]), "access.allowedCidrs[0]", "the whole internet"],
  ["an API without networks, which AKS opens to everyone", restricted([]), "access.allowedCidrs", "is empty"],
  [
    "a cluster that nobody administers",
    { access: { mode: "private", administrators: { groupIds: [] } } },
    "access.administrators.groupIds",
    "is empty",
  ],
  ["a cluster without a pool for applications", { nodePools: [] }, "nodePools", "is empty"],
  ["half of everyone", restricted(["128.0.0.0/1"]), "access.allowedCidrs[0]", "the whole internet"],
  ["an allowed network that is none", restricted(["office"]), "access.allowedCidrs[0]", "office"],
  [
    "more ranges than AKS takes",
    restricted(Array.from({ length: 2001 }, (_, n) => `203.${n >> 8}.${n & 255}.0/24`)),
    "access.allowedCidrs",
    "2000",
  ],
  [
    "an administrator's name for an id",
    { access: { ...privateAccess, administrators: { groupIds: ["admins"] } } },
    "access.administrators.groupIds[0]",
    "object id",
  ],
  [
    "a private zone that is none",
    { access: { ...privateAccess, privateDnsZoneId: "azmk8s.io" } },
    "access.privateDnsZoneId",
    "privateDnsZones",
  ],
  ["a pool name that Azure refuses", pool({ name: "my-apps" }), "nodePools[0].name", "at most 12"],
  ["two pools of one name", { nodePools: [apps, apps] }, "nodePools[1].name", "another pool"],
  ["a pool named after the platform's own", pool({ name: "system" }), "nodePools[0].name", "own pool"],
  [
    "more nodes than AKS takes in a pool",
    { ...network({ podCidr: "10.192.0.0/12" }), ...pool({ maxNodes: 1001 }) },
    "nodePools[0].maxNodes",
    "between 1 and 1000",
  ],
  ["a subnet of its own in a network that is made here", pool({ subnetId: subnet("gpu") }), "nodePools[0].subnetId", "network.existing"],
  ["a system pool in no zone", { systemPool: { zones: [] } }, "systemPool.zones", "empty"],
  ["too many addresses", network({ egress: { type: "nat-gateway", addresses: 17 } }), "network.egress.addresses", "between 1 and 16"],
  ["too little time to restore", { storage: { softDeleteDays: 5 } }, "storage.softDeleteDays", "between 7 and 365"],
  [
    "a private zone of another region",
    { access: { ...privateAccess, privateDnsZoneId: id("Microsoft.Network/privateDnsZones", "private.northeurope.azmk8s.io") } },
    "access.privateDnsZoneId",
    "private.westeurope.azmk8s.io",
  ],
  [
    "an administrator named twice",
    { access: { ...privateAccess, administrators: { groupIds: [groupId, groupId] } } },
    "access.administrators.groupIds[1]",
    "twice",
  ],
  [
    "two gateways of other networks",
    network({
      peerings: ["a", "b"].map((name) => ({
        name,
        virtualNetworkId: id("Microsoft.Network/virtualNetworks", name),
        useRemoteGateways: true,
      })),
    }),
    "network.peerings[1].useRemoteGateways",
    "takes one",
  ],
  ["bounds the wrong way round", pool({ minNodes: 9, maxNodes: 3 }), "nodePools[0].maxNodes", "less than minNodes"],
  ["a zone that the region hasn't", pool({ zones: ["4"] }), "nodePools[0].zones", "1, 2, 3"],
  ["no zones", pool({ zones: [] }), "nodePools[0].zones", "empty"],
  [
    "an ephemeral disk on a machine without one",
    pool({ machineType: "Standard_D4s_v5", diskType: "ephemeral" }),
    "nodePools[0].diskType",
    "Standard_D4ds_v5",
  ],
  ["a B series for the platform", { systemPool: { machineType: "Standard_B4ms" } }, "systemPool.machineType", "B series"],
  ["system bounds the wrong way round", { systemPool: { minNodes: 4, maxNodes: 2 } }, "systemPool.maxNodes", "less than"],
  [
    "spot nodes with AKS' own taint",
    pool({ spot: true, taints: [{ key: "kubernetes.azure.com/scalesetpriority", value: "spot", effect: "NoSchedule" }] }),
    "nodePools[0].taints[0]",
    "keeps for itself",
  ],
  [
    "a key without its version",
    {
      encryption: { customerManagedKey: { keyVaultId: id("Microsoft.KeyVault/vaults"), keyId: "https://keys.vault.azure.net/keys/haven" } },
    },
    "encryption.customerManagedKey.keyId",
    "version",
  ],
  [
    "copies to a pair that isn't there",
    { region: "italynorth", storage: { replication: "GZRS" } },
    "storage.replication",
    "italynorth has none",
  ],
  ["retention that Azure refuses", { logging: { retentionDays: 731 } }, "logging.retentionDays", "between 30 and 730"],
  [
    "retention of somebody else's workspace",
    { logging: { retentionDays: 183, workspaceId: id("Microsoft.OperationalInsights/workspaces") } },
    "logging.retentionDays",
    "existing workspace",
  ],
  ["a DNS server that is no address", network({ dnsServers: ["10.0.0.10", "dns.internal"] }), "network.dnsServers[1]", "dns.internal"],
  ["a private range for a public name", restricted(["10.1.0.0/16"]), "access.allowedCidrs[0]", "private range"],
  ["a carrier's range for a public name", restricted(["100.64.0.0/16"]), "access.allowedCidrs[0]", "private range"],
  ["a label of AKS", pool({ labels: { "kubernetes.azure.com/mode": "user" } }), "nodePools[0].labels.kubernetes.azure.com/mode", "itself"],
  ["a label that Kubernetes refuses", pool({ labels: { "team/": "a" } }), "nodePools[0].labels.team/", "not a key"],
  ["a label with two slashes", pool({ labels: { "a/b/c": "a" } }), "nodePools[0].labels.a/b/c", "not a key"],
  ["a label's value with a space", pool({ labels: { team: "team a" } }), "nodePools[0].labels.team", "not a value"],
  ["a taint that Kubernetes refuses", pool({ taints: [{ key: "-x", effect: "NoSchedule" }] }), "nodePools[0].taints[0]", "not a key"],
  ["a machine with one core", pool({ machineType: "Standard_B1ms" }), "nodePools[0].machineType", "one core"],
  ["nobody for an owner", { tags: { owner: " " } }, "tags.owner", "name of the team"],
  ["a tag that Azure can't name", { tags: { owner: "x", "cost<centre>": "1" } }, "tags.cost<centre>", "refuses"],
  ["one tag in two spellings", { tags: { owner: "x", costCentre: "1", "cost-centre": "2" } }, "tags.cost-centre", "one of the two"],
  [
    "a tag that is too long, under the key that was written",
    { tags: { owner: "x", costCentre: "1".repeat(257) } },
    "tags.costCentre",
    "256",
  ],
  ["a tag of Microsoft's", { tags: { owner: "x", "microsoft.env": "1" } }, "tags.microsoft.env", "keeps for itself"],
  ["a tag that differs by capitals", { tags: { owner: "x", Owner: "y" } }, "tags.Owner", "capitals"],
  ["a tag that is a story", { tags: { owner: "x".repeat(257) } }, "tags.owner", "256"],
  ["a zone that is none", { dns: { zoneId: "apps.gemeente.example" } }, "dns.zoneId", "dnsZones"],
  ["a vault by its name", { secretStore: { keyVaultId: "vault" } }, "secretStore.keyVaultId", "vaults"],
  ["a gateway for nobody", network({ ingress: { exposure: "public", allowedCidrs: [] } }), "network.ingress.allowedCidrs", "is empty"],
  ["a resource group's name with a slash", { resourceGroupName: "a/b" }, "resourceGroupName", "a/b"],
];

const problemsOf = (props: Props) => {
  try {
    azureCluster(props);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};

test.each(refused)("refuses %s", (_, props, path, message) => {
  expect(problemsOf(props)).toEqual([expect.objectContaining({ path, message: expect.stringContaining(message) })]);
});

test("says everything that is wrong at once, and where", () => {
  const props: Props = { ...network({ cidr: "10.40.0.0/26" }), ...pool({ name: "my-apps" }), region: "eastus" };

  expect(problemsOf(props).map(({ path }) => path)).toEqual(["nodePools[0].name", "region", "network.cidr"]);
  expect(() => azureCluster(props)).toThrow(/^test\/cluster: 3 problems/);
});

test.each(["Standard_DS3_v2", "Standard_D8s_v3", "Standard_D4ds_v5", "Standard_E4-2ads_v5"])(
  "%s has room for an ephemeral disk",
  (machineType) => {
    expect(problemsOf(pool({ machineType, diskType: "ephemeral" }))).toEqual([]);
  },
);

test("a region outside the EEA is taken with a reason", () => {
  expect(problemsOf({ region: "uksouth", residencyException: { reason: "joint cluster with the embassy in London" } })).toEqual([]);
});

test("what only Terraform will know is left to Azure", () => {
  const { warnings, prediction } = synthesize((stack) => {
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    const ranges = new TerraformVariable(stack, "ranges", { type: "list(string)" }).listValue;
    new AzureHavenCluster(stack, "cluster", {
      ...azureProps(),
      region: text("region"),
      kubernetesVersion: text("version"),
      resourceGroupName: text("group"),
      network: { cidr: "10.40.0.0/16", egress: { type: "firewall", nextHop: text("firewall") } },
      access: { mode: "restricted", allowedCidrs: ranges, administrators: { groupIds: [text("administrators")] } },
    });
  });

  expect(warnings).toEqual([]);
  expect(prediction.unknown).toEqual(expect.arrayContaining(["kubernetesversion", "cncf"]));
});

test("a slip in the name of a region is seen", () => {
  expect(problemsOf({ region: "westeuropa" })[0]?.message).toContain("did you mean westeurope?");
});

test.each<[string, Props, string]>([
  ["a machine of a family that nobody knows", pool({ machineType: "Standard_Q4s_v9" }), "Standard_Q4s_v9"],
  ["a machine that is misspelt", pool({ machineType: "Standard-D4ds_v5" }), "Standard-D4ds_v5"],
  ["a network of public addresses", network({ cidr: "145.10.0.0/16" }), "network.cidr"],
  ["an exception that excepts nothing", { residencyException: { reason: "we thought it was outside" } }, "residencyException"],
])("%s is taken with a warning", (_, props, word) => {
  expect(azureCluster(props).warnings).toEqual([expect.stringContaining(word)]);
});

test.each([
  "Standard_D2_v2",
  "Standard_DS2_v2",
  "Standard_B2ms",
  "Standard_E4-2ads_v5",
  "Standard_NC24ads_A100_v4",
  "Standard_M8ms",
  "Standard_DC4as_cc_v5",
  "Standard_L8s_v3",
])("%s is an ordinary machine", (machineType) => {
  expect(azureCluster(pool({ machineType })).warnings).toEqual([]);
});

test("what JavaScript lets one forget is said in words", () => {
  const props = { ...azureProps(), network: undefined, nodePools: undefined } as unknown as AzureHavenClusterProps;
  const make = () =>
    synthesize((stack) => {
      new AzureHavenCluster(stack, "cluster", props);
    });

  expect(make).toThrow(/network {2}is missing\n.*\n {2}nodePools {2}is missing/);
});

test("two clusters of one name in a stack are refused", () => {
  const make = () =>
    synthesize((stack) => {
      new AzureHavenCluster(stack, "one", azureProps());
      new AzureHavenCluster(stack, "two", azureProps());
    });

  expect(make).toThrow('"zaken" is the name of test/one too');
});

test("what names and ranges are made from must be written out", () => {
  const computed = Token.asString({ resolve: () => "later" });
  const paths = problemsOf({ name: computed, network: { cidr: computed }, nodePools: [{ ...apps, name: computed }] }).map(
    ({ path }) => path,
  );

  expect(paths).toEqual(["name", "nodePools[0].name", "network.cidr"]);
});
