import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { LoadBalancer } from "../core/cluster";
import { problemsIn, rejectProblems } from "../core/errors";
import { resourceName } from "../core/names";
import { type AddressPlan, planAddresses, type SubnetPurpose } from "./address-plan";
import { connect } from "./connections";
import { awsDefaults } from "./defaults";
import { type AwsEgress, createEgress, type Egress } from "./egress";
import { interfaceEndpoints, s3Endpoint } from "./endpoints";
import { type AwsIngress, loadBalancer } from "./ingress";
import { networkProblems } from "./network-problems";
import type { AwsPartProps } from "./part-props";
import { partProblems } from "./problems";
import { requireAws } from "./provider";
import { zonesIn } from "./regions";
import { type AwsSubnet, createSubnet } from "./subnet";

/** A network of the cluster's own, or one that is there already. */
export type AwsNetworkConfig = AwsNewNetwork | AwsExistingNetwork;

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
  readonly resolverRuleIds?: readonly string[];
}

export interface AwsExistingNetwork extends AwsOverlay {
  /** Ids of what is there; none of it is changed. */
  readonly existing: {
    /** Id of the VPC, with DNS hostnames and DNS support on. */
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
  /** Id of the subnet for nodes and pods: private, with a way out, and with the tag `kubernetes.io/role/internal-elb`. */
  readonly nodes: string;
  /** Id of a subnet for the addresses of the control plane, at least a /28. @default that for nodes */
  readonly controlPlane?: string;
}

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

export interface AwsTransitGateway {
  /** Id of the gateway, shared with this account. */
  readonly id: string;
  /** Ranges that are reached through it; all, with `egress.type: transit-gateway`. @default none */
  readonly cidrs?: readonly string[];
}

export interface AwsPeering {
  /** Unique in the cluster. For another name take the peering out in one apply, and put it in with the next. */
  readonly name: string;
  /** Id of the other VPC. */
  readonly vpcId: string;
  /** Ranges of the other network that are reached through the peering. @minItems 1 */
  readonly cidrs: readonly string[];
  /** Account of the other network, whose owner accepts the peering. @default this one: it is accepted at once */
  readonly accountId?: string;
}

export type AwsNetworkProps = AwsPartProps & AwsNetworkConfig;

/**
 * VPC over the zones of the region: in each a private subnet for nodes, a small one for the control plane, and a public one where load
 * balancers or NAT gateways need it. No node has a public address.
 *
 * @haven privatenetworking
 */
export class AwsNetwork extends Construct {
  /** Undefined when the network existed. */
  readonly vpc?: Vpc;
  readonly vpcId: string;
  /** By purpose, in the order of the zones. An existing network has no `public`, and no `pods` apart from nodes. */
  readonly subnets: Readonly<Record<SubnetPurpose | "pods", readonly AwsSubnet[]>>;
  /** Undefined when the network existed. */
  readonly addressPlan?: AddressPlan;
  /** Ranges of the VPC. */
  readonly cidrs: readonly string[];
  readonly serviceCidr: string;
  /** The way out; nothing is made in an existing network. */
  readonly egress: Egress;
  /** How a Service of type LoadBalancer is reached. */
  readonly loadBalancer: LoadBalancer;
  /** What nodes wait for, and what stays until they are gone: without a way out they never become ready. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsNetworkProps) {
    super(scope, id);
    rejectProblems(this.node.path, [...partProblems(props), ...problemsIn("network", networkProblems(props, [], props.region))]);
    requireAws(this);
    const ingress = props.ingress ?? { exposure: "internal" };
    this.serviceCidr = props.serviceCidr ?? awsDefaults.serviceCidr;
    this.loadBalancer = loadBalancer(ingress, props.tags);

    if ("existing" in props) {
      const { vpcId, zones, cidrs } = props.existing;
      this.vpcId = vpcId;
      this.cidrs = cidrs;
      const nodes = zones.map(({ zone, nodes: subnet }) => ({ id: subnet, zone }));
      const controlPlane = zones.map(({ zone, nodes: shared, controlPlane: own }) => ({ id: own ?? shared, zone }));
      this.subnets = { nodes, "control-plane": controlPlane, public: [], pods: [] };
      this.egress = { addresses: [], natGateways: [], ready: [] };
      this.ready = [];
      return;
    }

    const { name, tags, egress = { type: "nat-gateway" } } = props;
    const named = (purpose?: string) => ({ ...tags, Name: resourceName(name, purpose, 255) });
    const plan = planAddresses(props.cidr, props.podCidr);
    const zones = zonesIn(props.region);
    const vpc = new Vpc(this, "Resource", {
      cidrBlock: props.cidr,
      // Nodes can't join without both (EKS docs, network requirements).
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: named(),
    });
    this.vpc = vpc;
    this.vpcId = vpc.id;
    this.addressPlan = plan;
    this.cidrs = [props.cidr, ...(props.podCidr === undefined ? [] : [props.podCidr])];
    // What names no security group of its own gets this one: it lets nothing through.
    new DefaultSecurityGroup(this, "default-security", { vpcId: vpc.id, tags: named("default-closed") });
    const podRange =
      props.podCidr === undefined ? [] : [new VpcIpv4CidrBlockAssociation(this, "pod-range", { vpcId: vpc.id, cidrBlock: props.podCidr })];

    const table = (purpose: string) => new RouteTable(this, `${purpose}-routes`, { vpcId: vpc.id, tags: named(purpose) });
    const lay = (purpose: SubnetPurpose | "pods", ranges: readonly string[], tables: readonly RouteTable[]) =>
      zones.flatMap((zone, index) => {
        const [route, cidr] = [tables[index] ?? tables[0], ranges[index]];
        const place = index + 1;
        return route === undefined || cidr === undefined
          ? []
          : [
              createSubnet(
                this,
                purpose,
                { vpcId: vpc.id, zone, place, cidr, table: route, after: purpose === "pods" ? podRange : [] },
                props,
              ),
            ];
      });
    const nodeTables = zones.map((_, index) => table(`nodes-${index + 1}`));
    // A way to the internet is only laid where something is reached from there, or leaves by a gateway of this network.
    const translates = egress.type.startsWith("nat-gateway");
    const gateway =
      translates || ingress.exposure === "public" ? new InternetGateway(this, "internet", { vpcId: vpc.id, tags: named() }) : undefined;
    const isPublic = ingress.exposure === "public" || (translates && egress.type !== "nat-gateway-regional");
    const publicTable = isPublic ? [table("public")] : [];
    const controlPlaneTable = table("control-plane");

    const nodes = lay("nodes", plan.subnets.nodes, nodeTables);
    const controlPlane = lay("control-plane", plan.subnets["control-plane"], [controlPlaneTable]);
    const open = lay("public", plan.subnets.public, publicTable);
    const pods = lay("pods", plan.pods ?? [], nodeTables);
    const subnets = (of: typeof nodes) => of.map(({ subnet }) => subnet);
    this.subnets = { nodes: subnets(nodes), "control-plane": subnets(controlPlane), public: subnets(open), pods: subnets(pods) };
    const toInternet =
      gateway &&
      publicTable.map(
        ({ id: routeTableId }) =>
          new Route(this, "to-internet", { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id }),
      );

    const network = { vpcId: vpc.id, publicSubnets: this.subnets.public, gateway, tables: nodeTables };
    this.egress = createEgress(this, egress, network, props);
    const endpoints = [
      s3Endpoint(this, vpc.id, [...nodeTables, controlPlaneTable, ...publicTable], props),
      ...(egress.type === "none" ? interfaceEndpoints(this, vpc.id, this.cidrs, this.subnets.nodes, props) : []),
    ];
    const connected = connect(
      this,
      { vpcId: vpc.id, subnets: this.subnets["control-plane"], tables: [...nodeTables, controlPlaneTable] },
      props,
    );
    const routed = [nodes, controlPlane, open, pods].flat().map((made) => made.routed);
    this.ready = [...routed, ...(toInternet ?? []), ...this.egress.ready, ...endpoints, ...connected];
  }
}
