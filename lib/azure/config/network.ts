import { addressProblems, allowedCidrProblems, cidrProblems, type NamedRange, overlapProblems } from "../../core/addresses/addresses";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { addressPlanProblems, nodesWithSurge, overlayProblems } from "./address-plan";
import { type AzureEgress, egressProblems, firewallProblems } from "./egress";
import type { AzureIngress } from "./ingress";
import type { AzureNodePoolConfig } from "./node-pool";
import type { AzurePartProps } from "./part";
import { parseVirtualNetworkId, resourceIdProblems } from "./resource-ids";

/** A network of the cluster's own, or one that is there already. */
export type AzureNetworkConfig = AzureNewNetwork | AzureExistingNetwork;

/** A network that is made with the cluster. */
export interface AzureNewNetwork extends AzureOverlay {
  /**
   * Address space of the virtual network, at least a /22. Choose it once: Azure changes it in place and refuses another range for a
   * subnet in use. For another range, make a new cluster.
   */
  readonly cidr: string;

  /**
   * Subnets by hand, each inside `cidr`. Azure refuses another range for a subnet in use.
   *
   * @default laid out from the start of `cidr`: half of it for nodes (a /20 at most), then a /26 for private endpoints, a /27
   * for internal load balancers and a /28 for the API server
   */
  readonly ranges?: AzureSubnetRanges;

  /**
   * How traffic leaves.
   *
   * @default a NAT gateway over all zones with one address
   */
  readonly egress?: AzureEgress;

  /**
   * DNS servers of your own. They must forward `azmk8s.io` and `core.windows.net` to Azure's 168.63.129.16.
   *
   * @default Azure's
   */
  readonly dnsServers?: readonly string[];

  /** Networks beside this one, for example the environment that this cluster takes over from. @default none */
  readonly peerings?: readonly AzurePeering[];
}

/** A network that exists. Only what the cluster needs inside it is made. */
export interface AzureExistingNetwork extends AzureOverlay {
  /** Resource ids of what is there; none of it is changed. */
  readonly existing: {
    /** Resource id of the virtual network. */
    readonly virtualNetworkId: string;
    /** Resource ids of its subnets. */
    readonly subnets: {
      /** For nodes: not delegated, with `defaultOutboundAccess` off. */
      readonly nodes: string;
      /** A /28 or larger, delegated to `Microsoft.ContainerService/managedClusters`. */
      readonly apiServer: string;
      /** For private endpoints of storage. */
      readonly endpoints: string;
    };
    /** What takes traffic out of the node subnet; it must be in place before the cluster. */
    readonly egress: "nat-gateway" | "firewall" | "load-balancer";
    /** Address space, to find overlaps with `podCidr` and `serviceCidr`. @default overlaps are not looked for */
    readonly cidr?: string;
  };
}

/** Settings that a new and an existing network have in common. */
export interface AzureOverlay {
  /** Where requests for applications come from. @default inside the network */
  readonly ingress?: AzureIngress;

  /**
   * Range that pods get addresses from: a /24 for each node. Never seen outside the cluster. A change replaces the cluster.
   *
   * @default 10.244.0.0/16
   */
  readonly podCidr?: string;

  /**
   * Range of Kubernetes services. Never seen outside the cluster. A change replaces the cluster.
   *
   * @default 172.16.0.0/16
   */
  readonly serviceCidr?: string;
}

/** Ranges of the subnets of a new network. Each must be inside the range of the network. */
export interface AzureSubnetRanges {
  /** At least a /27. @default half of `cidr`, a /20 at most */
  readonly nodes?: string;
  /** Private endpoints of storage, at least a /28. @default a /26 */
  readonly endpoints?: string;
  /** Internal load balancers, at least a /29. @default a /27 */
  readonly ingress?: string;
  /** At least a /28, used by API servers only. @default a /28 */
  readonly apiServer?: string;
}

/** Another network that this one reaches directly. */
export interface AzurePeering {
  /** Unique in the cluster. For another name take the peering out in one apply, and put it in with the next. */
  readonly name: string;
  /** Resource id of the other network, once. */
  readonly virtualNetworkId: string;
  /** Address space of the other network, to find overlaps. @default overlaps are not looked for */
  readonly cidrs?: readonly string[];
  /** Use the VPN or ExpressRoute gateway of the other network. @default false */
  readonly useRemoteGateways?: boolean;
  /**
   * Also make the peering in the other network, which must be in the same subscription.
   *
   * @default false: its owner makes it. Before the first apply, where egress, DNS or a gateway is on the other side
   */
  readonly bothSides?: boolean;
}

/** A new network, or one that exists. */
export type AzureNetworkProps = AzurePartProps & AzureNetworkConfig;

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
    // The construct's id contains a peering's name.
    ...literalProblems({
      "network.cidr": given.cidr,
      ...Object.fromEntries((given.peerings ?? []).map(({ name }, index) => [`network.peerings[${index}].name`, name])),
    }),
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
    ...(egress === undefined ? [] : egressProblems(egress, region, nodesWithSurge(pools))),
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
  return allowedCidrProblems(path, allowedCidrs ?? []);
}
