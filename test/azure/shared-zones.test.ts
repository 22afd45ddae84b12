import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { Annotations, App, TerraformStack, Testing } from "cdktf";
import { AzureHavenCluster, type AzureHavenClusterProps } from "../../lib/azure";
import { azureProps, id, privateAccess } from "../support/azure-props";

type Props = Partial<AzureHavenClusterProps>;

const zones = {
  file: id("Microsoft.Network/privateDnsZones", "privatelink.file.core.windows.net"),
  blob: id("Microsoft.Network/privateDnsZones", "privatelink.blob.core.windows.net"),
};
const network = id("Microsoft.Network/virtualNetworks");
const subnet = (name: string) => `${network}/subnets/${name}`;
const existing: Props = {
  network: {
    existing: {
      virtualNetworkId: network,
      subnets: { nodes: subnet("nodes"), apiServer: subnet("api"), endpoints: subnet("pe") },
      egress: "firewall",
    },
  },
};
const landing: Props = { resourceGroupName: "landing" };

/** Two clusters, in one stack or in two; the warnings of the second. */
function two(first: Props, second: Props, stacks: 1 | 2 = 1): string[] {
  const app = Testing.stubVersion(new App({ stackTraces: false }));
  const made = Array.from({ length: stacks }, (_, index) => new TerraformStack(app, `stack-${index}`));
  for (const stack of made) new AzurermProvider(stack, "azurerm", { features: [{}] });
  new AzureHavenCluster(made[0] as TerraformStack, "one", azureProps({ ...first, name: "one" }));
  const cluster = new AzureHavenCluster(made.at(-1) as TerraformStack, "two", azureProps({ ...second, name: "two" }));
  expect(Annotations.of(cluster)).toBeDefined();
  return cluster.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data));
}

test.each<[string, Props, Props, string]>([
  ["one group", landing, { resourceGroupName: "LANDING" }, "resourceGroupName"],
  ["one existing network", existing, existing, "network.existing.virtualNetworkId"],
  [
    "one group, with private APIs and zones for storage",
    { ...landing, access: privateAccess, storage: { privateDnsZoneIds: zones } },
    { ...landing, access: privateAccess, storage: { privateDns: "policy" } },
    "private.westeurope.azmk8s.io",
  ],
  [
    "one network that both would link to given zones",
    { ...existing, storage: { privateDnsZoneIds: zones, privateDns: "link" } },
    { ...existing, storage: { privateDnsZoneIds: zones, privateDns: "link" } },
    "network.existing.virtualNetworkId",
  ],
])("two clusters in %s are refused, since the second would fail at apply", (_, first, second, text) => {
  expect(() => two(first, second)).toThrow(text);
});

test.each<[string, Props, Props]>([
  ["in groups of their own", {}, {}],
  [
    "in one group, of which the second uses the zones of the first",
    landing,
    { ...landing, storage: { privateDnsZoneIds: zones, privateDns: "link" } },
  ],
  [
    "in one group, with DNS by policy",
    { ...landing, storage: { privateDns: "policy" } },
    { ...landing, storage: { privateDns: "policy" } },
  ],
  [
    "in one network with zones that are linked to it",
    { ...existing, storage: { privateDnsZoneIds: zones } },
    { ...existing, storage: { privateDnsZoneIds: zones } },
  ],
])("two clusters %s are fine", (_, first, second) => {
  expect(two(first, second).join()).not.toContain("zone");
});

test("in two stacks one group is a warning: their subscriptions may differ", () => {
  expect(two(landing, landing, 2).join()).toContain("resourceGroupName is the group of stack-0/one too");
});

test("in two stacks one network is refused, because its id names the subscription", () => {
  expect(() => two(existing, existing, 2)).toThrow("network.existing.virtualNetworkId");
});
