import {
  addressAt,
  addressCount,
  cidrProblems,
  contains,
  layOut,
  type NamedRange,
  overlap,
  overlapProblems,
  prefixOf,
  type RangeSize,
} from "../../core/addresses/addresses";
import type { NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { azureDefaults, reservedRanges, reservedSubnetAddresses } from "./defaults";

/** What each subnet is for. */
export type SubnetPurpose = "nodes" | "endpoints" | "ingress" | "apiServer";

/** CIDR blocks of one cluster, planned and checked before any resource is made. */
export interface AddressPlan {
  readonly network: string;
  readonly subnets: Readonly<Record<SubnetPurpose, string>>;
}

/** CIDR blocks inside the cluster, never seen outside it. */
export interface OverlayRanges {
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** The tenth address, as Kubernetes has it everywhere. */
  readonly dnsServiceIp: string;
}

/** The smallest network that holds the smallest of each subnet, with room to grow. */
const smallestNetwork = 22;

/** Half of the network for nodes, up to a /20: its 4,091 addresses are about what AKS allows in one cluster, 5,000 nodes. */
function subnetSizes(network: string): Record<SubnetPurpose, RangeSize> {
  return {
    nodes: { prefix: Math.max(prefixOf(network) + 1, 20), smallest: 27 },
    endpoints: { prefix: 26, smallest: 28 },
    ingress: { prefix: 27, smallest: 29 },
    // AKS wants at least a /28 here (9 free addresses), delegated and shared with nothing but API servers.
    apiServer: { prefix: 28, smallest: 28 },
  };
}

export function planAddresses(network: string, ranges: Partial<Record<SubnetPurpose, string>> = {}): AddressPlan {
  return { network, subnets: { ...(layOut(network, subnetSizes(network)) as Record<SubnetPurpose, string>), ...ranges } };
}

export function overlayRanges({ podCidr, serviceCidr }: Partial<OverlayRanges>): OverlayRanges {
  const services = serviceCidr ?? azureDefaults.serviceCidr;
  return { podCidr: podCidr ?? azureDefaults.podCidr, serviceCidr: services, dnsServiceIp: addressAt(services, 10) };
}

/** What is wrong with a network of our own. */
export function addressPlanProblems(
  network: string,
  ranges: Partial<Record<SubnetPurpose, string>>,
  pools: readonly Incomplete<NodePoolProps>[],
): Problem[] {
  const path = "network.cidr";
  const malformed = cidrProblems({ path, cidr: network });
  if (malformed.length > 0) return malformed;
  if (prefixOf(network) > smallestNetwork) {
    const what = "nodes with surge, the API subnet and private endpoints need at least a /22";
    return [{ path, message: `${network} holds ${addressCount(prefixOf(network))} addresses; ${what}` }];
  }
  const sizes = subnetSizes(network);
  const named = Object.entries(planAddresses(network, ranges).subnets).map(([purpose, cidr]) => ({
    purpose: purpose as SubnetPurpose,
    path: purpose in ranges ? `network.ranges.${purpose}` : path,
    cidr,
  }));
  const sound = named.filter((range) => cidrProblems(range).length === 0);
  const labelled = named.map(({ purpose, cidr }) => ({ path: `network.ranges.${purpose}`, cidr }));
  return [
    ...named.flatMap(cidrProblems),
    ...sound
      .filter(({ cidr }) => !contains(network, cidr))
      .map(({ path, cidr }) => ({ path, message: `${cidr} lies outside network.cidr, ${network}` })),
    ...sound
      .filter(({ purpose, cidr }) => prefixOf(cidr) > sizes[purpose].smallest)
      .map(({ path, purpose, cidr }) => ({
        path,
        message: `${cidr} is too small; ${purpose} needs at least a /${sizes[purpose].smallest}`,
      })),
    ...overlapProblems(labelled),
    ...reservedProblems({ path, cidr: network }),
    ...nodeRoomProblems(planAddresses(network, ranges).subnets.nodes, "nodes" in ranges ? "network.ranges.nodes" : path, pools),
  ];
}

/** What is wrong with the ranges inside the cluster; `outside` are those that pods must be able to reach. */
export function overlayProblems(
  given: Partial<OverlayRanges>,
  outside: readonly NamedRange[],
  pools: readonly Incomplete<NodePoolProps>[],
): Problem[] {
  const { podCidr, serviceCidr } = overlayRanges(given);
  const pods = { path: "network.podCidr", cidr: podCidr };
  const services = { path: "network.serviceCidr", cidr: serviceCidr };
  const inside = [pods, services];
  const malformed = inside.flatMap(cidrProblems);
  if (malformed.length > 0) return malformed;
  // Overlay networking gives each node a /24 of the pod range.
  const podRoom = 2 ** Math.max(24 - prefixOf(podCidr), 0);
  const needed = nodesWithSurge(pools);
  return [
    ...overlapProblems([...outside, ...inside]).filter(({ path }) => path === pods.path || path === services.path),
    ...inside.flatMap(reservedProblems),
    ...(prefixOf(serviceCidr) < 12 ? [{ path: services.path, message: `${serviceCidr} is too large; AKS takes a /12 at most` }] : []),
    ...(prefixOf(serviceCidr) > 27 ? [{ path: services.path, message: `${serviceCidr} is too small; give at least a /27` }] : []),
    ...(needed > podRoom
      ? [{ path: pods.path, message: `${podCidr} has room for ${podRoom} nodes; with surge the pools need ${needed}` }]
      : []),
  ];
}

/** Most nodes at one time: every pool at its maximum, and an upgrade of all pools running. */
export function nodesWithSurge(pools: readonly Incomplete<NodePoolProps>[]): number {
  return pools.reduce((sum, { maxNodes = 0 }) => sum + maxNodes + Math.ceil(maxNodes * azureDefaults.surge), 0);
}

function reservedProblems({ path, cidr }: NamedRange): Problem[] {
  const reserved = reservedRanges.filter((range) => overlap(cidr, range));
  return reserved.length === 0 ? [] : [{ path, message: `${cidr} overlaps ${reserved.join(" and ")}, which AKS keeps for itself` }];
}

function nodeRoomProblems(nodes: string, path: string, pools: readonly Incomplete<NodePoolProps>[]): Problem[] {
  if (cidrProblems({ path, cidr: nodes }).length > 0) return [];
  const room = Number(addressCount(prefixOf(nodes))) - reservedSubnetAddresses;
  const needed = nodesWithSurge(pools.filter((pool) => !("subnetId" in pool && pool.subnetId !== undefined)));
  if (needed <= room) return [];
  return [{ path, message: `the node subnet, ${nodes}, has room for ${room} nodes; with surge the pools need ${needed}` }];
}
