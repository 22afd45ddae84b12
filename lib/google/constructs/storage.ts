import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import type { ObjectStorage } from "../../core/storage/object-storage";
import { type StorageClass, storageClassNames } from "../../core/storage/storage-class";
import { googleDefaults } from "../config/defaults";
import type { GoogleDiskType } from "../config/machine-types";
import type { GooglePartProps } from "../config/part";
import type { GoogleSharedTier, GoogleStorageConfig } from "../config/storage";
import { publicUniverse } from "../config/universe";
import type { GoogleNetwork } from "./network";
import { beginPart } from "./part";
import { type GoogleWorkloadProps, workloadIdentity } from "./workload-identity";

/** Settings of storage, and the network and cluster that use it. */
export interface GoogleStorageProps extends GoogleWorkloadProps, GoogleStorageConfig {
  readonly network: GoogleNetwork;
  /** Key of yours for disks. @default Google's own */
  readonly diskKeyId?: string;
  /** What Google's services are below. @default googleapis.com */
  readonly universeDomain?: string;
  /** @default nothing is protected */
  readonly preventDestroy?: { readonly objectStorage: boolean };
}

const tiers: Readonly<Record<GoogleSharedTier, Readonly<Record<string, string>>>> = {
  regional: { tier: "regional" },
  multishare: {
    tier: "enterprise",
    multishare: "true",
    "max-volume-size": "128Gi",
    // GKE writes this into a class that has none, which would be a change, and so a new class, in every plan (gcp-filestore-csi-driver).
    "instance-storageclass-label": storageClassNames.shared,
  },
  zonal: { tier: "zonal" },
  basic: { tier: "basic_hdd" },
};

/**
 * Files over NFS for ReadWriteMany, made by GKE's own driver for each claim; and objects for logs and backups. Files have addresses inside
 * the network only.
 *
 * @haven rwxvolumes
 */
export class GoogleStorage extends Construct {
  readonly buckets: { readonly logs: StorageBucket; readonly backups: StorageBucket };
  readonly identities: { readonly logs: WorkloadIdentity; readonly backups: WorkloadIdentity };
  readonly defaultStorageClass: StorageClass;
  readonly sharedStorageClass: StorageClass;
  readonly additionalStorageClasses: readonly StorageClass[];
  readonly objectStorage: ObjectStorage;
  /** What volumes and logs wait for: rights. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: GoogleStorageProps) {
    super(scope, id);
    beginPart(this, props, { under: "storage" });
    const { region, projectId, network, tags, diskType = "pd-balanced" } = props;
    const labels = Object.entries(tags)
      .map(([key, value]) => `${key}=${value}`)
      .join(",");
    const disks = { labels, ...(props.diskKeyId !== undefined && { "disk-encryption-kms-key": props.diskKeyId }) };
    const driver = { provisioner: "pd.csi.storage.gke.io", mountOptions: [], volumeBindingMode: "WaitForFirstConsumer" } as const;
    this.defaultStorageClass = { ...driver, name: storageClassNames.block, parameters: { type: diskType, ...disks } };
    this.additionalStorageClasses = props.regionalDisks
      ? [{ ...driver, name: `${storageClassNames.block}-regional`, parameters: { ...regionalDisk[diskType], ...disks } }]
      : [];
    this.sharedStorageClass = {
      name: storageClassNames.shared,
      provisioner: "filestore.csi.storage.gke.io",
      parameters: {
        ...tiers[props.sharedTier ?? "regional"],
        // The driver's own are the network "default" and a peering that isn't there (gcp-filestore-csi-driver).
        network: network.networkId,
        "connect-mode": "PRIVATE_SERVICE_ACCESS",
        "reserved-ip-range": network.fileRangeName,
        labels,
      },
      mountOptions: [],
      volumeBindingMode: "Immediate",
    };

    this.buckets = { logs: this.bucket("logs", props), backups: this.bucket("backups", props) };
    const logs = this.workload("logs", props);
    const backups = this.workload("backups", props);
    // Velero signs addresses at which a backup's own logs can be read.
    const signs = new ServiceAccountIamMember(this, "backups-sign", {
      serviceAccountId: backups.account.name,
      role: "roles/iam.serviceAccountTokenCreator",
      member: backups.account.member,
    });
    this.objectStorage = {
      api: "gcs",
      region,
      account: projectId,
      endpoint: `https://storage.${props.universeDomain ?? publicUniverse.domain}`,
      buckets: { logs: this.buckets.logs.name, backups: this.buckets.backups.name },
      backupConfig: { serviceAccount: backups.account.email },
    };
    this.identities = { logs: logs.workload, backups: backups.workload };
    this.ready = [...logs.ready, ...backups.ready, signs];
  }

  private bucket(purpose: "logs" | "backups", props: GoogleStorageProps): StorageBucket {
    const { name, projectId, region, tags, softDeleteDays: days = googleDefaults.softDeleteDays } = props;
    // Names are unique in all of Google, and this cluster's name isn't; the project's id is.
    const unique = Fn.substr(Fn.sha256(Fn.join("/", [projectId, name, purpose])), 0, 8);
    return new StorageBucket(this, purpose, {
      name: `${resourceName(name, purpose, 54)}-${unique}`,
      project: projectId,
      // Google answers in capitals, and the provider compares.
      location: region.toUpperCase(),
      storageClass: "STANDARD",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      softDeletePolicy: { retentionDurationSeconds: days * 86_400 },
      labels: { ...tags },
      lifecycle: { preventDestroy: props.preventDestroy?.objectStorage ?? false },
    });
  }

  /** An identity that reaches only its own bucket. */
  private workload(purpose: "logs" | "backups", props: GoogleStorageProps) {
    const { workload, account, ready } = workloadIdentity(this, purpose, props);
    const access = new StorageBucketIamMember(this, `${purpose}-access`, {
      bucket: this.buckets[purpose].name,
      role: "roles/storage.objectUser",
      member: account.member,
    });
    return { workload, account, ready: [...ready, access] };
  }
}

const regionalDisk: Readonly<Record<GoogleDiskType, Readonly<Record<string, string>>>> = {
  "pd-balanced": { type: "pd-balanced", "replication-type": "regional-pd" },
  "hyperdisk-balanced": { type: "hyperdisk-balanced-high-availability" },
};

/** Snapshots stay in the region of their disks; Google's own choice is all of Europe. */
export function snapshotClass({ region }: Pick<GooglePartProps, "region">) {
  return { driver: "pd.csi.storage.gke.io", parameters: { "storage-locations": region } };
}
