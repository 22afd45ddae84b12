import { Construct } from "constructs";
import { type WorkloadIdentity, workloads } from "../../core/cluster/workload-identity";
import type { ObjectStorage } from "../../core/storage/object-storage";
import { type StorageClass, storageClassNames } from "../../core/storage/storage-class";
import { objectStorage } from "../../talos/config/object-storage";
import { blockDriver, storageProblems, type VsphereSharedStorage, type VsphereStorageConfig } from "../config/storage";
import { beginPart } from "./part";

/** Settings of storage. */
export interface VsphereStorageProps extends VsphereStorageConfig {
  /** Name of the cluster. */
  readonly name: string;
}

const nfsProvisioner = "nfs.csi.k8s.io";

/**
 * Disks of vSphere for ReadWriteOnce, files for ReadWriteMany, and objects for logs and backups where a store is named. Nothing is made: the driver makes
 * volumes, and export and buckets are there already.
 *
 * @haven rwxvolumes
 */
export class VsphereStorage extends Construct {
  readonly defaultStorageClass: StorageClass;
  readonly sharedStorageClass: StorageClass;
  readonly objectStorage?: ObjectStorage;
  readonly identities: { readonly logs: WorkloadIdentity; readonly backups: WorkloadIdentity };

  /** Where shared files are. */
  readonly shared: VsphereSharedStorage;

  constructor(scope: Construct, id: string, props: VsphereStorageProps) {
    super(scope, id);
    beginPart<{ readonly storage: VsphereStorageConfig }>(this, props, {
      under: "storage",
      problems: ({ storage = {} }) => storageProblems(storage),
    });
    const { volumes = {}, objects } = props;
    this.defaultStorageClass = {
      name: storageClassNames.block,
      provisioner: blockDriver,
      parameters: {
        "csi.storage.k8s.io/fstype": "ext4",
        ...(volumes.storagePolicy !== undefined && { storagepolicyname: volumes.storagePolicy }),
      },
      mountOptions: [],
      // On a datastore that the node's hosts reach, so the pod is placed first.
      volumeBindingMode: "WaitForFirstConsumer",
    };
    this.shared = props.shared;
    this.sharedStorageClass = sharedClass(props.shared);
    if (objects) this.objectStorage = objectStorage(props.name, objects);
    // Nothing vouches for a service account here; keys stand in.
    const identity = (purpose: "logs" | "backups") => ({ ...workloads[purpose], annotations: {}, podLabels: {} });
    this.identities = { logs: identity("logs"), backups: identity("backups") };
  }
}

function sharedClass(shared: VsphereSharedStorage): StorageClass {
  const common = { name: storageClassNames.shared, volumeBindingMode: "Immediate" as const };
  return shared.type === "nfs"
    ? {
        ...common,
        provisioner: nfsProvisioner,
        parameters: { server: shared.server, share: shared.share },
        // Hard, the default, rather than soft: a write that waits is better than one that is lost.
        mountOptions: [`nfsvers=${shared.version ?? "4.1"}`],
      }
    : {
        ...common,
        provisioner: blockDriver,
        parameters: {
          "csi.storage.k8s.io/fstype": "nfs4",
          ...(shared.storagePolicy !== undefined && { storagepolicyname: shared.storagePolicy }),
        },
        mountOptions: [],
      };
}
