import { NetworkSecurityGroup, type NetworkSecurityGroupSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-group";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import type { Construct } from "constructs";
import { resourceName } from "../core/names";
import type { AddressPlan, OverlayRanges, SubnetPurpose } from "./address-plan";
import type { AzurePartProps } from "./part-props";

/**
 * The security group of one subnet. Azure's own last rules hold below ours: within the network allowed, from load
 * balancers allowed, from the internet denied.
 */
export function securityGroup(
  scope: Construct,
  purpose: SubnetPurpose,
  subnetId: string,
  plan: AddressPlan,
  overlay: OverlayRanges,
  { name, region: location, resourceGroupName, tags }: AzurePartProps,
): SubnetNetworkSecurityGroupAssociation {
  const group = new NetworkSecurityGroup(scope, `${purpose}-security`, {
    name: resourceName(name, purpose === "apiServer" ? "api-server" : purpose, 80),
    location,
    resourceGroupName,
    securityRule: rules(purpose, plan, overlay),
    tags: { ...tags },
  });
  return new SubnetNetworkSecurityGroupAssociation(scope, `${purpose}-secured`, { subnetId, networkSecurityGroupId: group.id });
}

function rules(purpose: SubnetPurpose, { subnets }: AddressPlan, { podCidr }: OverlayRanges): NetworkSecurityGroupSecurityRule[] {
  switch (purpose) {
    case "nodes":
      // Overlay traffic isn't encapsulated, so pods' own addresses pass this group; a rule against them would split the cluster.
      return [
        inbound("nodes-to-nodes", 100, "*", subnets.nodes, [subnets.nodes, podCidr]),
        inbound("pods-to-pods", 110, "*", podCidr, [podCidr]),
      ];
    case "apiServer":
      return [
        { ...inbound("nodes-to-api", 100, "Tcp", subnets.nodes, [subnets.apiServer]), destinationPortRange: undefined, destinationPortRanges: ["443", "4443"] },
        { ...inbound("probes", 110, "Tcp", "AzureLoadBalancer", [subnets.apiServer]), destinationPortRange: "9988" },
      ];
    case "endpoints":
      // Storage is for this cluster's nodes alone: peered networks have no business with it.
      return [
        { ...inbound("nodes-to-storage", 100, "Tcp", subnets.nodes, [subnets.endpoints]), destinationPortRange: undefined, destinationPortRanges: ["443", "2049"] },
        { ...inbound("nobody-else", 4096, "*", "*", ["*"]), access: "Deny" },
      ];
    case "ingress":
      return [];
  }
}

function inbound(name: string, priority: number, protocol: "Tcp" | "*", from: string, to: readonly string[]): NetworkSecurityGroupSecurityRule {
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
