import { ComputeClusterHostGroup } from "@cdktf/provider-vsphere/lib/compute-cluster-host-group";
import { ComputeClusterVmGroup } from "@cdktf/provider-vsphere/lib/compute-cluster-vm-group";
import { ComputeClusterVmHostRule } from "@cdktf/provider-vsphere/lib/compute-cluster-vm-host-rule";
import { DataVsphereHost } from "@cdktf/provider-vsphere/lib/data-vsphere-host";
import type { VirtualMachine } from "@cdktf/provider-vsphere/lib/virtual-machine";
import type { Construct } from "constructs";
import { hash, resourceName } from "../../core/cluster/names";
import { stableText } from "../../core/terraform/stable-text";
import type { ResolvedZone } from "./resolved-zone";

export interface HostGroupProps {
  readonly clusterName: string;
  readonly zone: string;
  /** Names of the hosts in vCenter. */
  readonly hosts: readonly string[];
  readonly datacenterId: string;
  readonly computeClusterId: string;
}

/** The hosts that are a zone, where one compute cluster is stretched over rooms. */
export function createHostGroup(scope: Construct, props: HostGroupProps): ComputeClusterHostGroup {
  const { clusterName, zone, hosts, datacenterId, computeClusterId } = props;
  return new ComputeClusterHostGroup(scope, `hosts-${zone}`, {
    name: resourceName(clusterName, `${zone}-hosts`, 80),
    computeClusterId,
    hostSystemIds: hosts.map(
      (host) => new DataVsphereHost(scope, `host-${zone}-${hash(stableText(scope, host), 8)}`, { name: host, datacenterId }).id,
    ),
  });
}

/** The machines of one pool in one zone. */
export interface MachinesOfZone {
  readonly clusterName: string;
  readonly poolName: string;
  readonly zone: ResolvedZone;
  readonly machines: readonly VirtualMachine[];
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
