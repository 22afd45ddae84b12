import { keysAsEnvironment, type ObjectStorage, objectStoragePort, withoutChecksums } from "../core/storage/object-storage";
import { storageClassNames } from "../core/storage/storage-class";
import { workloads } from "../core/cluster/workload-identity";
import { storeAuthority, storeAuthorityObject } from "../core/addresses/store-authority";
import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, type BaselineRelease, toIdentity, type TrafficRule } from "./component";
import { priorityClassName, spreadOverZones } from "./scheduling";

/** How long the logs of applications are kept, and who may read them. */
export interface ApplicationLogsConfig {
  /** Days that what applications print is kept. @default 30 @minimum 1 @maximum 3650 */
  readonly retentionDays?: number;
  /** Namespaces that may read the logs at `http://loki.haven-logging.svc:3100`, for example where your Grafana runs. @default none */
  readonly readers?: readonly string[];
  /**
   * Volume that all logs are on where the cluster has no object storage, in GiB. Loki deletes by age only, so a full volume takes no more
   * logs. A larger one takes steps by hand, see docs/baseline.md.
   *
   * @default 100
   * @minimum 10
   * @maximum 16384
   */
  readonly storageGib?: number;
}

/** Half a year, which BIO2 8.18.02 asks for privileged actions. */
const auditRetentionDays = 183;

/**
 * Loki's own limits, 4 MB per second for the whole cluster and 3 MB per stream, reject everybody's lines when one application is noisy.
 * A noisy container meets the limit of its stream first. Audit events have a queue of their own in the collector, which retries.
 *
 * @see https://grafana.com/docs/loki/latest/configure/#limits_config
 */
const ingestionLimits = {
  ingestion_rate_mb: 16,
  ingestion_burst_size_mb: 32,
  per_stream_rate_limit: "4MB",
  per_stream_rate_limit_burst: "20MB",
  // A line that is too long is cut instead of rejected: the start of an audit event says who did what.
  max_line_size_truncate: true,
};

/** Three GiB a day for thirty days, after Loki has packed them to about a tenth. */
const volumeGib = 100;

const { namespace, serviceAccount } = workloads.logs;

