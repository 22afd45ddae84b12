import { allowedCidrProblems, cidrProblems, type NamedRange, overlapProblems } from "../../core/addresses/addresses";
import type { NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { listProblems, literalProblems, literals } from "../../core/validation/literals";
import { addressPlanProblems, serviceRangeProblems } from "./address-plan";
import { awsDefaults } from "./defaults";
import type { AwsEgress } from "./egress";
import type { AwsIngress } from "./ingress";
import type { AwsPartProps } from "./part";
import { zonesIn } from "./regions";

/** A new network for the cluster, or an existing network. */
export type AwsNetworkConfig = AwsNewNetwork | AwsExistingNetwork;

/** A network that is created with the cluster. */
export interface AwsNewNetwork extends AwsOverlay {
  /**
   * Address space of the VPC, a /16 to a /22. Each zone gets a quarter of it for nodes and pods, at most a /19. To change it, destroy this
   * cluster and create a new one.
   */
  readonly cidr: string;

  /**
   * Separate range for pods, a /16 to a /22. It lets `cidr`, which the rest of your network must route, be small. `100.64.0.0/16` works
   * with every network. When you change it, rename the pools in the same apply, because only new nodes use it.
   *
   * @default pods use addresses of `cidr`
   */
  readonly podCidr?: string;

  /** Way in which traffic leaves the network. @default one NAT gateway per zone */
  readonly egress?: AwsEgress;

  /** Transit gateway to which this network is attached. @default none */
  readonly transitGateway?: AwsTransitGateway;

  /** Other networks to peer with, for example the environment that this cluster replaces. @default none */
  readonly peerings?: readonly AwsPeering[];

  /** Ids of Route 53 Resolver rules, shared with this account, that forward names to your own DNS servers. @default none */
  readonly resolverRuleIds?: readonly AwsResolverRuleId[];
}

/**
 * Id of a Route 53 Resolver rule.
 *
 * @pattern ^rslvr-rr-([0-9a-f]{8}|[0-9a-f]{17})$
 * @form an id such as rslvr-rr-0123456789abcdef0
 */
export type AwsResolverRuleId = string;

/** An existing network. Its VPC, subnets and routes are not changed. */
export interface AwsExistingNetwork extends AwsOverlay {
  /** Ids of the existing resources, which are not changed. */
  readonly existing: {
    /**
     * Id of the VPC. DNS hostnames and DNS support must be enabled in it.
     *
     * @pattern ^vpc-([0-9a-f]{8}|[0-9a-f]{17})$
     * @form an id such as vpc-0123456789abcdef0
     */
    readonly vpcId: string;
    /** Zones and their subnets, at least two zones. @minItems 2 */
    readonly zones: readonly AwsExistingZone[];
    /** Address ranges of the VPC. They may reach the endpoints and the shared files. @minItems 1 */
    readonly cidrs: readonly string[];
  };
}

/** Subnets of an existing network in one zone. */
export interface AwsExistingZone {
  /** Name of the zone, for example `eu-central-1a`. */
  readonly zone: string;
  /**
   * Id of the subnet for nodes and pods. It must be private, have a route out, and have the tag `kubernetes.io/role/internal-elb`.
   *
   * @pattern ^subnet-([0-9a-f]{8}|[0-9a-f]{17})$
   * @form an id such as subnet-0123456789abcdef0
   */
  readonly nodes: string;
  /**
   * Id of the subnet for the addresses of the control plane, a /28 or larger.
   *
   * @default the subnet of `nodes`
   * @pattern ^subnet-([0-9a-f]{8}|[0-9a-f]{17})$
   * @form an id such as subnet-0123456789abcdef0
   */
  readonly controlPlane?: string;
}

/** Settings that apply to a new and to an existing network. */
export interface AwsOverlay {
  /** Source of the requests for applications. @default inside the network */
  readonly ingress?: AwsIngress;

  /**
   * Range of Kubernetes services, a /12 to a /24 of private addresses. It is never visible outside the cluster. To change it, destroy this
   * cluster and create a new one.
   *
   * @default 172.20.0.0/16
   */
  readonly serviceCidr?: string;
}

/** A transit gateway that connects the network to others. */
export interface AwsTransitGateway {
  /**
   * Id of the transit gateway, shared with this account.
   *
   * @pattern ^tgw-([0-9a-f]{8}|[0-9a-f]{17})$
   * @form an id such as tgw-0123456789abcdef0
   */
  readonly id: string;
  /** Ranges that are routed through it. With `egress.type: transit-gateway` it gets all outgoing traffic. @default none */
  readonly cidrs?: readonly string[];
}

/** A peering with another network. */
export interface AwsPeering {
  /** Name of the peering, unique in the cluster. To rename it, remove the peering in one apply and add it again in the next. */
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
   * Account of the other network. The owner of that account accepts the peering.
   *
   * @default the account of this network, where the peering is accepted at once
   * @pattern ^\d{12}$
   * @form the twelve digits of an account id, quoted in YAML
   */
  readonly accountId?: string;
}

/** Props of `AwsNetwork`: a new or an existing network, with the settings of every part. */
export type AwsNetworkProps = AwsPartProps & AwsNetworkConfig;

/** Network props in which any value may be missing, as in a configuration file that isn't checked yet. */
export type IncompleteNetwork = Incomplete<AwsNewNetwork & AwsExistingNetwork>;

/** Problems of a new or an existing network that AWS or EKS would refuse later. `pools` is empty when the pools aren't known. */
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
    ...listProblems({
      "network.resolverRuleIds": given.resolverRuleIds,
      "network.transitGateway.cidrs": given.transitGateway?.cidrs,
      ...Object.fromEntries((given.peerings ?? []).map((peering, index) => [`network.peerings[${index}].cidrs`, peering.cidrs])),
    }),
    ...literalProblems({ "network.cidr": given.cidr, "network.podCidr": given.podCidr }),
    ...(cidr === undefined ? [] : addressPlanProblems(cidr, podCidr, region === undefined ? [] : zonesIn(region), pools)),
    ...[...own.filter(({ path }) => path.startsWith("network.existing")), ...others].flatMap(cidrProblems),
    ...overlapProblems([...own, ...others]),
    ...serviceRangeProblems(network.serviceCidr ?? awsDefaults.serviceCidr, [...own, ...others]),
    ...(egress?.type === "transit-gateway" && given.transitGateway === undefined
      ? [{ path: "network.egress", message: "needs network.transitGateway, which is missing" }]
      : []),
    ...peerings.flatMap(({ name, vpcId }, index) => {
      const at = (key: string) => `network.peerings[${index}].${key}`;
      return [
        ...(name !== undefined && names.indexOf(name) < index ? [{ path: at("name"), message: `"${name}" is used twice` }] : []),
        ...(vpcId !== undefined && remotes.indexOf(vpcId) < index
          ? [{ path: at("vpcId"), message: "is already peered; AWS allows one peering between two networks" }]
          : []),
      ];
    }),
    ...resolverRuleIds.flatMap((id, index) =>
      resolverRuleIds.indexOf(id) < index ? [{ path: `network.resolverRuleIds[${index}]`, message: `${id} is listed twice` }] : [],
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
    // One subnet may serve both purposes.
    ...(controlPlane === nodes ? [] : [{ path: `${path}.zones[${index}].controlPlane`, id: controlPlane }]),
  ]);
  return [
    ...(zones !== undefined && new Set(names).size < 2
      ? [{ path: `${path}.zones`, message: "must name at least two zones, which EKS and Haven require" }]
      : []),
    ...names.flatMap((zone, index) => [
      ...(zone !== undefined && known.length > 0 && !known.includes(zone)
        ? [{ path: `${path}.zones[${index}].zone`, message: `must be one of ${known.join(", ")}, the zones of ${region}, got "${zone}"` }]
        : []),
      ...(names.indexOf(zone) < index ? [{ path: `${path}.zones[${index}].zone`, message: `"${zone}" is listed twice` }] : []),
    ]),
    ...subnets.flatMap(({ path: at, id }, index) =>
      id !== undefined && subnets.findIndex((other) => other.id === id) < index
        ? [{ path: at, message: `${id} is listed twice; a subnet is in one zone` }]
        : [],
    ),
  ];
}
