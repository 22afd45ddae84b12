import { DataVsphereComputeCluster } from "@cdktf/provider-vsphere/lib/data-vsphere-compute-cluster";
import { DataVsphereDatacenter } from "@cdktf/provider-vsphere/lib/data-vsphere-datacenter";
import { DataVsphereDatastore } from "@cdktf/provider-vsphere/lib/data-vsphere-datastore";
import { DataVsphereResourcePool } from "@cdktf/provider-vsphere/lib/data-vsphere-resource-pool";
import { DataVsphereStoragePolicy } from "@cdktf/provider-vsphere/lib/data-vsphere-storage-policy";
import { Folder } from "@cdktf/provider-vsphere/lib/folder";
import { ResourcePool } from "@cdktf/provider-vsphere/lib/resource-pool";
import { Construct } from "constructs";
import { hash, resourceName } from "../../core/cluster/names";
import { stableText } from "../../core/terraform/stable-text";
import { zoneNameProblems } from "../../talos/config/placement";
import type { VspherePartProps } from "../config/part";
import { type VsphereZone, zoneProblems } from "../config/zones";
import { beginPart } from "./part";
import type { ResolvedZone } from "./resolved-zone";
import { createHostGroup } from "./host-group";

/** The zones to look up in vCenter. */
export interface VsphereZonesProps extends VspherePartProps {
  readonly zones: readonly VsphereZone[];
}

/**
 * Where machines are put: a resource pool for each zone, a folder in each datacenter, and a group of hosts where those are the zone.
 * The datacenters, compute clusters and datastores are there already.
 *
 * @haven multiaz
 */
export class VsphereZones extends Construct {
  readonly resolved: readonly ResolvedZone[];
  /** By the name of the datacenter, or by the reference that Terraform gets for it. */
  readonly datacenters = new Map<string, DataVsphereDatacenter>();

  private readonly computeClusters = new Map<string, DataVsphereComputeCluster>();
  private readonly folders = new Map<string, Folder>();

  constructor(scope: Construct, id: string, props: VsphereZonesProps) {
    super(scope, id);
    beginPart<{ readonly zones: readonly VsphereZone[] }>(this, props, {
      problems: ({ zones = [] }) => [...zoneNameProblems(zones), ...zoneProblems(zones)],
    });
    this.resolved = props.zones.map((zone) => this.resolve(props.name, zone));
  }

  private resolve(cluster: string, zone: VsphereZone): ResolvedZone {
    const { name, hosts, storagePolicy } = zone;
    const datacenterId = this.datacenter(zone.datacenter).id;
    const computeCluster = this.computeCluster(zone.computeCluster, zone.datacenter);
    const parent =
      zone.resourcePool === undefined
        ? computeCluster.resourcePoolId
        : new DataVsphereResourcePool(this, `parent-pool-${name}`, { name: zone.resourcePool, datacenterId }).id;
    return {
      name,
      datacenterId,
      computeClusterId: computeCluster.id,
      resourcePool: new ResourcePool(this, `pool-${name}`, { name: resourceName(cluster, name, 80), parentResourcePoolId: parent }),
      folder: this.folder(cluster, zone.datacenter),
      datastoreId: new DataVsphereDatastore(this, `datastore-${name}`, { name: zone.datastore, datacenterId }).id,
      ...(storagePolicy !== undefined && {
        storagePolicyId: new DataVsphereStoragePolicy(this, `storage-policy-${name}`, { name: storagePolicy }).id,
      }),
      ...(hosts && {
        hostGroup: createHostGroup(this, { clusterName: cluster, zone: name, hosts, datacenterId, computeClusterId: computeCluster.id }),
      }),
    };
  }

  private idOf(kind: string, name: string): string {
    return `${kind}-${hash(stableText(this, name), 8)}`;
  }

  private datacenter(name: string): DataVsphereDatacenter {
    const key = stableText(this, name);
    const found = this.datacenters.get(key) ?? new DataVsphereDatacenter(this, this.idOf("datacenter", name), { name });
    this.datacenters.set(key, found);
    return found;
  }

  private computeCluster(name: string, datacenter: string): DataVsphereComputeCluster {
    const key = stableText(this, `${datacenter}/${name}`);
    const found =
      this.computeClusters.get(key) ??
      new DataVsphereComputeCluster(this, this.idOf("cluster", key), { name, datacenterId: this.datacenter(datacenter).id });
    this.computeClusters.set(key, found);
    return found;
  }

  private folder(cluster: string, datacenter: string): Folder {
    const key = stableText(this, datacenter);
    const made =
      this.folders.get(key) ??
      // Relative to the datacenter's own folder of machines, which the provider puts before it.
      new Folder(this, this.idOf("folder", datacenter), { path: cluster, type: "vm", datacenterId: this.datacenter(datacenter).id });
    this.folders.set(key, made);
    return made;
  }
}