/** Loki: three copies of everything that came in lately and the rest on object storage, or one copy on a volume where there is none. */
export function logStore(context: BaselineContext, config: ApplicationLogsConfig): BaselineComponent {
  const { cluster, mirror, monitoring } = context;
  const { objectStorage, workloadIdentities, auditLog } = cluster;
  const { retentionDays = 30, readers = [], storageGib = volumeGib } = config;
  const identity = workloadIdentities.logs;
  const store = objectStorage ? onObjectStorage(objectStorage) : onVolume(storageGib);
  return {
    name: "log-store",
    namespace: { name: namespace, podSecurity: "restricted" },
    releases: [
      ...authority(objectStorage),
      {
        name: "loki",
        chart: charts.loki,
        // Three members, one after the other, each of which joins the others before it is ready.
        timeoutSeconds: 900,
        values: {
          ...(mirror !== undefined && { global: { imageRegistry: mirror } }),
          deploymentMode: "Monolithic",
          loki: {
            // One tenant: whoever may read logs, reads all of this cluster's.
            auth_enabled: false,
            analytics: { reporting_enabled: false },
            commonConfig: { replication_factor: store.copies },
            schemaConfig: {
              configs: [
                {
                  from: "2026-01-01",
                  store: "tsdb",
                  object_store: store.storage.type,
                  schema: "v13",
                  index: { prefix: "index_", period: "24h" },
                },
              ],
            },
            storage: store.storage,
            limits_config: {
              ...ingestionLimits,
              // Whoever may read Loki could otherwise delete from it: it has one port for both. Retention works without.
              deletion_mode: "disabled",
              retention_period: hours(retentionDays),
              retention_stream: [{ selector: '{log="audit"}', priority: 1, period: hours(auditLog?.retentionDays ?? auditRetentionDays) }],
            },
            compactor: { retention_enabled: true, delete_request_store: store.storage.type },
            podLabels: identity.podLabels,
          },
          monitoring: { serviceMonitor: { enabled: monitoring } },
          serviceAccount: { name: serviceAccount, annotations: identity.annotations },
          singleBinary: {
            replicas: store.copies,
            priorityClassName,
            ...(objectStorage?.credentials && {
              extraEnvFrom: [{ secretRef: { name: credentialsSecret } }],
              extraEnv: Object.entries(withoutChecksums).map(([name, value]) => ({ name, value })),
            }),
            ...(objectStorage?.caCertificate !== undefined && {
              extraVolumes: [storeAuthority.volume],
              extraVolumeMounts: [storeAuthority.mount],
            }),
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "2Gi" } },
            // Two copies make a quorum of three. With one copy, a budget would keep its node from ever being drained.
            ...(store.copies > 1 && { podDisruptionBudget: { enabled: true, maxUnavailable: 1 } }),
            persistence: { size: store.volume, storageClass: storageClassNames.block },
            topologySpreadConstraints: spreadOverZones({
              "app.kubernetes.io/name": "loki",
              "app.kubernetes.io/component": "single-binary",
            }),
          },
          // The chart's own proxy, caches, self-test and rules; a cluster's own logs need none, and the caches take gigabytes.
          gateway: { enabled: false },
          chunksCache: { enabled: false },
          resultsCache: { enabled: false },
          lokiCanary: { enabled: false },
          test: { enabled: false },
          sidecar: { rules: { enabled: false } },
          ...Object.fromEntries(["write", "read", "backend"].map((part) => [part, { replicas: 0 }])),
        },
      },
    ],
    ...(objectStorage?.credentials && { secrets: { [credentialsSecret]: keysAsEnvironment(objectStorage.credentials) } }),
    metrics: [3100],
    alerts: [
      {
        name: "LogStoreDown",
        expr: `sum(kube_pod_status_ready{namespace="${namespace}",condition="true"}) < ${store.copies > 1 ? 2 : 1} or absent(kube_pod_status_ready{namespace="${namespace}"})`,
        for: "15m",
        summary: "Loki has too few copies to take logs",
      },
      {
        name: "LogsRejected",
        expr: 'sum by (reason) (rate(loki_discarded_samples_total{reason!~"line_too_long"}[5m])) > 0',
        for: "15m",
        summary: "Loki rejects log lines: {{ $labels.reason }}",
      },
    ],
    traffic: [
      ...(objectStorage ? toObjectStorage(objectStorage) : []),
      ...toIdentity(cluster),
      { direction: "in", peer: { namespace: "haven-collector" }, ports: [3100], reason: "what was collected" },
      ...readers.map((reader): TrafficRule => ({
        direction: "in",
        peer: { namespace: reader },
        ports: [3100],
        reason: "who reads the logs",
      })),
    ],
  };
}

/** Where Loki keeps what it has, and how many copies of what it hasn't put there yet. */
interface Store {
  readonly storage: { readonly type: string; readonly [key: string]: unknown };
  readonly copies: number;
  readonly volume: string;
}

function onObjectStorage({ api, buckets, account, region, endpoint, credentials, caCertificate }: ObjectStorage): Store {
  const own = {
    // A store of the user's own seldom has a name for every bucket.
    ...(credentials && { s3ForcePathStyle: true }),
    ...(caCertificate !== undefined && { http_config: { ca_file: storeAuthority.file } }),
  };
  const storage = {
    "azure-blob": { type: "azure", azure: { accountName: account, useFederatedToken: true } },
    gcs: { type: "gcs" },
    s3: { type: "s3", s3: { region, endpoint, ...own } },
  }[api];
  return { storage: { ...storage, bucketNames: { chunks: buckets.logs, ruler: buckets.logs } }, copies: 3, volume: "10Gi" };
}

function authority(store: ObjectStorage | undefined): BaselineRelease[] {
  return store?.caCertificate === undefined
    ? []
    : [{ name: "object-storage-ca", manifests: { authority: storeAuthorityObject(namespace, store.caCertificate) } }];
}

/** The chart refuses more than one copy without object storage: each would have its own half of the logs. */
function onVolume(gib: number): Store {
  return { storage: { type: "filesystem" }, copies: 1, volume: `${gib}Gi` };
}

const hours = (days: number) => `${days * 24}h`;

const credentialsSecret = "object-storage";

function toObjectStorage({ endpoint }: ObjectStorage): TrafficRule[] {
  const ports = [...new Set([443, objectStoragePort(endpoint)])];
  return [{ direction: "out", peer: "anyone", ports, reason: "object storage, and the identity that opens it" }];
}
