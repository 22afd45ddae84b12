import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { LoadBalancer } from "../../core/cluster/platform";
import { resourceName } from "../../core/cluster/names";
import { type AddressPlan, planAddresses, type SubnetPurpose } from "../config/address-plan";
import { awsDefaults } from "../config/defaults";
import { type AwsNetworkConfig, networkProblems, type AwsNetworkProps } from "../config/network";
import { zonesIn } from "../config/regions";
import { connect } from "./connections";
import { createEgress, type Egress } from "./egress";
import { interfaceEndpoints, s3Endpoint } from "./endpoints";
import { loadBalancer } from "./ingress";
import { beginPart } from "./part";
import { type AwsSubnet, createSubnet } from "./subnet";

/**
 * VPC in all zones of the region. Each zone has a private subnet for nodes and a small one for the control plane. It has a public subnet
 * only if load balancers or NAT gateways need it. No node has a public address.
 *
 * @haven privatenetworking
 */
export class AwsNetwork extends Construct {
  /** The created VPC. Undefined with an existing network. */
  readonly vpc?: Vpc;
  readonly vpcId: string;
  /** Subnets by purpose, in the order of the zones. An existing network has no `public` and no separate `pods` subnets. */
  readonly subnets: Readonly<Record<SubnetPurpose | "pods", readonly AwsSubnet[]>>;
  /** CIDR blocks of the subnets. Undefined with an existing network. */
  readonly addressPlan?: AddressPlan;
  /** Address ranges of the VPC. */
  readonly cidrs: readonly string[];
  /** Range of Kubernetes services. */
  readonly serviceCidr: string;
  /** Resources through which traffic leaves the network. Empty with an existing network. */
  readonly egress: Egress;
  /** Exposure and annotations of a Service of type LoadBalancer. */
  readonly loadBalancer: LoadBalancer;
  /** Resources that must exist as long as nodes exist: without a route out, nodes never become ready. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsNetworkProps) {
    super(scope, id);
    beginPart<{ readonly network: AwsNetworkConfig; readonly region: string }>(this, props, {
      under: "network",
      problems: ({ network = {}, region }) => networkProblems(network, [], region),
    });
    const ingress = props.ingress ?? { exposure: "internal" };
    this.serviceCidr = props.serviceCidr ?? awsDefaults.serviceCidr;

    if ("existing" in props) {
      const { vpcId, zones, cidrs } = props.existing;
      this.vpcId = vpcId;
      this.cidrs = cidrs;
      const nodes = zones.map(({ zone, nodes: subnet }) => ({ id: subnet, zone }));
      const controlPlane = zones.map(({ zone, nodes: shared, controlPlane: own }) => ({ id: own ?? shared, zone }));
      this.subnets = { nodes, "control-plane": controlPlane, public: [], pods: [] };
      this.egress = { addresses: [], natGateways: [], ready: [] };
      this.loadBalancer = loadBalancer(ingress, { cidrs, egressAddresses: [] }, props.tags);
      this.ready = [];
      return;
    }

    const { name, tags, egress = { type: "nat-gateway" } } = props;
    const named = (purpose?: string) => ({ ...tags, Name: resourceName(name, purpose, 255) });
    const plan = planAddresses(props.cidr, props.podCidr);
    const zones = zonesIn(props.region);
    const vpc = new Vpc(this, "Resource", {
      cidrBlock: props.cidr,
      // Nodes can't join without both: https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: named(),
    });
    this.vpc = vpc;
    this.vpcId = vpc.id;
    this.addressPlan = plan;
    this.cidrs = [props.cidr, ...(props.podCidr === undefined ? [] : [props.podCidr])];
    // Resources without a security group get this one, which allows no traffic.
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
    // An internet gateway is created only for public ingress, or for a NAT gateway of this network.
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
    const egressAddresses = this.egress.addresses.map(({ publicIp }) => publicIp);
    this.loadBalancer = loadBalancer(ingress, { cidrs: this.cidrs, egressAddresses }, tags);
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
