import { type ObjectStorage, objectStoragePort, type StaticCredentials } from "../core/storage/object-storage";
import { workloads } from "../core/cluster/workload-identity";
import { charts, images } from "./charts";
import type { StorageClass, VolumeSnapshotClass } from "../core/storage/storage-class";
import { type Alert, type BaselineComponent, type BaselineContext, type SecretContent, toApiServer, toIdentity } from "./component";
import type { KubernetesObject } from "./manifests";
import { priorityClassName } from "./scheduling";

/** Backups of objects, and of volumes that a pod uses, on the object storage of the cluster. */
export interface VeleroConfig {
  /** When, as five fields of cron, in UTC. @default 0 3 * * * */
  readonly schedule?: string;
  /** Days that a backup is kept. @default 30 @minimum 1 @maximum 3650 */
  readonly retentionDays?: number;
}

const { namespace, serviceAccount } = workloads.backups;

const credentialsSecret = "object-storage";

const credentialsFile =
  ({ accessKeyId, secretAccessKey }: StaticCredentials): SecretContent =>
  (read) => ({ cloud: `[default]\naws_access_key_id = ${read(accessKeyId)}\naws_secret_access_key = ${read(secretAccessKey)}\n` });

export function velero(
  { cluster, mirror, monitoring }: BaselineContext,
  { schedule = "0 3 * * *", retentionDays = 30 }: VeleroConfig,
  storage: ObjectStorage,
): BaselineComponent {
  const identity = cluster.workloadIdentities.backups;
  const from = (image: string) => (mirror === undefined ? `docker.io/${image}` : `${mirror}/${image}`);
  const location = {
    "azure-blob": { provider: "azure", plugin: images.veleroAzure },
    gcs: { provider: "gcp", plugin: images.veleroGcp },
    s3: { provider: "aws", plugin: images.veleroAws },
  }[storage.api];
  return {
    name: "velero",
    namespace: {
      name: namespace,
      podSecurity: "privileged",
      reason: "the agent on each node reads the volumes of pods where the kubelet mounted them",
    },
    releases: [
      ...(cluster.snapshotClass
        ? [{ name: "volume-policy", manifests: { policy: volumePolicy(cluster.snapshotClass, cluster.sharedStorageClass) } }]
        : []),
      {
        name: "velero",
        chart: charts.velero,
        values: {
          image: { repository: from("velero/velero") },
          kubectl: { image: { repository: `${mirror ?? "registry.k8s.io"}/kubectl` } },
          initContainers: [
            {
              name: "plugin",
              image: from(location.plugin),
              volumeMounts: [{ mountPath: "/target", name: "plugins" }],
              resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } },
            },
          ],
          metrics: { serviceMonitor: { enabled: monitoring, autodetect: false } },
          configuration: {
            backupStorageLocation: [
              {
                name: "default",
                default: true,
                provider: location.provider,
                bucket: storage.buckets.backups,
                ...(storage.caCertificate !== undefined && { caCert: Buffer.from(storage.caCertificate).toString("base64") }),
                config: storage.backupConfig,
              },
            ],
            volumeSnapshotLocation: [],
            ...(cluster.snapshotClass
              ? // A snapshot disappears with its account or region, so its data is moved to the bucket.
                { features: "EnableCSI", defaultSnapshotMoveData: true }
              : { defaultVolumesToFsBackup: true }),
            uploaderType: "kopia",
          },
          snapshotsEnabled: false,
          deployNodeAgent: true,
          nodeAgent: {
            priorityClassName,
            tolerations: [{ operator: "Exists" }],
            podLabels: identity.podLabels,
            resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "1Gi" } },
          },
          // The identity is the credential, where the platform has identities.
          credentials: storage.credentials ? { useSecret: true, existingSecret: credentialsSecret } : { useSecret: false },
          serviceAccount: { server: { name: serviceAccount, annotations: identity.annotations } },
          podLabels: identity.podLabels,
          priorityClassName,
          resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "1Gi" } },
          schedules: {
            daily: {
              schedule,
              template: {
                ttl: `${retentionDays * 24}h`,
                includedNamespaces: ["*"],
                snapshotMoveData: cluster.snapshotClass !== undefined,
                ...(cluster.snapshotClass && { resourcePolicy: { kind: "configmap", name: volumePolicyName } }),
              },
            },
          },
        },
      },
    ],
    ...(storage.credentials && { secrets: { [credentialsSecret]: credentialsFile(storage.credentials) } }),
    traffic: [
      toApiServer,
      { direction: "out", peer: "anyone", ports: [objectStoragePort(storage.endpoint)], reason: "object storage" },
      ...toIdentity(cluster),
    ],
    metrics: [8085],
    alerts: backupAlerts(schedule),
  };
}

const volumePolicyName = "haven-volumes";

/**
 * Snapshots for block volumes; volumes of `haven-shared` are read as files by the agent on their node. Without this policy Velero asks
 * every driver for a snapshot, and leaves a claim of `haven-shared` out of the backup because its driver has no snapshot class.
 *
 * @see https://velero.io/docs/v1.18/resource-filtering/#resource-policies
 */
function volumePolicy({ driver }: VolumeSnapshotClass, { provisioner }: StorageClass): KubernetesObject {
  const policy = (conditions: object, type: "snapshot" | "fs-backup") => ({ conditions, action: { type } });
  const policies = [policy({ csi: { driver: provisioner } }, "fs-backup"), policy({ csi: { driver } }, "snapshot")];
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: volumePolicyName, namespace },
    data: { "policies.yaml": JSON.stringify({ version: "v1", volumePolicies: policies }, undefined, 2) },
  };
}

/** The chart puts the release's name before the name of the schedule. */
const ofSchedule = '{schedule="velero-daily"}';

function backupAlerts(schedule: string): readonly Alert[] {
  const hours = longestGapHours(schedule) + 2;
  return [
    {
      name: "BackupFailed",
      expr: `velero_backup_last_status${ofSchedule} != 1`,
      for: "5m",
      summary: "The last backup failed, or lacks some volumes: kubectl -n haven-backup get backups; velero backup describe <name>",
    },
    {
      name: "BackupMissing",
      expr: `time() - velero_backup_last_successful_timestamp${ofSchedule} > ${hours} * 3600`,
      for: "5m",
      summary: `No backup has succeeded for ${hours} hours`,
    },
    {
      name: "BackupNeverMade",
      // Velero counts since it started, so this also notices that nothing has told how backups are.
      expr: `absent(velero_backup_last_successful_timestamp${ofSchedule})`,
      for: `${hours}h`,
      summary: `Velero has reported no successful backup for ${hours} hours`,
    },
    {
      name: "BackupStorageUnavailable",
      expr: 'absent(velero_backup_last_status) or sum(kube_pod_status_ready{namespace="haven-backup",condition="true"}) == 0',
      for: "30m",
      summary: "Velero does not run, or is not measured, so no backups are made",
    },
  ];
}

/** Longest time between two runs of a schedule, to the day: cron says no more at a glance. */
function longestGapHours(schedule: string): number {
  const [, , day, month, weekday] = schedule.split(" ");
  if (day === "*" && month === "*") return weekday === "*" ? 24 : 7 * 24;
  return month === "*" ? 31 * 24 : 366 * 24;
}
