import { DataVsphereNetwork } from "@cdktf/provider-vsphere/lib/data-vsphere-network";
import { Construct } from "constructs";
import { addressAt, prefixOf } from "../core/addresses/addresses";
import type { LoadBalancer } from "../core/cluster/platform";
import { problemsIn, rejectProblems } from "../core/validation/errors";
import { talosDefaults } from "../talos/defaults";
import { vsphereDefaults } from "./defaults";
import { networkProblems } from "./network-problems";
import type { VsphereZone, VsphereZones } from "./zones";

/** A network that is there already, in which the machines have fixed addresses. */
export interface VsphereNetworkConfig {
  /** Range of the subnet that machines are in, for example 10.40.0.0/24. A change replaces the cluster. */
  readonly cidr: string;

  /** Gateway of that subnet. */
  readonly gateway: string;

  /**
   * Address of the Kubernetes API, free and outside every DHCP scope. The control plane hands it around, so all of it must be in one
   * layer 2 network. A change replaces the cluster.
   *
   * @default none: `access.endpoint` names a load balancer of your own
   */
  readonly virtualIp?: string;

  /** Addresses for Services of type LoadBalancer, in the machines' subnet and outside every DHCP scope. The first is the gateway's. */
  readonly loadBalancer: {
    /** First address. */
    readonly first: string;
    /** Last address. */
    readonly last: string;
  };

  /** DNS servers of your own. @minItems 1 */
  readonly dnsServers: readonly string[];

  /** NTP servers, of your own in a closed network. @default time.cloudflare.com */
  readonly timeServers?: readonly string[];

  /** How pods of different machines reach each other. NSX and some network cards drop `vxlan` on its usual port. @default vxlan, port 8472 */
  readonly tunnel?: {
    /** Protocol. @default vxlan */
    readonly protocol?: "vxlan" | "geneve";
    /** UDP port. @default 8472 for vxlan, 6081 for geneve @minimum 1024 @maximum 65535 */
    readonly port?: number;
  };

  /** Range that pods get addresses from: a /24 for each machine. Never seen outside the cluster. A change replaces the cluster. @default 10.244.0.0/16 */
  readonly podCidr?: string;

  /** Range of Kubernetes services. Never seen outside the cluster. A change replaces the cluster. @default 172.16.0.0/16 */
  readonly serviceCidr?: string;
}

export type VsphereNetworkProps = VsphereNetworkConfig & { readonly zoneConfigs: readonly VsphereZone[]; readonly zones: VsphereZones };

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
  readonly loadBalancer: LoadBalancer;

  constructor(
    scope: Construct,
    id: string,
    readonly props: VsphereNetworkProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, problemsIn("network", networkProblems(props, props.zoneConfigs, {})));
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
      annotations: { "lbipam.cilium.io/ips": props.loadBalancer.first },
      // Cilium has any node answer for an address, whether the gateway runs there or not; with Local that one would drop everything.
      externalTrafficPolicy: "Cluster",
    };
  }
}

export function overlayRanges({ podCidr, serviceCidr }: Pick<VsphereNetworkConfig, "podCidr" | "serviceCidr">) {
  return { podCidr: podCidr ?? talosDefaults.podCidr, serviceCidr: serviceCidr ?? talosDefaults.serviceCidr };
}

/** An address with what a machine must know to use it. */
export interface MachineAddress {
  readonly address: string;
  readonly prefix: number;
  readonly gateway: string;
}

/** The address at a place in a zone's subnet. */
export function machineAddress(
  network: Pick<VsphereNetworkConfig, "cidr" | "gateway">,
  zone: Pick<VsphereZone, "cidr" | "gateway">,
  place: number,
): MachineAddress {
  const cidr = zone.cidr ?? network.cidr;
  return { address: addressAt(cidr, place), prefix: prefixOf(cidr), gateway: zone.gateway ?? network.gateway };
}
