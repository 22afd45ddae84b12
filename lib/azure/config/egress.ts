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
  /**
   * Outgoing connections per node to one destination, a multiple of 8. Each address has 64,000 ports for all nodes together.
   *
   * @default AKS divides the ports by the number of nodes: 1,024 per node up to 50 nodes, fewer beyond
   * @minimum 8
   * @maximum 64000
   */
  readonly portsPerNode?: number;
}

/** A firewall of yours, by its private address or by a route table that leads to it. */
export interface AzureFirewallEgress {
  readonly type: "firewall";
  /** Private address of the firewall; a route table is made. @default the route table given */
  readonly nextHop?: string;
  /** Id of a route table that has a route for 0.0.0.0/0 already. @default one is made for `nextHop` */
  readonly routeTableId?: string;
}

type Egress = Incomplete<
  Omit<AzureZonalNatGatewayEgress & Omit<AzureLoadBalancerEgress & Omit<AzureFirewallEgress, "type">, "type">, "type">
> & {
  readonly type?: AzureEgress["type"];
};

/** @param nodes most nodes of the cluster, with surge; 0 where the pools aren't known */
export function egressProblems(
  { type, zone, nextHop, routeTableId, addresses = 1, portsPerNode }: Egress,
  region: string | undefined,
  nodes: number,
): Problem[] {
  const path = "network.egress";
  if (portsPerNode !== undefined) return portProblems(`${path}.portsPerNode`, portsPerNode, addresses, nodes);
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

/** AKS refuses a number of ports for which the addresses don't suffice, also while an upgrade adds nodes. */
function portProblems(path: string, ports: number, addresses: number, nodes: number): Problem[] {
  if (ports % 8 !== 0) return [{ path, message: `must be a multiple of 8, got ${ports}` }];
  const most = Math.floor((addresses * 64_000) / Math.max(nodes, 1) / 8) * 8;
  if (ports <= most) return [];
  const needed = Math.ceil((ports * nodes) / 64_000);
  return [
    {
      path,
      message: `must be at most ${most} for ${nodes} nodes with surge, got ${ports}`,
      hint: `or set network.egress.addresses to ${needed}`,
    },
  ];
}

/** Takes the props as given, tokens included. */
export function firewallProblems({ type, nextHop, routeTableId }: Egress): Problem[] {
  if (type !== "firewall" || (nextHop === undefined) !== (routeTableId === undefined)) return [];
  return [{ path: "network.egress", message: "needs nextHop, the firewall's private address, or routeTableId, and not both" }];
}
