import { type ObjectStorage, objectStoragePort, type StaticCredentials } from "../core/storage/object-storage";
import { workloads } from "../core/cluster/workload-identity";
import { charts, images } from "./charts";
import { type BaselineComponent, type BaselineContext, type SecretContent, toApiServer, toIdentity } from "./component";
import { priorityClassName } from "./scheduling";

/** Backups of objects and volumes, on the provider's object storage. */
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
  { cluster, mirror }: BaselineContext,
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
      {
        name: "velero",
        chart: charts.velero,
        values: {
          image: { repository: from("velero/velero") },
          kubectl: { image: { repository: `${mirror ?? "registry.k8s.io"}/kubectl` } },
          initContainers: [{ name: "plugin", image: from(location.plugin), volumeMounts: [{ mountPath: "/target", name: "plugins" }] }],
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
              ? // A snapshot alone goes with the account or the region that it is in, so its data is moved to the bucket.
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
              template: { ttl: `${retentionDays * 24}h`, includedNamespaces: ["*"], snapshotMoveData: cluster.snapshotClass !== undefined },
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
  };
}
