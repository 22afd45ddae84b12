import { ComputeClusterVmAntiAffinityRule } from "@cdktf/provider-vsphere/lib/compute-cluster-vm-anti-affinity-rule";
import type { VirtualMachine } from "@cdktf/provider-vsphere/lib/virtual-machine";
import { Construct } from "constructs";
import { problemsIn, rejectProblems } from "../core/validation/errors";
import { resourceName } from "../core/cluster/names";
import type { PoolProps, Taint } from "../core/cluster/node-pool";
import { addressOf } from "../core/reading/terraform-json";
import type { TalosCluster, TalosMachine } from "../talos/cluster";
import type { TalosMachineGroup } from "../talos/patches";
import { vsphereDefaults } from "./defaults";
import type { VsphereImages } from "./image";
import { createMachine } from "./machine";
import type { VsphereNetwork } from "./network";
import { vspherePoolProblems } from "./node-pool-problems";
import { type PlacedMachine, placeMachines } from "./placement";
import { requireVsphere } from "./provider";
import { whenAsked } from "./when-asked";
import type { ResolvedZone, VsphereZones } from "./zones";

/** Machines for applications. There is no autoscaler, so `minNodes` and `maxNodes` are the same. */
export interface VsphereNodePoolConfig extends PoolProps {
  /** Virtual processors of each machine. @minimum 2 @maximum 128 */
  readonly cpus: number;
  /** Memory of each machine, in GiB. @minimum 4 @maximum 2048 */
  readonly memoryGib: number;
  /**
   * Place of the pool's first address in the subnet: 32 is 10.40.0.32 in 10.40.0.0/24; the next machine has the next. Leave room to grow
   * between pools: a change replaces the machines.
   *
   * @minimum 2
   */
  readonly addressOffset: number;
  /** Kubernetes taints on the nodes, said once, when a machine registers: a change reaches only machines that are made later. @default none */
  readonly taints?: readonly Taint[];
  /** Size of the disk, in GiB. A change reaches only machines that are made later. @default 128 @minimum 30 @maximum 2048 */
  readonly diskSizeGib?: number;
}

/** The machines that run Kubernetes itself. Applications stay off them. */
export interface VsphereControlPlaneConfig {
  /** How many: an odd number, since etcd needs a majority. @default 3 @haven hamasters */
  readonly nodes?: 1 | 3 | 5;
  /** Virtual processors of each machine. @default 4 @minimum 2 @maximum 64 */
  readonly cpus?: number;
  /** Memory of each machine, in GiB. @default 8 @minimum 4 @maximum 512 */
  readonly memoryGib?: number;
  /** Size of the disk, in GiB. A change reaches only machines that are made later. @default 64 @minimum 30 */
  readonly diskSizeGib?: number;
  /** Place of the first address in the subnet: 11 is 10.40.0.11 in 10.40.0.0/24. A change replaces the machines. @default 11 @minimum 2 */
  readonly addressOffset?: number;
}

/** What every pool of a cluster shares. */
export interface VsphereNodePoolContext {
  readonly clusterName: string;
  readonly zones: VsphereZones;
  readonly network: VsphereNetwork;
  readonly images: VsphereImages;
  readonly talos: TalosCluster;
  readonly delivery: "guestinfo" | "api";
  readonly secureBoot: boolean;
  /** Shown in vCenter, where there are no tags without rights on its categories. */
  readonly annotation: string;
}

export type VsphereNodePoolProps = VsphereNodePoolContext &
  Omit<VsphereNodePoolConfig, "zones"> & {
    /** Names of the zones that the machines are spread over. @default every zone */
    readonly zoneNames?: readonly string[];
    readonly role: TalosMachineGroup["role"];
    /** @default false */
    readonly preventDestroy?: boolean;
  };

