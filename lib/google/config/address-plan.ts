import {
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
import { zoneBounds } from "./node-pool";
import { googleDefaults, reservedRanges, reservedSubnetAddresses } from "./defaults";

/** What each range of the cluster's own network is for. */
export type RangePurpose = "nodes" | "files";

/** CIDR blocks of one cluster, planned and checked before any resource is made. */
export interface AddressPlan {
  readonly network: string;
  readonly ranges: Readonly<Record<RangePurpose, string>>;
}

/** Secondary ranges of the node subnet. They are routed in the network, so nothing that it reaches may have the same. */
export interface SecondaryRanges {
  readonly podCidr: string;
  readonly serviceCidr: string;
}

type Pool = Incomplete<NodePoolProps>;

/** The smallest network that holds nodes and a few shares of files. */
const smallestNetwork = 22;

/** Half of the network for nodes, a /20 at most: 4,092 addresses, and GKE takes no more than 5,000 nodes with private addresses. */
function rangeSizes(network: string): Record<RangePurpose, RangeSize> {
  return {
    nodes: { prefix: Math.max(prefixOf(network) + 1, 20), smallest: 27 },
    // Each claim on haven-shared is a Filestore of its own, which takes a /26 here.
    files: { prefix: Math.max(prefixOf(network) + 2, 20), smallest: 24 },
  };
}

export function planAddresses(network: string, ranges: Partial<Record<RangePurpose, string>> = {}): AddressPlan {
  return { network, ranges: { ...(layOut(network, rangeSizes(network)) as Record<RangePurpose, string>), ...ranges } };
}

export function secondaryRanges({ podCidr, serviceCidr }: Partial<SecondaryRanges>): SecondaryRanges {
  return { podCidr: podCidr ?? googleDefaults.podCidr, serviceCidr: serviceCidr ?? googleDefaults.serviceCidr };
}

/** What is wrong with a network of our own; `zones` are those of the region. */
export function addressPlanProblems(
  network: string,
  ranges: Partial<Record<RangePurpose, string>>,
  pools: readonly Pool[],
  zones: readonly string[],
): Problem[] {
  const path = "network.cidr";
  const malformed = cidrProblems({ path, cidr: network });
  if (malformed.length > 0) return malformed;
  if (prefixOf(network) > smallestNetwork) {
    const what = `nodes with surge, the API and shared files need at least a /${smallestNetwork}`;
    return [{ path, message: `${network} holds ${addressCount(prefixOf(network))} addresses; ${what}` }];
  }
  const sizes = rangeSizes(network);
  const plan = planAddresses(network, ranges);
  const named = Object.entries(plan.ranges).map(([purpose, cidr]) => ({
    purpose: purpose as RangePurpose,
    path: purpose in ranges ? `network.ranges.${purpose}` : path,
    cidr,
  }));
  const sound = named.filter((range) => cidrProblems(range).length === 0);
  return [
    ...named.flatMap(cidrProblems),
    ...sound
      .filter(({ cidr }) => !contains(network, cidr))
      .map(({ path: at, cidr }) => ({ path: at, message: `${cidr} lies outside network.cidr, ${network}` })),
    ...sound
      .filter(({ purpose, cidr }) => prefixOf(cidr) > sizes[purpose].smallest)
      .map(({ path: at, purpose, cidr }) => ({
        path: at,
        message: `${cidr} is too small; ${purpose} needs at least a /${sizes[purpose].smallest}`,
      })),
    ...overlapProblems(named.map(({ purpose, cidr }) => ({ path: `network.ranges.${purpose}`, cidr }))),
    ...reservedProblems({ path, cidr: network }),
    ...nodeRoomProblems(plan.ranges.nodes, "nodes" in ranges ? "network.ranges.nodes" : path, pools, zones),
  ];
}

/** What is wrong with the ranges of pods and services; `others` are those that the network has or reaches. */
export function secondaryRangeProblems(
  given: Partial<SecondaryRanges>,
  others: readonly NamedRange[],
  pools: readonly Pool[],
  zones: readonly string[],
): Problem[] {
  const { podCidr, serviceCidr } = secondaryRanges(given);
  const pods = { path: "network.podCidr", cidr: podCidr };
  const kubernetesServices = { path: "network.serviceCidr", cidr: serviceCidr };
  const secondary = [pods, kubernetesServices];
  const malformed = secondary.flatMap(cidrProblems);
  if (malformed.length > 0) return malformed;
  const room = addressCount(prefixOf(podCidr));
  const needed = podAddresses(pools, zones);
  return [
    ...overlapProblems([...others, ...secondary]).filter(({ path }) => path === pods.path || path === kubernetesServices.path),
    ...secondary.flatMap(reservedProblems),
    ...(prefixOf(podCidr) > 20
      ? [
          {
            path: pods.path,
            message: `${podCidr} is too small; give at least a /20: the pool that GKE makes first already takes a /24 in each zone`,
          },
        ]
      : prefixOf(podCidr) < 9
        ? [{ path: pods.path, message: `${podCidr} is too large; GKE takes a /9 at most` }]
        : needed > room
          ? [
              {
                path: pods.path,
                message: `${podCidr} holds ${room} addresses; with surge, and the pool that GKE makes first, the pools need ${needed}`,
              },
            ]
          : []),
    ...(prefixOf(serviceCidr) > 27 || prefixOf(serviceCidr) < 16
      ? [{ path: kubernetesServices.path, message: `${serviceCidr} is not of a size that GKE takes; give a /16 to a /27` }]
      : []),
  ];
}

/** GKE gives each node twice as many addresses as it takes pods, rounded up to a power of two. */
function addressesOfNode(maxPods: number): bigint {
  return 1n << BigInt(Math.ceil(Math.log2(2 * maxPods)));
}

function podAddresses(pools: readonly Pool[], zones: readonly string[]): bigint {
  const first = BigInt(zones.length) * addressesOfNode(googleDefaults.maxPods);
  return pools.reduce(
    (sum, pool) => sum + BigInt(nodesWithSurge(pool, zones)) * addressesOfNode(pool.maxPods ?? googleDefaults.maxPods),
    first,
  );
}

/** Nodes at the most: the pool full, and in each zone one being replaced. */
function nodesWithSurge({ minNodes = 0, maxNodes = 0, zones: own }: Pool, zones: readonly string[]): number {
  const count = Math.max(own?.length ?? zones.length, 1);
  return (zoneBounds({ minNodes, maxNodes }, count).max + googleDefaults.upgradeSettings.maxSurge) * count;
}

function reservedProblems({ path, cidr }: NamedRange): Problem[] {
  const reserved = reservedRanges.filter((range) => overlap(cidr, range));
  return reserved.length === 0 ? [] : [{ path, message: `${cidr} overlaps ${reserved.join(" and ")}, which Google keeps for itself` }];
}

function nodeRoomProblems(nodes: string, path: string, pools: readonly Pool[], zones: readonly string[]): Problem[] {
  if (cidrProblems({ path, cidr: nodes }).length > 0) return [];
  const room = Number(addressCount(prefixOf(nodes))) - reservedSubnetAddresses;
  const needed = pools.reduce((sum, pool) => sum + nodesWithSurge(pool, zones), zones.length);
  if (needed <= room) return [];
  const what = "with surge, and the pool that GKE makes first, the pools need";
  return [{ path, message: `the node subnet, ${nodes}, has room for ${room} nodes; ${what} ${needed}` }];
}
