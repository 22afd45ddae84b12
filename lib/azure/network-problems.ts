import { boundsProblems } from "../core/bounds";
import { addressProblems, allowedCidrProblems, cidrProblems, type NamedRange, overlapProblems } from "../core/addresses";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literalProblems, literals } from "../core/literals";
import { zonesOf } from "../core/regions";
import { addressPlanProblems, overlayProblems } from "./address-plan";
import type { AzureEgress, AzureFirewallEgress, AzureZonalNatGatewayEgress } from "./egress";
import type { AzureIngress } from "./ingress";
import type { AzureExistingNetwork, AzureNewNetwork } from "./network";
import type { AzureNodePoolConfig } from "./node-pool";
import { azureRegions } from "./regions";
import { parseVirtualNetworkId, resourceIdProblems } from "./resource-ids";

export type IncompleteNetwork = Incomplete<AzureNewNetwork & AzureExistingNetwork>;
type Pool = Incomplete<AzureNodePoolConfig>;

/**
 * What Azure or AKS would refuse of a network, of our own or existing; `pools` are all of the cluster, the system pool first, or none
 * where they aren't known.
 */
export function networkProblems(given: IncompleteNetwork, pools: readonly Pool[], region: string | undefined): Problem[] {
  const network: IncompleteNetwork = literals<AzureNewNetwork & AzureExistingNetwork>(given);
  const { cidr, existing, ranges = {}, egress, peerings = [], dnsServers = [], ingress = {} } = network;
  const own: NamedRange[] = cidr === undefined ? [] : [{ path: "network.cidr", cidr }];
  const others: NamedRange[] = [
    ...(existing?.cidr === undefined ? [] : [{ path: "network.existing.cidr", cidr: existing.cidr }]),
    ...peerings.flatMap(({ cidrs = [] }, index) =>
      cidrs.map((range, at) => ({ path: `network.peerings[${index}].cidrs[${at}]`, cidr: range })),
    ),
  ];
  const names = peerings.map(({ name }) => name);
  const remotes = peerings.map(({ virtualNetworkId }) => virtualNetworkId?.toLowerCase());
  return [
    ...literalProblems({ "network.cidr": given.cidr }),
    ...(cidr === undefined ? [] : addressPlanProblems(cidr, ranges, pools)),
    ...others.flatMap(cidrProblems),
    ...overlapProblems([...own, ...others]),
    ...overlayProblems(network, [...own, ...others], pools),
    ...peerings.flatMap(({ name, virtualNetworkId: id }, index) => [
      ...(name !== undefined && names.indexOf(name) < index
        ? [{ path: `network.peerings[${index}].name`, message: `"${name}" is used twice` }]
        : []),
      ...(id === undefined
        ? []
        : resourceIdProblems(`network.peerings[${index}].virtualNetworkId`, id, "Microsoft.Network/virtualNetworks")),
      ...(id !== undefined && remotes.indexOf(id.toLowerCase()) < index
        ? [{ path: `network.peerings[${index}].virtualNetworkId`, message: "is peered already; Azure takes one peering with a network" }]
        : []),
    ]),
    ...peerings
      .flatMap(({ useRemoteGateways }, index) => (useRemoteGateways ? [index] : []))
      .slice(1)
      .map((index) => ({
        path: `network.peerings[${index}].useRemoteGateways`,
        message: "is set on another peering too; Azure takes one",
      })),
    ...dnsServers.flatMap((address, index) => addressProblems(`network.dnsServers[${index}]`, address)),
    ...(egress === undefined ? [] : egressProblems(egress, region)),
    ...firewallProblems(given.egress ?? {}),
    ...ingressProblems(ingress),
    ...existingNetworkProblems(existing),
    ...(cidr === undefined ? [] : ownSubnetProblems(pools)),
    ...(existing === undefined ? [] : sameNetworkProblems(existing, pools)),
  ];
}

/** A subnet that is written out is in a network that was there before, and nodes of one cluster share theirs. */
function ownSubnetProblems(pools: readonly Pool[]): Problem[] {
  // The first is the system pool, which has no subnet of its own.
  return pools.slice(1).flatMap(({ subnetId }, index) =>
    subnetId === undefined
      ? []
      : [
          {
            path: `nodePools[${index}].subnetId`,
            message: "is in another network than network.cidr makes; pools with subnets of their own need network.existing",
          },
        ],
  );
}

