import { allowedCidrProblems, cidrProblems, type NamedRange, narrowCidrProblems, overlapProblems } from "../../core/addresses/addresses";
import type { NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { addressPlanProblems, secondaryRangeProblems } from "./address-plan";
import type { GoogleEgress } from "./egress";
import type { GoogleEgressRules } from "./egress-rules";
import type { GoogleIngress } from "./ingress";
import type { GooglePartProps } from "./part";
import type { GoogleResourceName } from "./project";
import { zonesIn } from "./regions";
import { partOf, resourceNameProblems } from "./resource-ids";

/** A network of the cluster's own, or one that is there already. */
export type GoogleNetworkConfig = GoogleNewNetwork | GoogleExistingNetwork;

/** A network that is made with the cluster. */
export interface GoogleNewNetwork extends GoogleOverlay {
  /** Addresses of nodes and shared files, at least a /22. Google refuses another under a cluster: make a new one. */
  readonly cidr: string;

  /**
   * Ranges by hand, each inside `cidr`.
   *
   * @default laid out from the start of `cidr`: half of it for nodes (a /20 at most), then a quarter for shared files (a /20 at most)
   */
  readonly ranges?: GoogleRanges;

  /**
   * Range that pods get addresses from: 256 for each node with 110 pods. It is routed in the network, so nothing that the network reaches
   * may have it. Google refuses another under a cluster.
   *
   * @default 100.64.0.0/16
   */
  readonly podCidr?: string;

  /**
   * Range of Kubernetes services, a /16 to a /27. Google refuses another under a cluster.
   *
   * @default 100.65.0.0/20
   */
  readonly serviceCidr?: string;

  /** How traffic leaves. @default Cloud NAT with one address */
  readonly egress?: GoogleEgress;

  /** Lets nodes and pods reach only what is named. @default they reach everything */
  readonly egressRules?: GoogleEgressRules;

  /** Networks beside this one, for example the environment that this cluster takes over from. @default none */
  readonly peerings?: readonly GooglePeering[];
}

/** A network that exists. Only what the cluster needs inside it is made. */
export interface GoogleExistingNetwork extends GoogleOverlay {
  /** Names of what is there, for example in the host project of a Shared VPC; none of it is changed. */
  readonly existing: {
    /** `projects/<project>/global/networks/<name>`, or the self link that ends so. */
    readonly network: string;
    /** Subnet of nodes, in the cluster's region, with Private Google Access and a way out: `projects/<project>/regions/<region>/subnetworks/<name>`. */
    readonly subnetwork: string;
    /** Name of its secondary range for pods. @default pods */
    readonly podRangeName?: GoogleResourceName;
    /** Name of its secondary range for services. @default services */
    readonly serviceRangeName?: GoogleResourceName;
    /** Name of the global address that Private Service Access has for Filestore. */
    readonly fileRangeName: GoogleResourceName;
  };
}

/** Settings that a new and an existing network have in common. */
export interface GoogleOverlay {
  /** Where requests for applications come from. @default inside the network */
  readonly ingress?: GoogleIngress;
}

/** Ranges of a new network. Each must be inside the range of the network. */
export interface GoogleRanges {
  /** At least a /27. @default half of `cidr`, a /20 at most */
  readonly nodes?: string;
  /** Filestore, at least a /24; each claim takes a /26 of it. @default a quarter of `cidr`, a /20 at most */
  readonly files?: string;
}

/** Another network that this one reaches directly. */
export interface GooglePeering {
  /** Unique in the cluster. For another name take the peering out in one apply, and put it in with the next. */
  readonly name: GoogleResourceName;
  /** The other network, `projects/<project>/global/networks/<name>`, whose owner makes the other half. */
  readonly network: string;
  /** Ranges of the other network, to find overlaps. @default overlaps are not looked for */
  readonly cidrs?: readonly string[];
}

/** A new network, or one that exists. */
export type GoogleNetworkProps = GooglePartProps & GoogleNetworkConfig;

export type IncompleteNetwork = Incomplete<GoogleNewNetwork & GoogleExistingNetwork>;

/** What Google or GKE would refuse of a network, of our own or existing; `pools` are those of the cluster, or none where they aren't known. */
export function networkProblems(
  given: IncompleteNetwork,
  pools: readonly Incomplete<NodePoolProps>[],
  region: string | undefined,
): Problem[] {
  const network: IncompleteNetwork = literals<GoogleNewNetwork & GoogleExistingNetwork>(given);
  const { cidr, existing, ranges = {}, egressRules, peerings = [] } = network;
  const zones = region === undefined ? [] : zonesIn(region);
  const own: NamedRange[] = cidr === undefined ? [] : [{ path: "network.cidr", cidr }];
  const peered: NamedRange[] = peerings.flatMap(({ cidrs = [] }, index) =>
    cidrs.map((range, at) => ({ path: `network.peerings[${index}].cidrs[${at}]`, cidr: range })),
  );
  return [
    ...literalProblems({ "network.cidr": given.cidr, "network.podCidr": given.podCidr, "network.serviceCidr": given.serviceCidr }),
    ...(cidr === undefined
      ? []
      : [
          ...addressPlanProblems(cidr, ranges, pools, zones),
          ...peered.flatMap(cidrProblems),
          ...overlapProblems([...own, ...peered]),
          ...secondaryRangeProblems(network, [...own, ...peered], pools, zones),
        ]),
    ...(egressRules?.allowedCidrs === undefined ? [] : narrowCidrProblems("network.egressRules.allowedCidrs", egressRules.allowedCidrs)),
    ...peeringProblems(peerings),
    ...ingressProblems(network.ingress ?? {}),
    ...existingProblems(existing, region),
  ];
}

function peeringProblems(peerings: readonly Incomplete<GooglePeering>[]): Problem[] {
  const names = peerings.map(({ name }) => name);
  const remotes = peerings.map(({ network }) => network);
  return peerings.flatMap(({ name, network }, index) => {
    const at = (key: string) => `network.peerings[${index}].${key}`;
    return [
      ...(name !== undefined && names.indexOf(name) < index ? [{ path: at("name"), message: `"${name}" is used twice` }] : []),
      ...(network === undefined ? [] : resourceNameProblems(at("network"), network, "network")),
      ...(network !== undefined && remotes.indexOf(network) < index
        ? [{ path: at("network"), message: "is peered already; Google takes one peering with a network" }]
        : []),
    ];
  });
}

function ingressProblems(ingress: Incomplete<GoogleIngress>): Problem[] {
  const path = "network.ingress.allowedCidrs";
  const allowedCidrs = "allowedCidrs" in ingress ? ingress.allowedCidrs : undefined;
  return allowedCidrProblems(path, allowedCidrs ?? []);
}

function existingProblems(existing: Incomplete<GoogleExistingNetwork["existing"]> | undefined, region: string | undefined): Problem[] {
  if (existing === undefined) return [];
  const { network, subnetwork, podRangeName, serviceRangeName } = existing;
  const path = "network.existing";
  const place = subnetwork === undefined ? undefined : partOf(subnetwork, "regions");
  const [host, home] = [network, subnetwork].map((resource) => (resource === undefined ? undefined : partOf(resource, "projects")));
  return [
    ...(network === undefined ? [] : resourceNameProblems(`${path}.network`, network, "network")),
    ...(subnetwork === undefined ? [] : resourceNameProblems(`${path}.subnetwork`, subnetwork, "subnetwork")),
    ...(place !== undefined && region !== undefined && place !== region
      ? [{ path: `${path}.subnetwork`, message: `is in ${place}, and the cluster in ${region}` }]
      : []),
    ...(host !== undefined && home !== undefined && host !== home
      ? [{ path: `${path}.subnetwork`, message: `is in the project ${home}, and the network in ${host}` }]
      : []),
    ...(podRangeName !== undefined && podRangeName === serviceRangeName
      ? [{ path: `${path}.serviceRangeName`, message: "is the range of the pods too" }]
      : []),
  ];
}
