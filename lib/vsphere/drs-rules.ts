import { ComputeClusterVmAntiAffinityRule } from "@cdktf/provider-vsphere/lib/compute-cluster-vm-anti-affinity-rule";
import { ComputeClusterVmGroup } from "@cdktf/provider-vsphere/lib/compute-cluster-vm-group";
import { ComputeClusterVmHostRule } from "@cdktf/provider-vsphere/lib/compute-cluster-vm-host-rule";
import type { VirtualMachine } from "@cdktf/provider-vsphere/lib/virtual-machine";
import type { Construct } from "constructs";
import { resourceName } from "../core/names";
import { addressOf } from "../core/terraform-json";
import type { ResolvedZone } from "./zones";

/** The machines of one pool in one zone. */
export interface MachinesOfZone {
  readonly clusterName: string;
  readonly poolName: string;
  readonly zone: ResolvedZone;
  readonly machines: readonly VirtualMachine[];
}

/** Not mandatory: with fewer hosts than machines, or a host in maintenance, a machine would not start at all. */
export function keepApart(scope: Construct, { clusterName, poolName, zone, machines }: MachinesOfZone): void {
  new ComputeClusterVmAntiAffinityRule(scope, `apart-${zone.name}`, {
    name: resourceName(clusterName, `${poolName}-${zone.name}`, 80),
    computeClusterId: zone.computeClusterId,
    virtualMachineIds: machines.map(({ id }) => id),
    mandatory: false,
    // vCenter takes a machine that goes out of the rule by itself, and the provider then finds another rule than it left (issue 1362).
    lifecycle: { replaceTriggeredBy: machines.map((machine) => `${addressOf(machine)}.id`) },
  });
}

/** Mandatory: the label of the zone would lie otherwise. */
export function keepOnHosts(scope: Construct, { clusterName, poolName, zone, machines }: MachinesOfZone, hostGroupName: string): void {
  const group = new ComputeClusterVmGroup(scope, `machines-${zone.name}`, {
    name: resourceName(clusterName, `${poolName}-${zone.name}-machines`, 80),
    computeClusterId: zone.computeClusterId,
    virtualMachineIds: machines.map(({ id }) => id),
  });
  new ComputeClusterVmHostRule(scope, `stay-${zone.name}`, {
    name: resourceName(clusterName, `${poolName}-${zone.name}-stay`, 80),
    computeClusterId: zone.computeClusterId,
    vmGroupName: group.name,
    affinityHostGroupName: hostGroupName,
    mandatory: true,
  });
}
