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

/** Purpose of a subnet. Every zone has at most one subnet per purpose. */
export type SubnetPurpose = "nodes" | "public" | "control-plane";

/** CIDR blocks of one cluster. Each list has one block per zone, in the order of the region's zones. */
export interface AddressPlan {
  /** Address space of the VPC. */
  readonly network: string;
  /** Blocks for the subnets of each purpose. */
  readonly subnets: Readonly<Record<SubnetPurpose, readonly string[]>>;
  /** Blocks for pods. Undefined when pods use addresses of the nodes' subnets. */
  readonly pods?: readonly string[];
}

/** Prefix length of the smallest network that holds the smallest subnets that EKS accepts, in three zones. */
const smallestNetwork = 22;

/** Every plan reserves room for three zones, the most in the region table, so that a zone can be added later. */
const zones = ["1", "2", "3"];

/** Three quarters of the network are for nodes and pods, up to one /19 per zone. A /19 holds about sixty full nodes. */
function subnetSizes(network: string): Record<SubnetPurpose, RangeSize> {
  const prefix = prefixOf(network);
  return {
    nodes: { prefix: Math.max(prefix + 2, 19), smallest: 26 },
    public: { prefix: Math.min(Math.max(prefix + 6, 24), 28), smallest: 28 },
    // EKS requires six free addresses and recommends sixteen: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
    "control-plane": { prefix: Math.min(Math.max(prefix + 6, 27), 28), smallest: 28 },
  };
}

/** Divides a network, and the range for pods if there is one, into subnets for three zones. */
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

/** Problems of the ranges of a new network: their form, their size, and their room for the pools. */
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
    return [{ path, message: `must be a /16 (AWS' largest) to a /22, got ${network} with ${addressCount(prefixOf(network))} addresses` }];
  }
  const plan = planAddresses(network, podCidr);
  return [
    ...(podCidr === undefined ? [] : podRangeProblems(podCidr, network)),
    ...roomProblems(plan, podCidr === undefined ? path : "network.podCidr", zoneNames, pools),
  ];
}

/**
 * Blocks of private addresses. AWS doesn't allow a VPC to mix them.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
 */
const blocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

function podRangeProblems(podCidr: string, network: string): Problem[] {
  const path = "network.podCidr";
  const malformed = cidrProblems({ path, cidr: podCidr });
  if (malformed.length > 0) return malformed;
  const size = prefixOf(podCidr);
  const blockOf = (cidr: string) => blocks.find((block) => contains(block, cidr));
  const mixed = blockOf(podCidr) !== undefined && blockOf(podCidr) !== blockOf(network);
  return [
    ...(size < 16 || size > 22 ? [{ path, message: `must be a /16 to a /22, got ${podCidr}` }] : []),
    ...(mixed
      ? [
          {
            path,
            message: `${podCidr} is in another private block than ${network}; AWS doesn't allow both in one VPC`,
            hint: "100.64.0.0/16 works with every network",
          },
        ]
      : []),
  ];
}

/** Problems of the range for services. It must not overlap `outside`, the ranges that pods must be able to reach. */
export function serviceRangeProblems(serviceCidr: string, outside: readonly NamedRange[]): Problem[] {
  const path = "network.serviceCidr";
  const malformed = cidrProblems({ path, cidr: serviceCidr });
  if (malformed.length > 0) return malformed;
  const size = prefixOf(serviceCidr);
  return [
    ...overlapProblems([...outside, { path, cidr: serviceCidr }]).filter((problem) => problem.path === path),
    ...(size < 12 || size > 24 ? [{ path, message: `must be a /12 to a /24, got ${serviceCidr}` }] : []),
    ...(blocks.some((block) => contains(block, serviceCidr))
      ? []
      : [{ path, message: `must be inside one of ${blocks.join(", ")}, got ${serviceCidr}` }]),
    ...(overlap(serviceCidr, "172.17.0.0/16")
      ? [{ path, message: `${serviceCidr} overlaps 172.17.0.0/16, the default range of Docker` }]
      : []),
  ];
}

/** Refuses subnets that can't hold a zone's maximum number of nodes plus the surge nodes of an update. */
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
  // Each node needs one address for itself, and addresses for its pods in blocks of sixteen.
  const room = plan.pods === undefined ? each(plan.subnets.nodes[0]) : each(plan.pods[0]);
  const needed = plan.pods === undefined ? addresses + nodes : addresses;
  if (needed > room) {
    const hint =
      plan.pods === undefined
        ? "set a larger cidr, add podCidr: 100.64.0.0/16, or lower maxPods of the pools"
        : "set a larger podCidr, or lower maxPods of the pools";
    return [
      { path, message: `a zone has room for ${room} addresses of nodes and pods; with all pools at maxNodes it needs ${needed}`, hint },
    ];
  }
  if (plan.pods !== undefined && nodes > each(plan.subnets.nodes[0])) {
    return [
      {
        path: "network.cidr",
        message: `a zone has room for ${each(plan.subnets.nodes[0])} nodes; with all pools at maxNodes it needs ${nodes}`,
      },
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
    // The network add-on keeps one spare block ready.
    pods += most * (Math.ceil(maxPods / 16) + 1) * 16;
  }
  return { nodes, pods };
}
