import { NetworkSecurityGroup, type NetworkSecurityGroupSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { type ITerraformDependable, Lazy } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AddressPlan, OverlayRanges, SubnetPurpose } from "../config/address-plan";
import type { AzureIngress } from "../config/ingress";
import type { AzurePartProps } from "../config/part";

/** A subnet that was made, or that existed. */
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
  /** What waits for the security group to guard the subnet. */
  readonly secured: ITerraformDependable;
}

/**
 * A subnet with a security group of its own. Azure's own last rules hold below ours: within the network allowed, from load
 * balancers allowed, from the internet denied.
 */
export function createSubnet(
  scope: Construct,
  purpose: SubnetPurpose,
  network: VirtualNetwork,
  plan: AddressPlan,
  overlay: OverlayRanges,
  ingress: GatewayEntry,
  { name, region: location, resourceGroupName, tags }: AzurePartProps,
): MadeSubnet {
  const resource = new Subnet(scope, purpose, {
    name: names[purpose],
    resourceGroupName,
    virtualNetworkName: network.name,
    addressPrefixes: [plan.subnets[purpose]],
    // Azure would otherwise let every machine out by an address that nobody chose.
    defaultOutboundAccessEnabled: false,
    ...(purpose === "apiServer" && { delegation: [apiServerDelegation] }),
    // Without this, security groups don't count for private endpoints.
    ...(purpose === "endpoints" && { privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled" }),
  });
  const securityGroup = new NetworkSecurityGroup(scope, `${purpose}-security`, {
    name: resourceName(name, names[purpose], 80),
    location,
    resourceGroupName,
    securityRule: rules(purpose, plan, overlay, ingress),
    tags: { ...tags },
  });
  const secured = new SubnetNetworkSecurityGroupAssociation(scope, `${purpose}-secured`, {
    subnetId: resource.id,
    networkSecurityGroupId: securityGroup.id,
  });
  return { id: resource.id, resource, securityGroup, secured };
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
      // Storage is for this cluster's own network, where its nodes are: peered ones have no business with it.
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

/** Packets keep the gateway's public address until they are on a node, so no range of ours can be named as where they go. */
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
