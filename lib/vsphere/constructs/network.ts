import { DataVsphereNetwork } from "@cdktf/provider-vsphere/lib/data-vsphere-network";
import { Construct } from "constructs";
import type { LoadBalancer } from "../../core/cluster/platform";
import { stableText } from "../../core/terraform/stable-text";
import { networkProblems, type TalosNetworkConfig } from "../../talos/config/network";
import { type ResolvedTalosNetwork, resolvedNetwork } from "../../talos/config/resolved-network";
import type { VsphereZone } from "../config/zones";
import type { VsphereZones } from "./zones";
import { beginPart } from "./part";

/** The network of each zone, and the addresses in it. */
export type VsphereNetworkProps = TalosNetworkConfig & { readonly zoneConfigs: readonly VsphereZone[]; readonly zones: VsphereZones };

/**
 * The port group of each zone, and which addresses are whose. No machine has a public address.
 *
 * @haven privatenetworking
 */
export class VsphereNetwork extends Construct implements ResolvedTalosNetwork {
  /** Id of the port group, by zone. */
  readonly networkIds: ReadonlyMap<string, string>;
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** Ranges that machines have their addresses in. */
  readonly nodeCidrs: readonly string[];
  readonly timeServers: readonly string[];
  readonly dnsServers: readonly string[];
  /** Range of the machines' subnet. */
  readonly cidr: string;
  /** Gateway of that subnet. */
  readonly gateway: string;
  /** Address of the Kubernetes API; undefined with a load balancer of the user. */
  readonly virtualIp?: string;
  /** Zones that machines are in. */
  readonly zones: readonly VsphereZone[];
  readonly loadBalancer: LoadBalancer;
  /** First address for Services of type LoadBalancer, which is the gateway's. */
  readonly firstLoadBalancerAddress: string;

  constructor(scope: Construct, id: string, props: VsphereNetworkProps) {
    super(scope, id);
    beginPart<{ readonly network: TalosNetworkConfig }>(this, props, {
      under: "network",
      problems: ({ network = {} }) => networkProblems(network, props.zoneConfigs, {}),
    });
    const resolved = resolvedNetwork(props, props.zoneConfigs);
    this.cidr = resolved.cidr;
    this.gateway = resolved.gateway;
    this.virtualIp = resolved.virtualIp;
    this.dnsServers = resolved.dnsServers;
    this.timeServers = resolved.timeServers;
    this.podCidr = resolved.podCidr;
    this.serviceCidr = resolved.serviceCidr;
    this.nodeCidrs = resolved.nodeCidrs;
    this.loadBalancer = resolved.loadBalancer;
    this.firstLoadBalancerAddress = resolved.firstLoadBalancerAddress;
    this.zones = props.zoneConfigs;
    this.networkIds = new Map(
      props.zoneConfigs.map(({ name, network, datacenter }) => [
        name,
        new DataVsphereNetwork(this, `zone-${name}`, {
          name: network,
          datacenterId: props.zones.datacenters.get(stableText(this, datacenter))?.id,
        }).id,
      ]),
    );
  }
}
