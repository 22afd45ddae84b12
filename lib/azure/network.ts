import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkPeering } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { LoadBalancer } from "../core/cluster";
import { problemsIn, rejectProblems } from "../core/errors";
import { resourceName } from "../core/names";
import { type AddressPlan, overlayRanges, type OverlayRanges, planAddresses, type SubnetPurpose } from "./address-plan";
import { type AzureEgress, createEgress, type Egress, outboundTypes } from "./egress";
import { type AzureIngress, ingressAddress, loadBalancer } from "./ingress";
import { networkProblems } from "./network-problems";
import type { AzurePartProps } from "./part-props";
import { partProblems } from "./problems";
import { requireAzurerm } from "./provider";
import { parseVirtualNetworkId } from "./resource-ids";
import { type AzureSubnet, createSubnet } from "./subnet";

/** A network of the cluster's own, or one that is there already. */
export type AzureNetworkConfig = AzureNewNetwork | AzureExistingNetwork;

export interface AzureNewNetwork extends AzureOverlay {
  /** Address space of the virtual network, at least a /22. A change replaces the cluster. */
  readonly cidr: string;

  /**
   * Subnets by hand, each inside `cidr`.
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

export type AzureNetworkProps = AzurePartProps & AzureNetworkConfig;

/**
 * Virtual network with one subnet a purpose, each with its own security group, and egress that survives the loss of a zone.
 * No node has a public address.
 *
 * @haven privatenetworking
 */
export class AzureNetwork extends Construct {
  /** Undefined when the network existed. */
  readonly virtualNetwork?: VirtualNetwork;
  readonly virtualNetworkId: string;
  /** The subnets, made or given. An existing network needs no `ingress`. */
  readonly subnets: Readonly<Record<Exclude<SubnetPurpose, "ingress">, AzureSubnet>> & { readonly ingress?: AzureSubnet };
  /** Undefined when the network existed. */
  readonly addressPlan?: AddressPlan;
  readonly overlay: OverlayRanges;
  /** AKS' word for how traffic leaves. */
  readonly outboundType: "userAssignedNATGateway" | "userDefinedRouting" | "loadBalancer";
  /** The way out; nothing is made in an existing network. */
  readonly egress: Egress;
  /** The gateway's address on the internet; undefined when it is inside the network. */
  readonly ingressAddress?: PublicIp;
  /** How a Service of type LoadBalancer gets that address, or one inside the network. */
  readonly loadBalancer: LoadBalancer;
  /** What a cluster waits for: without egress and security groups its nodes never become ready. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AzureNetworkProps) {
    super(scope, id);
    rejectProblems(this.node.path, [...partProblems(props), ...problemsIn("network", networkProblems(props, [], props.region))]);
    requireAzurerm(this);
    this.overlay = overlayRanges(props);
    const ingress = props.ingress ?? { exposure: "internal" };
    this.ingressAddress = ingressAddress(this, ingress, props);

    if ("existing" in props) {
      const { virtualNetworkId, subnets, egress } = props.existing;
      this.virtualNetworkId = virtualNetworkId;
      this.subnets = { nodes: { id: subnets.nodes }, apiServer: { id: subnets.apiServer }, endpoints: { id: subnets.endpoints } };
      this.outboundType = outboundTypes[egress];
      this.egress = { addresses: [], ready: [] };
      this.loadBalancer = loadBalancer(this.ingressAddress, undefined);
      this.ready = [];
      return;
    }

    const { name, region: location, resourceGroupName, tags, egress = { type: "nat-gateway" } } = props;
    const plan = planAddresses(props.cidr, { ...props.ranges });
    const network = new VirtualNetwork(this, "Resource", {
      name: resourceName(name, undefined, 63),
      location,
      resourceGroupName,
      addressSpace: [props.cidr],
      dnsServers: props.dnsServers && [...props.dnsServers],
      tags: { ...tags },
    });
    this.addressPlan = plan;
    this.virtualNetwork = network;
    this.virtualNetworkId = network.id;

    const subnet = (purpose: SubnetPurpose) => createSubnet(this, purpose, network, plan, this.overlay, ingress, props);
    const subnets = { nodes: subnet("nodes"), endpoints: subnet("endpoints"), ingress: subnet("ingress"), apiServer: subnet("apiServer") };
    this.subnets = subnets;
    this.loadBalancer = loadBalancer(this.ingressAddress, subnets.ingress.resource.name);
    this.outboundType = outboundTypes[egress.type];
    this.egress = createEgress(this, subnets.nodes.id, egress, props);
    // Azure refuses a peering while a subnet of either network is being changed.
    const settled = [...Object.values(subnets).map(({ secured }) => secured), ...this.egress.ready];
    // A firewall or DNS server may be behind a peering.
    const peered = (props.peerings ?? []).flatMap((peering) => peer(this, network, peering, props, settled));
    this.ready = [...settled, ...peered];
  }
}

function peer(
  scope: Construct,
  network: VirtualNetwork,
  peering: AzurePeering,
  { name, resourceGroupName }: AzurePartProps,
  settled: readonly ITerraformDependable[],
): VirtualNetworkPeering[] {
  const remote = parseVirtualNetworkId(peering.virtualNetworkId);
  const back = peering.bothSides
    ? [
        new VirtualNetworkPeering(scope, `peering-${peering.name}-back`, {
          name: resourceName(name, undefined, 80),
          resourceGroupName: remote.resourceGroup,
          virtualNetworkName: remote.name,
          remoteVirtualNetworkId: network.id,
          allowForwardedTraffic: true,
          allowGatewayTransit: peering.useRemoteGateways,
          dependsOn: [...settled],
        }),
      ]
    : [];
  const out = new VirtualNetworkPeering(scope, `peering-${peering.name}`, {
    name: peering.name,
    resourceGroupName,
    virtualNetworkName: network.name,
    remoteVirtualNetworkId: peering.virtualNetworkId,
    allowForwardedTraffic: true,
    useRemoteGateways: peering.useRemoteGateways,
    // Azure lets a network use a gateway only after the other side has offered it.
    dependsOn: [...settled, ...back],
  });
  return [out, ...back];
}
