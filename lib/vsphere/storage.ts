import { Construct } from "constructs";
import { blankProblems } from "../core/validation/blank";
import type { Problem } from "../core/validation/errors";
import { problemsIn, rejectProblems } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import { literalProblems, literals } from "../core/validation/literals";
import { isHost, isServerUrl } from "../core/addresses/server-url";
import type { ObjectStorage } from "../core/storage/object-storage";
import { type StorageClass, storageClassNames } from "../core/storage/storage-class";
import { type WorkloadIdentity, workloads } from "../core/cluster/workload-identity";
import { isCertificate } from "./vcenter";

export interface VsphereStorageConfig {
  /** Disks for claims. @default on any datastore that every host of the zones reaches */
  readonly volumes?: VsphereVolumes;
  /** Files for ReadWriteMany. @haven rwxvolumes */
  readonly shared: VsphereSharedStorage;
  /** Objects for logs and backups. @default none: logs are on one volume in the cluster, and nothing can be backed up; the report says so */
  readonly objects?: VsphereObjectStorage;
}

export interface VsphereVolumes {
  /** Storage policy that says which datastores may be used. @default none */
  readonly storagePolicy?: string;
  /**
   * Categories of the tags that vCenter's hosts, clusters or datacenters carry, for zones whose datastores other zones don't reach. The
   * tags are there already, and nothing but hosts, clusters, folders and datacenters carries them.
   *
   * @default none: a volume may be used in every zone
   */
  readonly topology?: {
    /** Category whose tags name regions. */
    readonly regionCategory: string;
    /** Category whose tags name zones. */
    readonly zoneCategory: string;
  };
}

/** @discriminator type */
export type VsphereSharedStorage = NfsSharedStorage | VsanSharedStorage;

/** An export that is there already. NFS knows addresses only, so let it in from the machines' subnet and no other. */
export interface NfsSharedStorage {
  readonly type: "nfs";
  /** Name or address of the server. */
  readonly server: string;
  /** Path of the export; every claim gets a folder in it. @pattern ^/.* */
  readonly share: string;
  /** Version of NFS. @default 4.1 */
  readonly version?: "4.1" | "4.2" | "3";
}

/** Shares of vSAN File Services, which must be on in those clusters. */
export interface VsanSharedStorage {
  readonly type: "vsan-files";
  /** Names of the compute clusters whose file service is used, as managed object ids: `domain-c8`. @minItems 1 */
  readonly clusters: readonly string[];
  /** Storage policy of the shares. @default vSAN's own */
  readonly storagePolicy?: string;
}

/** Any store that speaks S3. Its keys are the Terraform variables `objects_access_key` and `objects_secret_key`. */
export interface VsphereObjectStorage {
  /** Address of the store. @pattern ^https://.+ */
  readonly endpoint: string;
  /** Region that the store wants to hear. @default us-east-1, which most stores take for any */
  readonly region?: string;
  /** Certificate authority of the store, in PEM. @default the public ones */
  readonly caCertificate?: string;
  /** Bucket for logs, there already. */
  readonly logsBucket: string;
  /** Bucket for backups, there already. */
  readonly backupsBucket: string;
}

export interface VsphereStorageProps extends VsphereStorageConfig {
  /** Name of the cluster. */
  readonly name: string;
}

export const blockDriver = "csi.vsphere.vmware.com";
const nfsDriver = "nfs.csi.k8s.io";

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

  constructor(
    scope: Construct,
    id: string,
    readonly props: VsphereStorageProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, problemsIn("storage", storageProblems(props)));
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
    this.sharedStorageClass = sharedClass(props.shared);
    if (objects) this.objectStorage = objectStorage(props.name, objects);
    // Nothing vouches for a service account here; keys stand in.
    const identity = (purpose: "logs" | "backups") => ({ ...workloads[purpose], annotations: {}, podLabels: {} });
    this.identities = { logs: identity("logs"), backups: identity("backups") };
  }
}

