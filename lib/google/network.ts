import type { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeFirewall } from "@cdktf/provider-google/lib/compute-firewall";
import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeNetworkPeering } from "@cdktf/provider-google/lib/compute-network-peering";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { LoadBalancer } from "../core/cluster";
import { problemsIn, rejectProblems } from "../core/errors";
import { resourceName } from "../core/names";
import { type AddressPlan, planAddresses, secondaryRanges, type SecondaryRanges } from "./address-plan";
import { rangeNames } from "./defaults";
import { createEgress, type Egress, type GoogleEgress } from "./egress";
import { denyEgress, type GoogleEgressRules } from "./egress-rules";
import { GoogleFileRange } from "./file-range";
import { type GoogleIngress, ingressAddress, loadBalancer } from "./ingress";
import { networkProblems } from "./network-problems";
import type { GooglePartProps } from "./part-props";
import { partProblems } from "./problems";
import { requireGoogle } from "./provider";
import { nameIn } from "./resource-names";
import { createSubnet, type GoogleSubnet } from "./subnet";

/** A network of the cluster's own, or one that is there already. */
export type GoogleNetworkConfig = GoogleNewNetwork | GoogleExistingNetwork;

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

export interface GoogleExistingNetwork extends GoogleOverlay {
  /** Names of what is there, for example in the host project of a Shared VPC; none of it is changed. */
  readonly existing: {
    /** `projects/<project>/global/networks/<name>`, or the self link that ends so. */
    readonly network: string;
    /** Subnet of nodes, in the cluster's region, with Private Google Access and a way out: `projects/<project>/regions/<region>/subnetworks/<name>`. */
    readonly subnetwork: string;
    /** Name of its secondary range for pods. @default pods */
    readonly podRangeName?: string;
    /** Name of its secondary range for services. @default services */
    readonly serviceRangeName?: string;
    /** Name of the global address that Private Service Access has for Filestore. */
    readonly fileRangeName: string;
  };
}

export interface GoogleOverlay {
  /** Where requests for applications come from. @default inside the network */
  readonly ingress?: GoogleIngress;
}

export interface GoogleRanges {
  /** At least a /27. @default half of `cidr`, a /20 at most */
  readonly nodes?: string;
  /** Filestore, at least a /24; each claim takes a /26 of it. @default a quarter of `cidr`, a /20 at most */
  readonly files?: string;
}

export interface GooglePeering {
  /** Unique in the cluster. For another name take the peering out in one apply, and put it in with the next. */
  readonly name: string;
  /** The other network, `projects/<project>/global/networks/<name>`, whose owner makes the other half. */
  readonly network: string;
  /** Ranges of the other network, to find overlaps. @default overlaps are not looked for */
  readonly cidrs?: readonly string[];
}

export type GoogleNetworkProps = GooglePartProps & GoogleNetworkConfig;

/**
 * VPC with one subnet for nodes, pods and services, Private Service Access for files, and Cloud NAT as the way out. No node has a public
 * address.
 *
 * @haven privatenetworking
 */
export class GoogleNetwork extends Construct {
  /** Undefined when the network existed. */
  readonly network?: ComputeNetwork;
  /** `projects/<project>/global/networks/<name>`. */
  readonly networkId: string;
  readonly nodes: GoogleSubnet;
  /** Undefined when the network existed. */
  readonly addressPlan?: AddressPlan;
  /** Undefined when the network existed. */
  readonly secondary?: SecondaryRanges;
  /** Name of the range that Filestore takes addresses of. */
  readonly fileRangeName: string;
  /** The way out; nothing is made in an existing network. */
  readonly egress: Egress;
  /** On every node, for the network's rules: GKE's own tag has a random end. */
  readonly nodeTag: string;
  /** The gateway's address on the internet; undefined when it is inside the network. */
  readonly ingressAddress?: ComputeAddress;
  /** How a Service of type LoadBalancer gets that address, or one inside the network. */
  readonly loadBalancer: LoadBalancer;
  /** What a cluster waits for: without a way out its nodes never become ready, and without the range files are never served. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: GoogleNetworkProps) {
    super(scope, id);
    rejectProblems(this.node.path, [...partProblems(props), ...problemsIn("network", networkProblems(props, [], props.region))]);
    requireGoogle(this);
    const { name, projectId: project } = props;
    const ingress = props.ingress ?? { exposure: "internal" };
    this.nodeTag = resourceName(name, "nodes", 63);
    this.ingressAddress = ingressAddress(this, ingress, props);
    this.loadBalancer = loadBalancer(ingress, this.ingressAddress);

    if ("existing" in props) {
      const { existing } = props;
      this.networkId = nameIn(existing.network);
      this.nodes = {
        id: nameIn(existing.subnetwork),
        podRangeName: existing.podRangeName ?? rangeNames.pods,
        serviceRangeName: existing.serviceRangeName ?? rangeNames.services,
      };
      this.fileRangeName = existing.fileRangeName;
      this.egress = { addresses: [], ready: [] };
      this.ready = [];
      return;
    }

    const plan = planAddresses(props.cidr, { ...props.ranges });
    const secondary = secondaryRanges(props);
    const network = new ComputeNetwork(this, "Resource", {
      name: resourceName(name, undefined, 63),
      project,
      autoCreateSubnetworks: false,
      routingMode: "REGIONAL",
      mtu: 1460,
    });
    this.network = network;
    this.networkId = network.id;
    this.addressPlan = plan;
    this.secondary = secondary;
    const nodes = createSubnet(this, network, plan.ranges.nodes, secondary, props);
    this.nodes = nodes;
    const files = new GoogleFileRange(this, "files", { ...props, networkId: network.id, cidr: plan.ranges.files });
    this.fileRangeName = files.range.name;
    this.egress = createEgress(this, network, nodes.resource, props.egress ?? { type: "cloud-nat" }, props);
    const webhooks = openWebhooks(this, network.id, plan.ranges.nodes, this.nodeTag, props);
    const rules = props.egressRules ? denyEgress(this, props.egressRules, { network, plan, secondary, nodeTag: this.nodeTag }, props) : [];
    const peered = (props.peerings ?? []).map(
      (peering) =>
        new ComputeNetworkPeering(this, `peering-${peering.name}`, {
          name: peering.name,
          network: network.selfLink,
          peerNetwork: nameIn(peering.network),
        }),
    );
    this.ready = [...this.egress.ready, ...files.ready, webhooks, ...rules, ...peered];
  }
}

/** GKE opens 443 and 10250 to its control plane; webhooks of the baseline and of most others listen on these. */
const webhookPorts = ["8443", "9443", "10250", "15017"];

/** Lets the control plane, whose address is in the node subnet, ask webhooks. */
function openWebhooks(
  scope: Construct,
  network: string,
  nodes: string,
  nodeTag: string,
  { name, projectId: project }: GooglePartProps,
): ComputeFirewall {
  return new ComputeFirewall(scope, "webhooks", {
    name: resourceName(name, "webhooks", 63),
    description: "The control plane asks webhooks",
    project,
    network,
    direction: "INGRESS",
    sourceRanges: [nodes],
    targetTags: [nodeTag],
    allow: [{ protocol: "tcp", ports: webhookPorts }],
  });
}
