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
import { type NodePoolProps, splitOverZones } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { awsDefaults, reservedSubnetAddresses } from "./defaults";

/** What each subnet is for; there is one of each in every zone. */
export type SubnetPurpose = "nodes" | "public" | "control-plane";

/** CIDR blocks of one cluster, by the place of the zone in the region's list. */
export interface AddressPlan {
  readonly network: string;
  readonly subnets: Readonly<Record<SubnetPurpose, readonly string[]>>;
  /** Undefined when pods have addresses of the nodes' subnets. */
  readonly pods?: readonly string[];
}

/** Room for the smallest subnets that EKS takes, in three zones. */
const smallestNetwork = 22;

/** A region's zones are never more in the table, and a zone that is added later must find its place free. */
const zones = ["1", "2", "3"];

/** Three quarters of the network for nodes and pods, up to a /19 a zone, which holds some sixty full nodes. */
function subnetSizes(network: string): Record<SubnetPurpose, RangeSize> {
  const prefix = prefixOf(network);
  return {
    nodes: { prefix: Math.max(prefix + 2, 19), smallest: 26 },
    public: { prefix: Math.min(Math.max(prefix + 6, 24), 28), smallest: 28 },
    // EKS asks for six free addresses and advises sixteen.
    "control-plane": { prefix: Math.min(Math.max(prefix + 6, 27), 28), smallest: 28 },
  };
}

export function planAddresses(network: string, podCidr?: string): AddressPlan {
  const sizes = Object.entries(subnetSizes(network)).flatMap(([purpose, size]) =>
    zones.map((zone): [string, RangeSize] => [`${purpose}-${zone}`, size]),
  );
  const laid = layOut(network, Object.fromEntries(sizes));
  const of = (purpose: SubnetPurpose) => zones.map((zone) => laid[`${purpose}-${zone}`] ?? "");
  return {
    network,
    subnets: { nodes: of("nodes"), public: of("public"), "control-plane": of("control-plane") },
    ...(podCidr !== undefined && { pods: podRanges(podCidr) }),
  };
}

function podRanges(podCidr: string): readonly string[] {
  const prefix = Math.max(prefixOf(podCidr) + 2, 18);
  return Object.values(layOut(podCidr, Object.fromEntries(zones.map((zone) => [zone, { prefix, smallest: 26 }]))));
}

/** What is wrong with a network of our own. */
export function addressPlanProblems(
  network: string,
  podCidr: string | undefined,
  zoneNames: readonly string[],
  pools: readonly Incomplete<NodePoolProps>[],
): Problem[] {
  const path = "network.cidr";
  const malformed = cidrProblems({ path, cidr: network });
  if (malformed.length > 0) return malformed;
  if (prefixOf(network) > smallestNetwork || prefixOf(network) < 16) {
    return [{ path, message: `${network} holds ${addressCount(prefixOf(network))} addresses; allowed are a /16 (AWS' largest) to a /22` }];
  }
  const plan = planAddresses(network, podCidr);
  return [
    ...(podCidr === undefined ? [] : podRangeProblems(podCidr, network)),
    ...roomProblems(plan, podCidr === undefined ? path : "network.podCidr", zoneNames, pools),
  ];
}

/** Blocks of private addresses that AWS doesn't let a VPC mix (AWS docs, vpc-cidr-blocks). */
const blocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

function podRangeProblems(podCidr: string, network: string): Problem[] {
  const path = "network.podCidr";
  const malformed = cidrProblems({ path, cidr: podCidr });
  if (malformed.length > 0) return malformed;
  const size = prefixOf(podCidr);
  const blockOf = (cidr: string) => blocks.find((block) => contains(block, cidr));
  const mixed = blockOf(podCidr) !== undefined && blockOf(podCidr) !== blockOf(network);
  return [
    ...(size < 16 || size > 22 ? [{ path, message: `${podCidr} is a /${size}; allowed are a /16 to a /22` }] : []),
    ...(mixed
      ? [
          {
            path,
            message: `${podCidr} is of another private block than ${network}, which AWS refuses`,
            hint: "100.64.0.0/16 goes with every network",
          },
        ]
      : []),
  ];
}

/** What is wrong with the services' range; `outside` are the ranges that pods must be able to reach. */
export function serviceRangeProblems(serviceCidr: string, outside: readonly NamedRange[]): Problem[] {
  const path = "network.serviceCidr";
  const malformed = cidrProblems({ path, cidr: serviceCidr });
  if (malformed.length > 0) return malformed;
  const size = prefixOf(serviceCidr);
  return [
    ...overlapProblems([...outside, { path, cidr: serviceCidr }]).filter((problem) => problem.path === path),
    ...(size < 12 || size > 24 ? [{ path, message: `${serviceCidr} is a /${size}; EKS takes a /12 to a /24` }] : []),
    ...(blocks.some((block) => contains(block, serviceCidr))
      ? []
      : [{ path, message: `${serviceCidr} is in none of ${blocks.join(", ")}, which is all that EKS takes` }]),
    ...(overlap(serviceCidr, "172.17.0.0/16")
      ? [{ path, message: `${serviceCidr} overlaps 172.17.0.0/16, which Docker uses on whatever runs it` }]
      : []),
  ];
}

/** A zone must hold all its nodes at the most, and those that stand in while a pool is updated. */
function roomProblems(
  plan: AddressPlan,
  path: string,
  zoneNames: readonly string[],
  pools: readonly Incomplete<NodePoolProps>[],
): Problem[] {
  const each = (cidr: string | undefined) => Number(addressCount(prefixOf(cidr ?? ""))) - reservedSubnetAddresses;
  const need = zoneNames.map((zone) => addressesIn(zone, zoneNames, pools));
  const addresses = Math.max(0, ...need.map((of) => of.pods));
  const nodes = Math.max(0, ...need.map((of) => of.nodes));
  // Pods' addresses come in blocks of sixteen, with one for each node itself.
  const room = plan.pods === undefined ? each(plan.subnets.nodes[0]) : each(plan.pods[0]);
  const needed = plan.pods === undefined ? addresses + nodes : addresses;
  if (needed > room) {
    const hint =
      plan.pods === undefined
        ? "give a larger cidr, podCidr: 100.64.0.0/16, or pools fewer maxPods"
        : "give a larger podCidr, or pools fewer maxPods";
    return [{ path, message: `a zone has room for ${room} addresses of nodes and pods; with every pool full it needs ${needed}`, hint }];
  }
  if (plan.pods !== undefined && nodes > each(plan.subnets.nodes[0])) {
    return [
      { path: "network.cidr", message: `a zone has room for ${each(plan.subnets.nodes[0])} nodes; with every pool full it needs ${nodes}` },
    ];
  }
  return [];
}

function addressesIn(zone: string, zoneNames: readonly string[], pools: readonly Incomplete<NodePoolProps>[]) {
  let nodes = 0;
  let pods = 0;
  for (const { maxNodes = 0, maxPods = awsDefaults.maxPods, zones: own = zoneNames } of pools) {
    const full = splitOverZones(maxNodes, own.length)[own.indexOf(zone)] ?? 0;
    const surge = Math.max(awsDefaults.surgeNodes, Math.floor((full * awsDefaults.maxUnavailablePercentage) / 100));
    const most = full + (own.includes(zone) ? surge : 0);
    nodes += most;
    // One block is kept ready beside those in use.
    pods += most * (Math.ceil(maxPods / 16) + 1) * 16;
  }
  return { nodes, pods };
}