/**
 * Machines of one kind, over the zones in turn, and on different hosts inside a zone where there is room.
 *
 * @haven multiaz
 * @haven haworkers
 * @haven hamasters
 * @haven nodehardening
 * @haven privatenetworking
 */
export class VsphereNodePool extends Construct {
  /** Zones that have a machine of it. */
  readonly zones: readonly string[];
  readonly machines: readonly VsphereMachine[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VsphereNodePoolProps,
  ) {
    super(scope, id);
    const { network, role } = props;
    const configs = network.props.zoneConfigs;
    const problems = role === "worker" ? vspherePoolProblems([{ ...props, zones: props.zoneNames }], configs) : [];
    rejectProblems(this.node.path, problemsIn("nodePools[0]", problems));
    requireVsphere(this);
    this.machines = placeMachines({ ...props, nodes: props.minNodes, zones: props.zoneNames }, network.props, configs).map((placed) =>
      this.machine(placed),
    );
    this.zones = [...new Set(this.machines.map(({ group }) => group.zone))].sort();
    for (const zone of props.zones.resolved) {
      this.keepApart(zone);
      this.keepOnHosts(zone);
    }
  }

  private machine(placed: PlacedMachine): VsphereMachine {
    const { network, zones, images, talos, delivery, role, maxPods, labels, taints } = this.props;
    const zone = zones.resolved.find(({ name }) => name === placed.zone);
    const config = network.props.zoneConfigs.find(({ name }) => name === placed.zone);
    if (zone === undefined || config === undefined) throw new Error(`no zone ${placed.zone}`);
    const group = { role, pool: this.props.name, zone: placed.zone, maxPods, labels, taints };
    const configuration = talos.configurationOf(group);
    const resource = createMachine(this, placed.id, {
      name: `${this.props.clusterName}-${placed.id}`,
      placed,
      zone,
      networkId: network.networkIds.get(placed.zone) ?? "",
      image: images.in(config.datacenter),
      secureBoot: this.props.secureBoot,
      dnsServers: network.props.dnsServers,
      ...(delivery === "guestinfo" && { configuration: configuration.machineConfiguration }),
      cpus: this.props.cpus,
      memoryGib: this.props.memoryGib,
      diskSizeGib: this.props.diskSizeGib ?? vsphereDefaults.diskSizeGib,
      annotation: this.props.annotation,
      preventDestroy: this.props.preventDestroy ?? false,
    });
    return { name: placed.id, address: placed.address, group, resource };
  }

  private machinesIn(zone: ResolvedZone): readonly VirtualMachine[] {
    return this.machines.filter(({ group }) => group.zone === zone.name).map(({ resource }) => resource);
  }

  /** Not mandatory: with fewer hosts than machines, or a host in maintenance, a machine would not start at all. */
  private keepApart(zone: ResolvedZone): void {
    const machines = this.machinesIn(zone);
    // A rule needs two.
    if (machines.length < 2) return;
    new ComputeClusterVmAntiAffinityRule(this, `apart-${zone.name}`, {
      name: resourceName(this.props.clusterName, `${this.props.name}-${zone.name}`, 80),
      computeClusterId: zone.computeClusterId,
      virtualMachineIds: machines.map(({ id }) => id),
      mandatory: false,
      // vCenter takes a machine that goes out of the rule by itself, and the provider then finds another rule than it left (issue 1362).
      lifecycle: { replaceTriggeredBy: machines.map((machine) => `${addressOf(machine)}.id`) },
    });
  }

  private keepOnHosts(zone: ResolvedZone): void {
    const machines = this.machinesIn(zone);
    if (zone.hostGroup === undefined || machines.length === 0) return;
    const { clusterName, name: poolName } = this.props;
    whenAsked.hostGroup().keepOnHosts(this, { clusterName, poolName, zone, machines }, zone.hostGroup.name);
  }
}

/** A machine of a pool, with its resource. */
export interface VsphereMachine extends TalosMachine {
  readonly resource: VirtualMachine;
}
