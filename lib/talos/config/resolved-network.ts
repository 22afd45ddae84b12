import type { LoadBalancer } from "../../core/cluster/platform";
import { talosDefaults } from "./defaults";
import { overlayRanges, type TalosNetworkConfig } from "./network";
import type { MachineSubnet, MachineZone } from "./placement";

/** A network with its defaults filled in. */
export interface ResolvedTalosNetwork extends MachineSubnet {
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** Ranges that machines have their addresses in. */
  readonly nodeCidrs: readonly string[];
  readonly timeServers: readonly string[];
  readonly dnsServers: readonly string[];
  /** Address of the Kubernetes API; undefined with a load balancer of the user. */
  readonly virtualIp?: string;
  readonly loadBalancer: LoadBalancer;
  /** First address for Services of type LoadBalancer, which is the gateway's. */
  readonly firstLoadBalancerAddress: string;
}

/** Fills in the defaults of a network that was checked before. */
export function resolvedNetwork(network: TalosNetworkConfig, zones: readonly MachineZone[]): ResolvedTalosNetwork {
  const { cidr, gateway, virtualIp, dnsServers, timeServers = talosDefaults.timeServers } = network;
  const firstLoadBalancerAddress = network.loadBalancer.first;
  return {
    ...overlayRanges(network),
    cidr,
    gateway,
    virtualIp,
    dnsServers,
    timeServers,
    nodeCidrs: [...new Set(zones.map((zone) => zone.cidr ?? cidr))],
    firstLoadBalancerAddress,
    // A fixed one, which a firewall and a name outside the cluster can point at.
    loadBalancer: {
      exposure: "internal",
      annotations: { "lbipam.cilium.io/ips": firstLoadBalancerAddress },
      // Cilium has any node answer for an address, whether the gateway runs there or not; with Local that one would drop everything.
      externalTrafficPolicy: "Cluster",
    },
  };
}
