import { NetworkSecurityGroup, type NetworkSecurityGroupSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Fn, type ITerraformDependable, Lazy, Token } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AddressPlan, OverlayRanges, SubnetPurpose } from "../config/address-plan";
import type { AzureIngress } from "../config/ingress";
import type { AzurePartProps } from "../config/part";

/** A new or an existing subnet. */
export interface AzureSubnet {
  readonly id: string;
  /** Undefined when the subnet existed. */
  readonly resource?: Subnet;
  /** Undefined when the subnet existed. */
  readonly securityGroup?: NetworkSecurityGroup;
}

/** Where requests come in, and the public addresses of the cluster's own traffic. */
export type GatewayEntry = AzureIngress & { readonly ownAddresses: () => readonly string[] };

interface MadeSubnet extends AzureSubnet {
  readonly resource: Subnet;
  /** Association with the security group, which protects the subnet. */
  readonly secured: ITerraformDependable;
}

/**
 * Subnets with a security group each. Azure's own last rules apply after ours: traffic within the network and from load balancers is
 * allowed, traffic from the internet is denied.
 */
export function createSubnets(
  scope: Construct,
  network: VirtualNetwork,
  plan: AddressPlan,
  overlay: OverlayRanges,
  ingress: GatewayEntry,
  props: AzurePartProps,
): Readonly<Record<SubnetPurpose, MadeSubnet>> {
  const subnet = (purpose: SubnetPurpose) => createSubnet(scope, purpose, network, plan, props);
  const resources = { nodes: subnet("nodes"), endpoints: subnet("endpoints"), ingress: subnet("ingress"), apiServer: subnet("apiServer") };
  const secure = (purpose: SubnetPurpose) => secureSubnet(scope, purpose, network, resources, overlay, ingress, props);
  return { nodes: secure("nodes"), endpoints: secure("endpoints"), ingress: secure("ingress"), apiServer: secure("apiServer") };
}

function createSubnet(
  scope: Construct,
  purpose: SubnetPurpose,
  network: VirtualNetwork,
  plan: AddressPlan,
  { resourceGroupName }: AzurePartProps,
): Subnet {
  return new Subnet(scope, purpose, {
    name: names[purpose],
    resourceGroupName,
    virtualNetworkName: network.name,
    addressPrefixes: [plan.subnets[purpose]],
    // Azure would otherwise give every machine a public source address that nobody chose.
    defaultOutboundAccessEnabled: false,
    ...(purpose === "apiServer" && { delegation: [apiServerDelegation] }),
    // Without this, security groups don't apply to private endpoints.
    ...(purpose === "endpoints" && { privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled" }),
  });
}

function secureSubnet(
  scope: Construct,
  purpose: SubnetPurpose,
  network: VirtualNetwork,
  subnets: Readonly<Record<SubnetPurpose, Subnet>>,
  overlay: OverlayRanges,
  ingress: GatewayEntry,
  { name, region: location, resourceGroupName, tags }: AzurePartProps,
): MadeSubnet {
  const resource = subnets[purpose];
  const securityGroup = new NetworkSecurityGroup(scope, `${purpose}-security`, {
    name: resourceName(name, names[purpose], 80),
    location,
    resourceGroupName,
    securityRule: rules(purpose, rangesOf(network, subnets), overlay, ingress),
    tags: { ...tags },
    // Azure refuses another range for a subnet in use. The rules of all subnets must then stay as they are, or nodes lose their storage.
    dependsOn: Object.values(subnets),
  });
  const secured = new SubnetNetworkSecurityGroupAssociation(scope, `${purpose}-secured`, {
    subnetId: resource.id,
    networkSecurityGroupId: securityGroup.id,
  });
  return { id: resource.id, resource, securityGroup, secured };
}

/** Ranges as the resources have them rather than as the code has them, so that a rule never runs ahead of its subnet. */
function rangesOf(network: VirtualNetwork, subnets: Readonly<Record<SubnetPurpose, Subnet>>): AddressPlan {
  const first = (list: unknown) => Token.asString(Fn.element(list, 0));
  const range = (purpose: SubnetPurpose) => first(subnets[purpose].addressPrefixes);
  return {
    network: first(network.addressSpace),
    subnets: { nodes: range("nodes"), endpoints: range("endpoints"), ingress: range("ingress"), apiServer: range("apiServer") },
  };
}

const names: Readonly<Record<SubnetPurpose, string>> = {
  nodes: "nodes",
  endpoints: "endpoints",
  ingress: "ingress",
  apiServer: "api-server",
};

const apiServerDelegation = {
  name: "api-server",
  serviceDelegation: {
    name: "Microsoft.ContainerService/managedClusters",
    actions: ["Microsoft.Network/virtualNetworks/subnets/join/action"],
  },
};

function rules(
  purpose: SubnetPurpose,
  { network, subnets }: AddressPlan,
  { podCidr }: OverlayRanges,
  ingress: GatewayEntry,
): NetworkSecurityGroupSecurityRule[] {
  switch (purpose) {
    case "nodes":
      // Overlay traffic isn't encapsulated, so pods' own addresses pass this group; a rule against them would split the cluster.
      return [
        inbound("nodes-to-nodes", 100, "*", subnets.nodes, [subnets.nodes, podCidr]),
        inbound("pods-to-pods", 110, "*", podCidr, [podCidr]),
        ...(ingress.exposure === "public" ? [toGateway(ingress.allowedCidrs, ingress.ownAddresses)] : []),
      ];
    case "apiServer":
      return [
        {
          ...inbound("nodes-to-api", 100, "Tcp", subnets.nodes, [subnets.apiServer]),
          destinationPortRange: undefined,
          destinationPortRanges: ["443", "4443"],
        },
        { ...inbound("probes", 110, "Tcp", "AzureLoadBalancer", [subnets.apiServer]), destinationPortRange: "9988" },
      ];
    case "endpoints":
      // Only the cluster's own network reaches storage; peered networks don't.
      return [
        {
          ...inbound("network-to-storage", 100, "Tcp", network, [subnets.endpoints]),
          destinationPortRange: undefined,
          destinationPortRanges: ["443", "2049"],
        },
        { ...inbound("nobody-else", 4096, "*", "*", ["*"]), access: "Deny" },
      ];
    case "ingress":
      return [];
  }
}

/** Packets keep the gateway's public address as their destination until they reach a node, so the rule can't name a range of ours. */
function toGateway(
  allowedCidrs: readonly string[] | undefined,
  ownAddresses: GatewayEntry["ownAddresses"],
): NetworkSecurityGroupSecurityRule {
  return {
    ...inbound("internet-to-gateway", 120, "Tcp", "Internet", ["*"]),
    ...(allowedCidrs && {
      sourceAddressPrefix: undefined,
      // An application may call its own public name. The addresses are made after the subnets.
      sourceAddressPrefixes: Lazy.listValue({ produce: () => [...allowedCidrs, ...ownAddresses()] }),
    }),
    destinationPortRange: undefined,
    destinationPortRanges: ["80", "443"],
  };
}

function inbound(
  name: string,
  priority: number,
  protocol: "Tcp" | "*",
  from: string,
  to: readonly string[],
): NetworkSecurityGroupSecurityRule {
  const [only] = to;
  return {
    name,
    priority,
    direction: "Inbound",
    access: "Allow",
    protocol,
    sourceAddressPrefix: from,
    sourcePortRange: "*",
    ...(to.length === 1 ? { destinationAddressPrefix: only } : { destinationAddressPrefixes: [...to] }),
    destinationPortRange: "*",
  };
}
