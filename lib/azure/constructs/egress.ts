import { NatGateway } from "@cdktf/provider-azurerm/lib/nat-gateway";
import { NatGatewayPublicIpAssociation } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { RouteTable } from "@cdktf/provider-azurerm/lib/route-table";
import { SubnetNatGatewayAssociation } from "@cdktf/provider-azurerm/lib/subnet-nat-gateway-association";
import { SubnetRouteTableAssociation } from "@cdktf/provider-azurerm/lib/subnet-route-table-association";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AzureEgress } from "../config/egress";
import type { AzurePartProps } from "../config/part";
import { zonesIn } from "../config/regions";

/** AKS' name of each egress type. */
export const outboundTypes = {
  "nat-gateway": "userAssignedNATGateway",
  "nat-gateway-zonal": "userAssignedNATGateway",
  "load-balancer": "loadBalancer",
  firewall: "userDefinedRouting",
} as const;

/** Resources for traffic that leaves the network. */
export interface Egress {
  /** Public addresses that traffic leaves from; empty behind a firewall. */
  readonly addresses: readonly PublicIp[];
  readonly natGateway?: NatGateway;
  /** Only with the cluster's own load balancer. @default AKS divides the ports over the nodes */
  readonly portsPerNode?: number;
  /** Undefined when the route table existed. */
  readonly routeTable?: RouteTable;
  /** A cluster waits for these, or its nodes have no egress. */
  readonly ready: readonly ITerraformDependable[];
}

/** Creates the egress of the node subnet. */
export function createEgress(scope: Construct, nodeSubnetId: string, egress: AzureEgress, props: AzurePartProps): Egress {
  switch (egress.type) {
    case "firewall": {
      const made = egress.routeTableId === undefined ? routeTable(scope, egress.nextHop, props) : undefined;
      const routeTableId = made?.id ?? egress.routeTableId ?? "";
      const inUse = new SubnetRouteTableAssociation(scope, "nodes-use-egress", {
        subnetId: nodeSubnetId,
        routeTableId,
        // Azure takes one route table per subnet. An existing table may be exchanged for another, and then the old one must go first.
        lifecycle: made && usedUntilReplaced,
      });
      return { addresses: [], routeTable: made, ready: [inUse] };
    }
    case "load-balancer": {
      // The name differs from a gateway's address: a change of type must not replace an address that the cluster still uses.
      const addresses = publicIps(scope, "load-balancer", egress.addresses, "Standard", zonesIn(props.region), props);
      return { addresses, portsPerNode: egress.portsPerNode, ready: addresses };
    }
    case "nat-gateway":
      // StandardV2 spans all zones by itself and refuses `zones`.
      return natGateway(scope, nodeSubnetId, "StandardV2", undefined, egress.addresses, props);
    case "nat-gateway-zonal":
      return natGateway(scope, nodeSubnetId, "Standard", [egress.zone], egress.addresses, props);
  }
}

function publicIps(
  scope: Construct,
  purpose: "egress" | "load-balancer",
  count: number | undefined,
  sku: "Standard" | "StandardV2",
  zones: readonly string[] | undefined,
  { name, region: location, resourceGroupName, tags }: AzurePartProps,
): PublicIp[] {
  return Array.from({ length: count ?? 1 }, (_, index) => {
    return new PublicIp(scope, numbered(`${purpose}-address`, index), {
      name: resourceName(name, numbered(purpose, index), 80),
      location,
      resourceGroupName,
      allocationMethod: "Static",
      sku,
      zones: zones && [...zones],
      tags: { ...tags },
      // The cluster uses these, and must release an address before it is destroyed.
      lifecycle: purpose === "load-balancer" ? { createBeforeDestroy: true } : undefined,
    });
  });
}

/**
 * A change of egress creates the new association first, then updates the cluster, and destroys the old association last; a subnet may have
 * a NAT gateway and a route table at the same time. Otherwise nodes would have no egress while AKS updates the cluster.
 */
const usedUntilReplaced = { createBeforeDestroy: true };

function natGateway(
  scope: Construct,
  subnetId: string,
  skuName: "Standard" | "StandardV2",
  zones: readonly string[] | undefined,
  count: number | undefined,
  props: AzurePartProps,
): Egress {
  const { name, region: location, resourceGroupName, tags } = props;
  const addresses = publicIps(scope, "egress", count, skuName, zones, props);
  const gateway = new NatGateway(scope, "egress", {
    name: resourceName(name, "egress", 80),
    location,
    resourceGroupName,
    skuName,
    zones: zones && [...zones],
    tags: { ...tags },
  });
  const withAddresses = addresses.map(
    (address, index) =>
      new NatGatewayPublicIpAssociation(scope, numbered("egress-has-address", index), {
        natGatewayId: gateway.id,
        publicIpAddressId: address.id,
      }),
  );
  const inUse = new SubnetNatGatewayAssociation(scope, "nodes-use-egress", {
    subnetId,
    natGatewayId: gateway.id,
    dependsOn: withAddresses,
    // A zonal gateway may take the place of another gateway of the same name, which must go first.
    lifecycle: zones === undefined ? usedUntilReplaced : undefined,
  });
  return { addresses, natGateway: gateway, ready: [inUse] };
}

function routeTable(
  scope: Construct,
  nextHop: string | undefined,
  { name, region: location, resourceGroupName, tags }: AzurePartProps,
): RouteTable {
  return new RouteTable(scope, "egress", {
    name: resourceName(name, "egress", 80),
    location,
    resourceGroupName,
    bgpRoutePropagationEnabled: false,
    route: [{ name: "to-firewall", addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopInIpAddress: nextHop }],
    tags: { ...tags },
  });
}

// The first has no number, so that adding a second leaves it unchanged.
function numbered(text: string, index: number): string {
  return index === 0 ? text : `${text}-${index + 1}`;
}
