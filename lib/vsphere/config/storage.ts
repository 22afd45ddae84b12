import { isHost } from "../../core/addresses/server-url";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import type { NfsSharedStorage } from "../../talos/config/nfs";
import { objectStorageProblems, type S3StoreConfig } from "../../talos/config/object-storage";
import type { VcenterName } from "./vcenter";

/** Settings of disks, shared files and object storage. */
export interface VsphereStorageConfig {
  /** Disks for claims. @default on any datastore that every host of the zones reaches */
  readonly volumes?: VsphereVolumes;
  /** Files for ReadWriteMany. @haven rwxvolumes */
  readonly shared: VsphereSharedStorage;
  /** Objects for logs and backups. @default none: logs are on one volume in the cluster, and nothing can be backed up; the report says so */
  readonly objects?: S3StoreConfig;
}

/** Where disks are placed. */
export interface VsphereVolumes {
  /** Storage policy that says which datastores may be used. @default none */
  readonly storagePolicy?: VcenterName;
  /**
   * Categories of the tags that vCenter's hosts, clusters or datacenters carry, for zones whose datastores other zones don't reach. The
   * tags are there already, and nothing but hosts, clusters, folders and datacenters carries them.
   *
   * @default none: a volume may be used in every zone
   */
  readonly topology?: {
    /** Category whose tags name regions. */
    readonly regionCategory: VcenterCategory;
    /** Category whose tags name zones. */
    readonly zoneCategory: VcenterCategory;
  };
}

/**
 * Where shared files are: an NFS server, or the file services of vSAN.
 *
 * @discriminator type
 */
export type VsphereSharedStorage = NfsSharedStorage | VsanSharedStorage;

/** Shares of vSAN File Services, which must be on in those clusters. */
export interface VsanSharedStorage {
  readonly type: "vsan-files";
  /** Names of the compute clusters whose file service is used, as managed object ids: `domain-c8`. @minItems 1 */
  readonly clusters: readonly ComputeClusterId[];
  /** Storage policy of the shares. @default vSAN's own */
  readonly storagePolicy?: VcenterName;
}

/**
 * Managed object id of a compute cluster.
 *
 * @pattern ^domain-c\d+$
 * @form the id of a compute cluster, such as domain-c8
 */
type ComputeClusterId = string;

/**
 * Name of a tag category. The driver's settings have no room for a quote or a comma in it.
 *
 * @pattern ^\w[\w .-]*$
 * @form a name of letters, digits, blanks, dots, dashes and _
 */
type VcenterCategory = string;

export const blockDriver = "csi.vsphere.vmware.com";

/** What is wrong with storage, beside its schema. */
export function storageProblems(given: Incomplete<VsphereStorageConfig>): Problem[] {
  const { shared, volumes } = literals<VsphereStorageConfig>(given);
  const { server } = (shared ?? {}) as { readonly server?: string };
  const { regionCategory, zoneCategory } = volumes?.topology ?? {};
  return [
    ...(server === undefined || isHost(server)
      ? []
      : [{ path: "storage.shared.server", message: `"${server}" is not the name or address of a server` }]),
    ...(regionCategory !== undefined && regionCategory === zoneCategory
      ? [{ path: "storage.volumes.topology.zoneCategory", message: `"${zoneCategory}" names regions already` }]
      : []),
    ...objectStorageProblems(given.objects ?? {}),
  ];
}
