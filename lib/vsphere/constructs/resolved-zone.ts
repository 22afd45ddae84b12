import type { ComputeClusterHostGroup } from "@cdktf/provider-vsphere/lib/compute-cluster-host-group";
import type { Folder } from "@cdktf/provider-vsphere/lib/folder";
import type { ResourcePool } from "@cdktf/provider-vsphere/lib/resource-pool";

/** A zone with what was found and made for it. */
export interface ResolvedZone {
  readonly name: string;
  readonly datacenterId: string;
  readonly computeClusterId: string;
  readonly resourcePool: ResourcePool;
  readonly folder: Folder;
  readonly datastoreId: string;
  readonly storagePolicyId?: string;
  /** Only where hosts are the zone. */
  readonly hostGroup?: ComputeClusterHostGroup;
}