function objectStorage(
  account: string,
  { endpoint, logsBucket, backupsBucket, caCertificate, region = "us-east-1" }: VsphereObjectStorage,
): ObjectStorage {
  // Programs put a path behind it.
  const address = endpoint.replace(/\/$/, "");
  return {
    api: "s3",
    account,
    endpoint: address,
    region,
    buckets: { logs: logsBucket, backups: backupsBucket },
    // Many stores refuse the checksum that Velero would send along.
    backupConfig: { region, s3Url: address, s3ForcePathStyle: "true", checksumAlgorithm: "" },
    ...(caCertificate !== undefined && { caCertificate }),
    credentials: {
      accessKeyId: { name: "objects_access_key", description: "Access key of the object storage for logs and backups" },
      secretAccessKey: { name: "objects_secret_key", description: "Secret key of the object storage for logs and backups" },
    },
  };
}

function sharedClass(shared: VsphereSharedStorage): StorageClass {
  const common = { name: storageClassNames.shared, volumeBindingMode: "Immediate" as const };
  return shared.type === "nfs"
    ? {
        ...common,
        provisioner: nfsDriver,
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

/** Two categories, in whose names the driver's settings have no room for a quote or a comma. */
function topologyProblems({ regionCategory, zoneCategory }: Incomplete<NonNullable<VsphereVolumes["topology"]>>): Problem[] {
  const path = "storage.volumes.topology";
  return [
    ...Object.entries({ regionCategory, zoneCategory }).flatMap(([key, name]) =>
      name === undefined || /^[\w][\w .-]*$/.test(name)
        ? []
        : [{ path: `${path}.${key}`, message: `"${name}" is not a name of letters, digits, blanks, dots, dashes and _` }],
    ),
    ...(regionCategory !== undefined && regionCategory === zoneCategory
      ? [{ path: `${path}.zoneCategory`, message: `"${zoneCategory}" names regions already` }]
      : []),
  ];
}

export function storageProblems(given: Incomplete<VsphereStorageConfig>): Problem[] {
  const { shared, objects, volumes } = literals<VsphereStorageConfig>(given);
  const { server, share } = (shared ?? {}) as { readonly server?: string; readonly share?: string };
  const { clusters } = (shared ?? {}) as { readonly clusters?: readonly string[] };
  const bucket = (key: "logsBucket" | "backupsBucket") => {
    const name = objects?.[key];
    return name === undefined || /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)
      ? []
      : [
          {
            path: `storage.objects.${key}`,
            message: `"${name}" is not the name of a bucket: 3 to 63 lower case letters, digits, dots and dashes`,
          },
        ];
  };
  return [
    ...(server === undefined || isHost(server)
      ? []
      : [{ path: "storage.shared.server", message: `"${server}" is not the name or address of a server` }]),
    ...(share === undefined || /^\/[^\s]*$/.test(share)
      ? []
      : [{ path: "storage.shared.share", message: `"${share}" is not the path of an export, such as /exports/zaken` }]),
    ...(clusters?.length === 0
      ? [{ path: "storage.shared.clusters", message: "is empty; name the clusters whose file service is used" }]
      : []),
    ...(clusters ?? []).flatMap((id, index) =>
      /^domain-c\d+$/.test(id)
        ? []
        : [{ path: `storage.shared.clusters[${index}]`, message: `"${id}" is not the id of a compute cluster, such as domain-c8` }],
    ),
    ...blankProblems({
      "storage.volumes.storagePolicy": volumes?.storagePolicy,
      "storage.shared.storagePolicy": (shared as { readonly storagePolicy?: string } | undefined)?.storagePolicy,
    }),
    ...topologyProblems(volumes?.topology ?? {}),
    ...(objects?.endpoint === undefined || isServerUrl(objects.endpoint)
      ? []
      : [
          { path: "storage.objects.endpoint", message: `"${objects.endpoint}" is not an address such as https://s3.gemeente.example:9000` },
        ]),
    ...literalProblems({ "storage.objects.caCertificate": given.objects?.caCertificate }),
    ...(objects?.caCertificate === undefined || isCertificate(objects.caCertificate)
      ? []
      : [{ path: "storage.objects.caCertificate", message: "is not a certificate in PEM: -----BEGIN CERTIFICATE-----" }]),
    ...bucket("logsBucket"),
    ...bucket("backupsBucket"),
    ...(objects?.logsBucket !== undefined && objects.logsBucket === objects.backupsBucket
      ? [{ path: "storage.objects.backupsBucket", message: `"${objects.logsBucket}" holds the logs, whose retention would delete backups` }]
      : []),
  ];
}
