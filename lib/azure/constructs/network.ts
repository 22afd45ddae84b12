import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { VirtualNetworkPeering } from "@cdktf/provider-azurerm/lib/virtual-network-peering";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { LoadBalancer } from "../../core/cluster/platform";
import { resourceName } from "../../core/cluster/names";
import { type AddressPlan, type OverlayRanges, overlayRanges, planAddresses, type SubnetPurpose } from "../config/address-plan";
import { type AzureNetworkConfig, networkProblems, type AzureNetworkProps, type AzurePeering } from "../config/network";
import type { AzurePartProps } from "../config/part";
import { createEgress, type Egress, outboundTypes } from "./egress";
import { ingressAddress, loadBalancer } from "./ingress";
import { idPart } from "./id-part";
import { beginPart } from "./part";
import { type AzureSubnet, createSubnets } from "./subnet";

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
    beginPart<{ readonly network: AzureNetworkConfig; readonly region: string }>(this, props, {
      under: "network",
      problems: ({ network = {}, region }) => networkProblems(network, [], region),
    });
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
      // An organisation's policy may connect the network to its DDoS protection plan.
      lifecycle: { ignoreChanges: ["ddos_protection_plan"] },
    });
    this.addressPlan = plan;
    this.virtualNetwork = network;
    this.virtualNetworkId = network.id;

    const entry = { ...ingress, ownAddresses: () => this.egress.addresses.map(({ ipAddress }) => ipAddress) };
    const subnets = createSubnets(this, network, plan, this.overlay, entry, props);
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
  const back = peering.bothSides
    ? [
        new VirtualNetworkPeering(scope, `peering-${peering.name}-back`, {
          name: resourceName(name, undefined, 80),
          resourceGroupName: idPart(peering.virtualNetworkId, "resourceGroup"),
          virtualNetworkName: idPart(peering.virtualNetworkId, "name"),
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
