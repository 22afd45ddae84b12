import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import type { MachineZone } from "../../talos/config/placement";
import type { VcenterName } from "./vcenter";

/** Machines that fail together: a compute cluster, or some of its hosts. */
export interface VsphereZone extends MachineZone {
  /**
   * Name of the datacenter in vCenter. It goes into the storage driver's settings, between quotes and commas.
   *
   * @pattern ^(?=.*\S)[^"\\,\n]+$
   * @form a name without quotes, backslashes and commas, which the storage driver can't be told
   */
  readonly datacenter: string;
  /** Name of the compute cluster, which must have DRS. */
  readonly computeCluster: VcenterName;
  /**
   * Hosts that are the zone, where one compute cluster is stretched over rooms. Machines then never leave them, not even when all of them
   * fail.
   *
   * @default every host of the compute cluster
   * @minItems 1
   */
  readonly hosts?: readonly VcenterName[];
  /** Path of the resource pool that the zone's own is made in. @default the compute cluster's root */
  readonly resourcePool?: VcenterName;
  /** Name of the datastore that machines are put on. A change reaches only machines that are made later. */
  readonly datastore: VcenterName;
  /** Storage policy of the machines' disks. A change reaches only machines that are made later. @default the datastore's */
  readonly storagePolicy?: VcenterName;
  /** Name of the port group that machines are connected to. */
  readonly network: VcenterName;
}

/** Rules for zones of vSphere, beside those for zones of any machines: two that would fail together are zones in name only. */
export function zoneProblems(zones: readonly Incomplete<VsphereZone>[]): Problem[] {
  return zones.flatMap(({ hosts }, index) => [
    ...(hosts !== undefined && new Set(hosts).size < hosts.length ? [{ path: `zones[${index}].hosts`, message: "name a host twice" }] : []),
    ...sharedHostProblems(zones, index),
  ]);
}

/** Two zones in one compute cluster must say which hosts are whose, or both fail together. */
function sharedHostProblems(zones: readonly Incomplete<VsphereZone>[], index: number): Problem[] {
  const zone = zones[index];
  const others = zones.slice(0, index).filter((other) => sameCluster(zone, other));
  return others.flatMap((other) => {
    if (zone?.hosts === undefined || other.hosts === undefined) {
      return [
        {
          path: `zones[${index}].hosts`,
          message: `is missing in one of the zones ${other.name ?? ""} and ${zone?.name ?? ""}, which are in the same compute cluster`,
        },
      ];
    }
    const both = zone.hosts.filter((host) => other.hosts?.includes(host));
    return both.length === 0 ? [] : [{ path: `zones[${index}].hosts`, message: `${both.join(", ")} is of zone ${other.name ?? ""} too` }];
  });
}

function sameCluster(a: Incomplete<VsphereZone> | undefined, b: Incomplete<VsphereZone>): boolean {
  return a?.computeCluster !== undefined && a.computeCluster === b.computeCluster && a.datacenter === b.datacenter;
}
