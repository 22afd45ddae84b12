import { isHost } from "../../core/addresses/server-url";
import { type StorageClass, storageClassNames } from "../../core/storage/storage-class";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/** An export that is there already. NFS knows addresses only, so let it in from the machines' subnet and no other. */
export interface NfsSharedStorage {
  readonly type: "nfs";
  /** Name or address of the server. */
  readonly server: string;
  /**
   * Path of the export. Every claim gets a folder in it.
   *
   * @pattern ^/\S*$
   * @form the path of an export, such as /exports/zaken
   */
  readonly share: string;
  /** Version of NFS. @default 4.1 */
  readonly version?: "4.1" | "4.2" | "3";
}

/** Rules for an export, beside its schema. */
export function nfsProblems({ server }: Incomplete<NfsSharedStorage>): Problem[] {
  return server === undefined || isHost(server)
    ? []
    : [{ path: "storage.shared.server", message: `"${server}" is not the name or address of a server` }];
}

/** The class whose volumes are folders in the export. */
export function nfsStorageClass({ server, share, version = "4.1" }: NfsSharedStorage): StorageClass {
  return {
    name: storageClassNames.shared,
    volumeBindingMode: "Immediate",
    provisioner: "nfs.csi.k8s.io",
    parameters: { server, share },
    // Hard, the default, rather than soft: a write that waits is better than one that is lost.
    mountOptions: [`nfsvers=${version}`],
  };
}
