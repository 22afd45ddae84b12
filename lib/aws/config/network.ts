import { allowedCidrProblems, cidrProblems, type NamedRange, overlapProblems } from "../../core/addresses/addresses";
import type { NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { addressPlanProblems, serviceRangeProblems } from "./address-plan";
import { awsDefaults } from "./defaults";
import type { AwsEgress } from "./egress";
import type { AwsIngress } from "./ingress";
import type { AwsPartProps } from "./part";
import { zonesIn } from "./regions";

/** A network of the cluster's own, or one that is there already. */
export type AwsNetworkConfig = AwsNewNetwork | AwsExistingNetwork;

/** A network that is made with the cluster. */
export interface AwsNewNetwork extends AwsOverlay {
  /**
   * Address space of the VPC, a /16 to a /22. In every zone of the region three quarters of a third of it is for nodes and pods. A change
   * takes a new cluster, after this one is torn down.
   */
  readonly cidr: string;

  /**
   * Range for pods alone, a /16 to a /22, so that `cidr`, which the rest of your network must know, can be small. `100.64.0.0/16` goes
   * with every network. For a change, rename the pools in the same apply: only new nodes take part.
   *
   * @default pods have addresses of `cidr`
   */
  readonly podCidr?: string;

  /** How traffic leaves. @default a NAT gateway in each zone */
  readonly egress?: AwsEgress;

  /** Transit gateway that this network is attached to. @default none */
  readonly transitGateway?: AwsTransitGateway;

  /** Networks beside this one, for example the environment that this cluster takes over from. @default none */
  readonly peerings?: readonly AwsPeering[];

  /** Ids of Route 53 Resolver rules, shared with this account, that say which names DNS servers of yours answer. @default none */
  readonly resolverRuleIds?: readonly AwsResolverRuleId[];
}

/**
 * Id of a rule of Route 53 Resolver.
 *
 * @pattern ^rslvr-rr-([0-9a-f]{8}|[0-9a-f]{17})$
 * @form an id such as rslvr-rr-0123456789abcdef0
 */
export type AwsResolverRuleId = string;

/** A network that exists. Only what the cluster needs inside it is made. */
export interface AwsExistingNetwork extends AwsOverlay {
  /** Ids of what is there; none of it is changed. */
  readonly existing: {
    /**
     * Id of the VPC, with DNS hostnames and DNS support on.
     *
     * @pattern ^vpc-([0-9a-f]{8}|[0-9a-f]{17})$
     * @form an id such as vpc-0123456789abcdef0
     */
    readonly vpcId: string;
    /** Subnets of at least two zones. @minItems 2 */
    readonly zones: readonly AwsExistingZone[];
    /** Ranges of the VPC, which may reach endpoints and files. @minItems 1 */
    readonly cidrs: readonly string[];
  };
}

/** What an existing network has in one zone. */
export interface AwsExistingZone {
  /** Name of the zone, for example `eu-central-1a`. */
  readonly zone: string;
  /**
   * Id of the subnet for nodes and pods: private, with a way out, and with the tag `kubernetes.io/role/internal-elb`.
   *
   * @pattern ^subnet-([0-9a-f]{8}|[0-9a-f]{17})$
   * @form an id such as subnet-0123456789abcdef0
   */
  readonly nodes: string;
  /**
   * Id of a subnet for the addresses of the control plane, at least a /28.
   *
   * @default that for nodes
   * @pattern ^subnet-([0-9a-f]{8}|[0-9a-f]{17})$
   * @form an id such as subnet-0123456789abcdef0
   */
  readonly controlPlane?: string;
}

/** Settings that a new and an existing network have in common. */
export interface AwsOverlay {
  /** Where requests for applications come from. @default inside the network */
  readonly ingress?: AwsIngress;

  /**
   * Range of Kubernetes services, a /12 to a /24 of private addresses. Never seen outside the cluster. A change
   * takes a new cluster, after this one is torn down.
   *
   * @default 172.20.0.0/16
   */
  readonly serviceCidr?: string;
}

/** A transit gateway that joins the network to others. */
export interface AwsTransitGateway {
  /**
   * Id of the gateway, shared with this account.
   *
   * @pattern ^tgw-([0-9a-f]{8}|[0-9a-f]{17})$
   * @form an id such as tgw-0123456789abcdef0
   */
  readonly id: string;
  /** Ranges that are reached through it; all, with `egress.type: transit-gateway`. @default none */
  readonly cidrs?: readonly string[];
}

/** Another network that this one reaches directly. */
export interface AwsPeering {
  /** Unique in the cluster. For another name take the peering out in one apply, and put it in with the next. */
  readonly name: string;
  /**
   * Id of the other VPC.
   *
   * @pattern ^vpc-([0-9a-f]{8}|[0-9a-f]{17})$
   * @form an id such as vpc-0123456789abcdef0
   */
  readonly vpcId: string;
  /** Ranges of the other network that are reached through the peering. @minItems 1 */
  readonly cidrs: readonly string[];
  /**
   * Account of the other network, whose owner accepts the peering.
   *
   * @default this one: it is accepted at once
   * @pattern ^\d{12}$
   * @form the twelve digits of an account, in quotes in YAML
   */
  readonly accountId?: string;
}

/** A new network, or one that exists. */
export type AwsNetworkProps = AwsPartProps & AwsNetworkConfig;

export type IncompleteNetwork = Incomplete<AwsNewNetwork & AwsExistingNetwork>;

/** What AWS or EKS would refuse of a network, of our own or existing; `pools` are those of the cluster, or none where they aren't known. */
export function networkProblems(
  given: IncompleteNetwork,
  pools: readonly Incomplete<NodePoolProps>[],
  region: string | undefined,
): Problem[] {
  const network: IncompleteNetwork = literals<AwsNewNetwork & AwsExistingNetwork>(given);
  const { cidr, podCidr, existing, peerings = [], transitGateway, egress, resolverRuleIds = [] } = network;
  const own: NamedRange[] = [
    ...(cidr === undefined ? [] : [{ path: "network.cidr", cidr }]),
    ...(podCidr === undefined ? [] : [{ path: "network.podCidr", cidr: podCidr }]),
    ...(existing?.cidrs ?? []).map((range, index) => ({ path: `network.existing.cidrs[${index}]`, cidr: range })),
  ];
  const others: NamedRange[] = [
    ...(transitGateway?.cidrs ?? []).map((range, at) => ({ path: `network.transitGateway.cidrs[${at}]`, cidr: range })),
    ...peerings.flatMap(({ cidrs = [] }, index) =>
      cidrs.map((range, at) => ({ path: `network.peerings[${index}].cidrs[${at}]`, cidr: range })),
    ),
  ];
  const names = peerings.map(({ name }) => name);
  const remotes = peerings.map(({ vpcId }) => vpcId);
  return [
    ...literalProblems({ "network.cidr": given.cidr, "network.podCidr": given.podCidr }),
    ...(cidr === undefined ? [] : addressPlanProblems(cidr, podCidr, region === undefined ? [] : zonesIn(region), pools)),
    ...[...own.filter(({ path }) => path.startsWith("network.existing")), ...others].flatMap(cidrProblems),
    ...overlapProblems([...own, ...others]),
    ...serviceRangeProblems(network.serviceCidr ?? awsDefaults.serviceCidr, [...own, ...others]),
    ...(egress?.type === "transit-gateway" && given.transitGateway === undefined
      ? [{ path: "network.egress", message: "goes through network.transitGateway, which is missing" }]
      : []),
    ...peerings.flatMap(({ name, vpcId }, index) => {
      const at = (key: string) => `network.peerings[${index}].${key}`;
      return [
        ...(name !== undefined && names.indexOf(name) < index ? [{ path: at("name"), message: `"${name}" is used twice` }] : []),
        ...(vpcId !== undefined && remotes.indexOf(vpcId) < index
          ? [{ path: at("vpcId"), message: "is peered already; AWS takes one peering with a network" }]
          : []),
      ];
    }),
    ...resolverRuleIds.flatMap((id, index) =>
      resolverRuleIds.indexOf(id) < index ? [{ path: `network.resolverRuleIds[${index}]`, message: `${id} is there twice` }] : [],
    ),
    ...ingressProblems(network.ingress ?? {}),
    ...existingProblems(existing, region),
  ];
}

function ingressProblems(ingress: Incomplete<AwsIngress>): Problem[] {
  const path = "network.ingress.allowedCidrs";
  const allowedCidrs = "allowedCidrs" in ingress ? ingress.allowedCidrs : undefined;
  return allowedCidrProblems(path, allowedCidrs ?? []);
}

function existingProblems(existing: Incomplete<AwsExistingNetwork["existing"]> | undefined, region: string | undefined): Problem[] {
  if (existing === undefined) return [];
  const { zones } = existing;
  const path = "network.existing";
  const known = region === undefined ? [] : zonesIn(region);
  const names = (zones ?? []).map(({ zone }) => zone);
  const subnets = (zones ?? []).flatMap(({ nodes, controlPlane }, index) => [
    { path: `${path}.zones[${index}].nodes`, id: nodes },
    // One subnet may be for both.
    ...(controlPlane === nodes ? [] : [{ path: `${path}.zones[${index}].controlPlane`, id: controlPlane }]),
  ]);
  return [
    ...(zones !== undefined && new Set(names).size < 2
      ? [{ path: `${path}.zones`, message: "names fewer than two zones, which EKS and Haven ask for" }]
      : []),
    ...names.flatMap((zone, index) => [
      ...(zone !== undefined && known.length > 0 && !known.includes(zone)
        ? [{ path: `${path}.zones[${index}].zone`, message: `"${zone}" is not a zone of ${region}; it has ${known.join(", ")}` }]
        : []),
      ...(names.indexOf(zone) < index ? [{ path: `${path}.zones[${index}].zone`, message: `"${zone}" is there twice` }] : []),
    ]),
    ...subnets.flatMap(({ path: at, id }, index) =>
      id !== undefined && subnets.findIndex((other) => other.id === id) < index
        ? [{ path: at, message: `${id} is there twice; a subnet is in one zone` }]
        : [],
    ),
  ];
}
