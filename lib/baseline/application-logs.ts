import { keysAsEnvironment, storageClassNames, workloads } from "../core/storage";
import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer, toIdentity, type TrafficRule } from "./component";
import { priorityClassName, spreadOverZones } from "./scheduling";

export interface ApplicationLogsConfig {
  /** Days that what applications print is kept. @default 30 @minimum 1 @maximum 3650 */
  readonly retentionDays?: number;
  /** Namespaces that may read the logs at `http://loki.haven-logging.svc:3100`, for example where your Grafana runs. @default none */
  readonly readers?: readonly string[];
}

/** Half a year, which BIO2 8.18.02 asks for privileged actions. */
const auditRetentionDays = 183;

const { namespace, serviceAccount } = workloads.logs;

/** Loki: three copies of everything that came in lately, and the rest on object storage. */
export function logStore(
  { cluster, mirror, monitoring }: BaselineContext,
  { retentionDays = 30, readers = [] }: ApplicationLogsConfig,
): BaselineComponent {
  const { api, buckets, account, region, endpoint, credentials } = cluster.objectStorage;
  const identity = cluster.workloadIdentities.logs;
  const stores = {
    "azure-blob": { type: "azure", azure: { accountName: account, useFederatedToken: true } },
    gcs: { type: "gcs" },
    // A store of the user's own seldom has a name for every bucket.
    s3: { type: "s3", s3: { region, endpoint, ...(credentials && { s3ForcePathStyle: true }) } },
  } as const;
  const store = stores[api];
  return {
    name: "log-store",
    namespace: { name: namespace, podSecurity: "restricted" },
    releases: [
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
            commonConfig: { replication_factor: 3 },
            schemaConfig: {
              configs: [
                { from: "2026-01-01", store: "tsdb", object_store: store.type, schema: "v13", index: { prefix: "index_", period: "24h" } },
              ],
            },
            storage: { ...store, bucketNames: { chunks: buckets.logs, ruler: buckets.logs } },
            limits_config: {
              retention_period: hours(retentionDays),
              retention_stream: [
                { selector: '{log="audit"}', priority: 1, period: hours(cluster.auditLog?.retentionDays ?? auditRetentionDays) },
              ],
            },
            compactor: { retention_enabled: true, delete_request_store: store.type },
            podLabels: identity.podLabels,
          },
          monitoring: { serviceMonitor: { enabled: monitoring } },
          serviceAccount: { name: serviceAccount, annotations: identity.annotations },
          singleBinary: {
            replicas: 3,
            priorityClassName,
            ...(credentials && { extraEnvFrom: [{ secretRef: { name: credentialsSecret } }] }),
            resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "2Gi" } },
            persistence: { size: "10Gi", storageClass: storageClassNames.block },
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
    ...(credentials && { secrets: { [credentialsSecret]: keysAsEnvironment(credentials) } }),
    metrics: [3100],
    traffic: [
      { direction: "out", peer: "anyone", ports: objectStoragePorts(endpoint), reason: "object storage, and the identity that opens it" },
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

const hours = (days: number) => `${days * 24}h`;

const credentialsSecret = "object-storage";

/** Https, and the port of a store that listens elsewhere. */
export function objectStoragePorts(endpoint: string): readonly number[] {
  const [, port] = /^https?:\/\/[^/]+:(\d+)/.exec(endpoint) ?? [];
  return port === undefined || port === "443" ? [443] : [443, Number(port)];
}

/** Where Alloy was in each file. Kept on the node: a restarted pod would otherwise send everything again. */
const positions = "/var/lib/alloy";

/** Alloy on every node. It reads the files of the node itself, so a busy API server loses no line. */
export function logCollector({ cluster: { auditLog }, mirror, monitoring }: BaselineContext): BaselineComponent {
  return {
    name: "log-collector",
    namespace: {
      name: "haven-collector",
      podSecurity: "privileged",
      reason: "reads /var/log/pods of the node; the Pod Security Standards allow no path of the host below privileged",
    },
    releases: [
      {
        name: "alloy",
        chart: charts.alloy,
        skipCrds: true,
        values: {
          ...(mirror !== undefined && { global: { image: { registry: mirror } } }),
          crds: { create: false },
          serviceMonitor: { enabled: monitoring },
          alloy: {
            enableReporting: false,
            mounts: { varlog: true, extra: [{ name: "positions", mountPath: positions }] },
            storagePath: positions,
            configMap: { content: auditLog ? `${collectorConfig}${auditCollectorConfig(auditLog.file)}` : collectorConfig },
            resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
            securityContext: {
              // The files belong to root.
              runAsUser: 0,
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              // The API server alone may read its audit events.
              capabilities: { drop: ["ALL"], ...(auditLog && { add: ["DAC_READ_SEARCH"] }) },
              seccompProfile: { type: "RuntimeDefault" },
            },
          },
          controller: {
            priorityClassName,
            // On every node, whatever it repels.
            tolerations: [{ operator: "Exists" }],
            volumes: { extra: [{ name: "positions", hostPath: { path: positions, type: "DirectoryOrCreate" } }] },
          },
          // The chart's own rules let it read every Secret. It can't do without either list.
          rbac: { rules: [reading("pods")], clusterRules: [reading("namespaces")] },
        },
      },
    ],
    metrics: [12345],
    traffic: [toApiServer, { direction: "out", peer: { namespace }, ports: [3100], reason: "Loki" }],
    after: ["log-store"],
  };
}

const reading = (resource: string) => ({ apiGroups: [""], resources: [resource], verbs: ["get", "list", "watch"] });

const collectorConfig = `discovery.kubernetes "pods" {
  role = "pod"
  selectors {
    role  = "pod"
    field = "spec.nodeName=" + sys.env("HOSTNAME")
  }
}

discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
  rule {
    source_labels = ["__meta_kubernetes_namespace"]
    target_label  = "namespace"
  }
  rule {
    source_labels = ["__meta_kubernetes_pod_name"]
    target_label  = "pod"
  }
  rule {
    source_labels = ["__meta_kubernetes_pod_container_name"]
    target_label  = "container"
  }
  rule {
    source_labels = ["__meta_kubernetes_pod_label_app_kubernetes_io_name"]
    target_label  = "app"
  }
  rule {
    source_labels = ["__meta_kubernetes_pod_node_name"]
    target_label  = "node"
  }
  rule {
    source_labels = ["__meta_kubernetes_pod_uid", "__meta_kubernetes_pod_container_name"]
    separator     = "/"
    replacement   = "/var/log/pods/*$1/*.log"
    target_label  = "__path__"
  }
}

local.file_match "pods" {
  path_targets = discovery.relabel.pods.output
}

loki.source.file "pods" {
  targets    = local.file_match.pods.targets
  forward_to = [loki.process.pods.receiver]
}

loki.process "pods" {
  forward_to = [loki.write.loki.receiver]
  stage.cri {}
}

loki.write "loki" {
  endpoint {
    url = "http://loki.${namespace}.svc:3100/loki/api/v1/push"
  }
}
`;

/** Each node of the control plane has its own file, so the node says which one it was. */
const auditCollectorConfig = (file: string) => `
local.file_match "audit" {
  path_targets = [{
    "__path__" = "${file}",
    "log"      = "audit",
    "node"     = sys.env("HOSTNAME"),
  }]
}

loki.source.file "audit" {
  targets    = local.file_match.audit.targets
  forward_to = [loki.write.loki.receiver]
}
`;
