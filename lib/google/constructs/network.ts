import type { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import { ComputeFirewall } from "@cdktf/provider-google/lib/compute-firewall";
import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeNetworkPeering } from "@cdktf/provider-google/lib/compute-network-peering";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { LoadBalancer } from "../../core/cluster/platform";
import { resourceName } from "../../core/cluster/names";
import { type AddressPlan, planAddresses, type SecondaryRanges, secondaryRanges } from "../config/address-plan";
import { rangeNames } from "../config/defaults";
import { type GoogleNetworkConfig, networkProblems, type GoogleNetworkProps } from "../config/network";
import type { GooglePartProps } from "../config/part";
import { nameIn } from "../config/resource-ids";
import { createEgress, type Egress } from "./egress";
import { denyEgress } from "./egress-rules";
import { GoogleFileRange } from "./file-range";
import { ingressAddress, loadBalancer } from "./ingress";
import { beginPart } from "./part";
import { createSubnet, type GoogleSubnet } from "./subnet";

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
    beginPart<{ readonly network: GoogleNetworkConfig; readonly region: string }>(this, props, {
      under: "network",
      problems: ({ network = {}, region }) => networkProblems(network, [], region),
    });
    const { name, projectId: project } = props;
    const ingress = props.ingress ?? { exposure: "internal" };
    this.nodeTag = resourceName(name, "nodes", 63);
    this.ingressAddress = ingressAddress(this, ingress, props);

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
      this.loadBalancer = loadBalancer(ingress, this.ingressAddress, []);
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
    const egressAddresses = this.egress.addresses.map(({ address }) => address);
    this.loadBalancer = loadBalancer(ingress, this.ingressAddress, egressAddresses);
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