/** AKS wants every subnet of a cluster in one network, and its API servers among themselves. */
function sameNetworkProblems(
  { virtualNetworkId, subnets = {} }: Incomplete<AzureExistingNetwork["existing"]>,
  pools: readonly Pool[],
): Problem[] {
  if (virtualNetworkId === undefined) return [];
  const ofPools = pools.slice(1).map(({ subnetId }, index): [string, string | undefined] => [`nodePools[${index}].subnetId`, subnetId]);
  const { nodes, apiServer } = subnets;
  const ofCluster: [string, string | undefined][] = [
    ["network.existing.subnets.nodes", nodes],
    ["network.existing.subnets.apiServer", apiServer],
    ...ofPools,
  ];
  const network = virtualNetworkId.toLowerCase();
  return [
    ...ofCluster
      // What is no id of a subnet is said elsewhere.
      .filter(([, id]) => id?.includes("/subnets/") && !id.toLowerCase().startsWith(`${network}/subnets/`))
      .map(([path, id]) => ({ path, message: `${id ?? ""} is in another network than network.existing.virtualNetworkId` })),
    ...ofPools
      .filter(([, id]) => id !== undefined && id.toLowerCase() === apiServer?.toLowerCase())
      .map(([path]) => ({ path, message: "is the subnet of the API server; AKS wants that one for API servers alone" })),
  ];
}

function existingNetworkProblems(existing: Incomplete<AzureExistingNetwork["existing"]> = {}): Problem[] {
  const path = "network.existing";
  const { virtualNetworkId: id, subnets = {} } = existing;
  // AKS with overlay networking puts these names in tags and limits them to 63.
  const longNames = id === undefined ? [] : Object.entries(parseVirtualNetworkId(id)).filter(([, value]) => value.length > 63);
  return [
    ...(id === undefined ? [] : resourceIdProblems(`${path}.virtualNetworkId`, id, "Microsoft.Network/virtualNetworks")),
    ...longNames.map(([, value]) => ({
      path: `${path}.virtualNetworkId`,
      message: `"${value}" is longer than the 63 characters that AKS takes`,
    })),
    ...Object.entries(subnets).flatMap(([purpose, subnet]) =>
      resourceIdProblems(`${path}.subnets.${purpose}`, subnet, "Microsoft.Network/virtualNetworks/subnets"),
    ),
    ...(subnets.apiServer !== undefined && (subnets.apiServer === subnets.nodes || subnets.apiServer === subnets.endpoints)
      ? [{ path: `${path}.subnets.apiServer`, message: "is used for something else too; AKS wants a subnet for API servers alone" }]
      : []),
  ];
}

function ingressProblems(ingress: Incomplete<AzureIngress>): Problem[] {
  const path = "network.ingress.allowedCidrs";
  const allowedCidrs = "allowedCidrs" in ingress ? ingress.allowedCidrs : undefined;
  if (allowedCidrs === undefined) return [];
  if (allowedCidrs.length === 0) return [{ path, message: "is empty; nobody could come in", hint: "leave it out for everyone" }];
  return [
    ...allowedCidrProblems(path, allowedCidrs),
    // Of a security group, whatever the number of its rules (Azure's limits of networking).
    ...(allowedCidrs.length > 4000 ? [{ path, message: `${allowedCidrs.length} ranges; Azure takes 4000 in a security group` }] : []),
  ];
}

type Egress = Incomplete<Omit<AzureZonalNatGatewayEgress & Omit<AzureFirewallEgress, "type">, "type">> & {
  readonly type?: AzureEgress["type"];
};

function egressProblems({ type, zone, addresses, nextHop, routeTableId }: Egress, region: string | undefined): Problem[] {
  const path = "network.egress";
  if (type === "firewall") {
    return [
      ...(nextHop === undefined ? [] : addressProblems(`${path}.nextHop`, nextHop)),
      ...(routeTableId === undefined ? [] : resourceIdProblems(`${path}.routeTableId`, routeTableId, "Microsoft.Network/routeTables")),
    ];
  }
  const zones = region === undefined ? [] : zonesOf(azureRegions, region);
  return [
    ...boundsProblems(`${path}.addresses`, addresses, 1, 16),
    ...(zone === undefined || zones.length === 0 || zones.includes(zone)
      ? []
      : [{ path: `${path}.zone`, message: `"${zone}" is not a zone of ${region}; it has ${zones.join(", ")}` }]),
  ];
}

/** Asked of the props as they were given: what Terraform computes is there too. */
function firewallProblems({ type, nextHop, routeTableId }: Egress): Problem[] {
  if (type !== "firewall" || (nextHop === undefined) !== (routeTableId === undefined)) return [];
  return [{ path: "network.egress", message: "needs nextHop, the firewall's private address, or routeTableId, and not both" }];
}
