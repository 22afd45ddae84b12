import { Annotations } from "@cdktf/provider-kubernetes/lib/annotations";
import { StorageClassV1 } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { HavenCluster } from "../core/cluster/cluster";
import type { StorageClass } from "../core/storage/storage-class";

const defaultMark = "storageclass.kubernetes.io/is-default-class";

/**
 * One class for ReadWriteOnce, which a claim gets that names none, and one for ReadWriteMany.
 *
 * @haven rwxvolumes
 * @haven HX-default-storage-class
 */
export class StorageClasses extends Construct {
  readonly block: StorageClassV1;
  readonly shared: StorageClassV1;
  /** Those that this platform has beside the two. */
  readonly additional: readonly StorageClassV1[];
  /** Take the platform's own mark off; two defaults are as bad as none. */
  readonly unmarked: readonly Annotations[];

  constructor(
    scope: Construct,
    id: string,
    { defaultStorageClass, sharedStorageClass, additionalStorageClasses = [], platformServices }: HavenCluster,
    dependsOn: ITerraformDependable[],
  ) {
    super(scope, id);
    this.block = storageClass(this, "block", defaultStorageClass, true, dependsOn);
    this.shared = storageClass(this, "shared", sharedStorageClass, false, dependsOn);
    this.additional = additionalStorageClasses.map((given) => storageClass(this, given.name, given, false, dependsOn));
    this.unmarked = platformServices.defaultStorageClasses.map(
      (name) =>
        new Annotations(this, `unmark-${name}`, {
          apiVersion: "storage.k8s.io/v1",
          kind: "StorageClass",
          metadata: { name },
          annotations: { [defaultMark]: "false" },
          // The platform wrote it first.
          force: true,
          dependsOn,
        }),
    );
  }
}

function storageClass(
  scope: Construct,
  id: string,
  given: StorageClass,
  isDefault: boolean,
  dependsOn: ITerraformDependable[],
): StorageClassV1 {
  return new StorageClassV1(scope, id, {
    metadata: { name: given.name, annotations: { [defaultMark]: String(isDefault) } },
    storageProvisioner: given.provisioner,
    parameters: { ...given.parameters },
    mountOptions: [...given.mountOptions],
    volumeBindingMode: given.volumeBindingMode,
    // With the claim goes the volume, as developers expect; what must stay is backed up.
    reclaimPolicy: "Delete",
    allowVolumeExpansion: true,
    dependsOn,
  });
}
