import { ComputeClusterHostGroup } from "@cdktf/provider-vsphere/lib/compute-cluster-host-group";
import { DataVsphereHost } from "@cdktf/provider-vsphere/lib/data-vsphere-host";
import type { Construct } from "constructs";
import { hash, resourceName } from "../core/names";

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
    hostSystemIds: hosts.map((host) => new DataVsphereHost(scope, `host-${zone}-${hash(host, 8)}`, { name: host, datacenterId }).id),
  });
}
