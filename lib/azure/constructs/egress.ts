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

/** AKS' word for each way out. */
export const outboundTypes = {
  "nat-gateway": "userAssignedNATGateway",
  "nat-gateway-zonal": "userAssignedNATGateway",
  "load-balancer": "loadBalancer",
  firewall: "userDefinedRouting",
} as const;

/** What was made for traffic that leaves the network. */
export interface Egress {
  /** Public addresses that traffic leaves from; empty behind a firewall. */
  readonly addresses: readonly PublicIp[];
  readonly natGateway?: NatGateway;
  /** Undefined too where the route table existed. */
  readonly routeTable?: RouteTable;
  /** What a cluster waits for before its nodes can leave. */
  readonly ready: readonly ITerraformDependable[];
}

/** Makes the way out of the node subnet. */
export function createEgress(scope: Construct, nodeSubnetId: string, egress: AzureEgress, props: AzurePartProps): Egress {
  switch (egress.type) {
    case "firewall": {
      const made = egress.routeTableId === undefined ? routeTable(scope, egress.nextHop, props) : undefined;
      const routeTableId = made?.id ?? egress.routeTableId ?? "";
      const inUse = new SubnetRouteTableAssociation(scope, "nodes-use-egress", { subnetId: nodeSubnetId, routeTableId });
      return { addresses: [], routeTable: made, ready: [inUse] };
    }
    case "load-balancer": {
      // Named apart from a gateway's: a change between the two must not make the same address anew while the cluster still holds it.
      const addresses = publicIps(scope, "load-balancer", egress.addresses, "Standard", zonesIn(props.region), props);
      return { addresses, ready: addresses };
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
      // The cluster itself holds these, and must let go of one before it goes.
      lifecycle: purpose === "load-balancer" ? { createBeforeDestroy: true } : undefined,
    });
  });
}

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

// The first has no number, so that a second one leaves it as it is.
function numbered(text: string, index: number): string {
  return index === 0 ? text : `${text}-${index + 1}`;
}
