import { DataVsphereNetwork } from "@cdktf/provider-vsphere/lib/data-vsphere-network";
import { Construct } from "constructs";
import type { LoadBalancer } from "../../core/cluster/platform";
import { networkProblems, overlayRanges, type TalosNetworkConfig } from "../../talos/config/network";
import { vsphereDefaults } from "../config/defaults";
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
export class VsphereNetwork extends Construct {
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
    this.cidr = props.cidr;
    this.gateway = props.gateway;
    this.virtualIp = props.virtualIp;
    this.zones = props.zoneConfigs;
    this.dnsServers = props.dnsServers;
    this.firstLoadBalancerAddress = props.loadBalancer.first;
    this.networkIds = new Map(
      props.zoneConfigs.map(({ name, network, datacenter }) => [
        name,
        new DataVsphereNetwork(this, `zone-${name}`, { name: network, datacenterId: props.zones.datacenters.get(datacenter)?.id }).id,
      ]),
    );
    ({ podCidr: this.podCidr, serviceCidr: this.serviceCidr } = overlayRanges(props));
    this.nodeCidrs = [...new Set(props.zoneConfigs.map(({ cidr }) => cidr ?? props.cidr))];
    this.timeServers = props.timeServers ?? vsphereDefaults.timeServers;
    // A fixed one, which a firewall and a name outside the cluster can point at.
    this.loadBalancer = {
      exposure: "internal",
      annotations: { "lbipam.cilium.io/ips": this.firstLoadBalancerAddress },
      // Cilium has any node answer for an address, whether the gateway runs there or not; with Local that one would drop everything.
      externalTrafficPolicy: "Cluster",
    };
  }
}
