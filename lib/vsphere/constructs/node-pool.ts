import { ComputeClusterVmAntiAffinityRule } from "@cdktf/provider-vsphere/lib/compute-cluster-vm-anti-affinity-rule";
import type { VirtualMachine } from "@cdktf/provider-vsphere/lib/virtual-machine";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { addressOf } from "../../core/reading/terraform-json";
import { type PlacedMachine, placeMachines } from "../../talos/config/placement";
import type { TalosCluster, TalosMachine } from "../../talos/constructs/cluster";
import type { TalosMachineGroup } from "../../talos/machine-config/patches";
import { vsphereDefaults } from "../config/defaults";
import { poolTpmProblems, type VsphereNodePoolConfig } from "../config/node-pool";
import { talosPoolProblems } from "../../talos/config/node-pool";
import type { VsphereImages } from "./image";
import { createMachine } from "./machine";
import type { VsphereNetwork } from "./network";
import { requireVsphere } from "./required-provider";
import { keepOnHosts } from "./host-group";
import type { ResolvedZone } from "./resolved-zone";
import type { VsphereZones } from "./zones";
import { rejectPool, rejectPart } from "../../core/schema/check";
import { vsphereSchema } from "../config/schema";

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

/** Settings of a node pool, and the cluster that it is in. */
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
    if (role === "worker") {
      const pool = { ...props, zones: props.zoneNames };
      rejectPool<Omit<VsphereNodePoolProps, "zones">>(this, vsphereSchema, pool, (pools) => [
        ...talosPoolProblems(pools, network.zones),
        ...poolTpmProblems(pools, props.secureBoot),
      ]);
    } else {
      rejectPart(this, vsphereSchema, { ...props, nodes: props.minNodes }, [], () => [], { under: "controlPlane" });
    }
    requireVsphere(this);
    this.machines = placeMachines({ ...props, nodes: props.minNodes, zones: props.zoneNames }, network, network.zones).map((placed) =>
      this.machine(placed),
    );
    this.zones = [...new Set(this.machines.map(({ group }) => group.zone))].sort();
    for (const zone of props.zones.resolved) {
      this.keepApart(zone);
      this.keepOnHosts(zone);
    }
  }

  private machine(placed: PlacedMachine): VsphereMachine {
    const { network, zones, images, talos, delivery, role, maxPods, labels, taints, sysctls, kernelModules, diskEncryption } = this.props;
    const zone = zones.resolved.find(({ name }) => name === placed.zone);
    const config = network.zones.find(({ name }) => name === placed.zone);
    if (zone === undefined || config === undefined) throw new Error(`no zone ${placed.zone}`);
    const settings = { maxPods, labels, taints, sysctls, kernelModules, diskEncryption };
    const group = { role, pool: this.props.name, zone: placed.zone, ...settings };
    const configuration = talos.configurationOf(group);
    const resource = createMachine(this, placed.id, {
      name: `${this.props.clusterName}-${placed.id}`,
      placed,
      zone,
      networkId: network.networkIds.get(placed.zone) ?? "",
      image: images.in(config.datacenter),
      secureBoot: this.props.secureBoot,
      dnsServers: network.dnsServers,
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
    keepOnHosts(this, { clusterName, poolName, zone, machines }, zone.hostGroup.name);
  }
}

/** A machine of a pool, with its resource. */
export interface VsphereMachine extends TalosMachine {
  readonly resource: VirtualMachine;
}
