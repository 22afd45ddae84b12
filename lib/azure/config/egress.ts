import { addressProblems } from "../../core/addresses/addresses";
import { zonesOf } from "../../core/cluster/regions";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { azureRegions } from "./regions";
import { resourceIdProblems } from "./resource-ids";

/**
 * How traffic leaves the network: one of several types, told apart by `type`.
 *
 * @discriminator type
 */
export type AzureEgress = AzureNatGatewayEgress | AzureZonalNatGatewayEgress | AzureLoadBalancerEgress | AzureFirewallEgress;

/** A StandardV2 NAT gateway, which survives the loss of a zone. */
export interface AzureNatGatewayEgress {
  readonly type: "nat-gateway";
  /** Public addresses of the gateway, each good for 64,512 connections to one destination. @default 1 @minimum 1 @maximum 16 */
  readonly addresses?: number;
}

/** A Standard NAT gateway, for regions that have no StandardV2. When its zone fails, nothing leaves the cluster. */
export interface AzureZonalNatGatewayEgress {
  readonly type: "nat-gateway-zonal";
  /** Zone that the gateway and its addresses are in. */
  readonly zone: string;
  /** Public addresses of the gateway. @default 1 @minimum 1 @maximum 16 */
  readonly addresses?: number;
}

/**
 * The cluster's own load balancer, with addresses over all zones; few ports for each node. Changing to it from another way out
 * replaces the cluster.
 */
export interface AzureLoadBalancerEgress {
  readonly type: "load-balancer";
  /** Public addresses of the load balancer. @default 1 @minimum 1 @maximum 16 */
  readonly addresses?: number;
}

/** A firewall of yours, by its private address or by a route table that leads to it. */
export interface AzureFirewallEgress {
  readonly type: "firewall";
  /** Private address of the firewall; a route table is made. @default the route table given */
  readonly nextHop?: string;
  /** Id of a route table that has a route for 0.0.0.0/0 already. @default one is made for `nextHop` */
  readonly routeTableId?: string;
}

type Egress = Incomplete<Omit<AzureZonalNatGatewayEgress & Omit<AzureFirewallEgress, "type">, "type">> & {
  readonly type?: AzureEgress["type"];
};

export function egressProblems({ type, zone, nextHop, routeTableId }: Egress, region: string | undefined): Problem[] {
  const path = "network.egress";
  if (type === "firewall") {
    return [
      ...(nextHop === undefined ? [] : addressProblems(`${path}.nextHop`, nextHop)),
      ...(routeTableId === undefined ? [] : resourceIdProblems(`${path}.routeTableId`, routeTableId, "Microsoft.Network/routeTables")),
    ];
  }
  const zones = region === undefined ? [] : zonesOf(azureRegions, region);
  return [
    ...(zone === undefined || zones.length === 0 || zones.includes(zone)
      ? []
      : [{ path: `${path}.zone`, message: `"${zone}" is not a zone of ${region}; it has ${zones.join(", ")}` }]),
  ];
}

/** Asked of the props as they were given: what Terraform computes is there too. */
export function firewallProblems({ type, nextHop, routeTableId }: Egress): Problem[] {
  if (type !== "firewall" || (nextHop === undefined) !== (routeTableId === undefined)) return [];
  return [{ path: "network.egress", message: "needs nextHop, the firewall's private address, or routeTableId, and not both" }];
}
