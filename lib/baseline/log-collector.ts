import { logStoreUrl, workloads } from "../core/cluster/workload-identity";
import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer } from "./component";
import { priorityClassName } from "./scheduling";

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
          configReloader: { resources: { requests: { cpu: "10m", memory: "50Mi" }, limits: { memory: "128Mi" } } },
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
    alerts: [
      {
        name: "LogsNotCollected",
        expr: 'kube_daemonset_status_number_unavailable{namespace="haven-collector"} > 0',
        for: "15m",
        summary: "The logs of {{ $value }} nodes are not collected",
      },
      {
        name: "LogsLost",
        expr: "sum(rate(loki_write_dropped_entries_total[5m])) > 0",
        for: "15m",
        summary: "Log lines do not arrive in Loki",
      },
    ],
    traffic: [toApiServer, { direction: "out", peer: { namespace: workloads.logs.namespace }, ports: [3100], reason: "Loki" }],
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
    url = "${logStoreUrl}/loki/api/v1/push"
  }
}
`;

/**
 * Each node of the control plane has its own file, so the node says which one it was.
 *
 * Audit events are sent apart from what applications print, and without end (0 retries is Alloy's word for that): a push that Loki
 * rejects because an application is noisy holds none of them.
 */
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
  forward_to = [loki.write.audit.receiver]
}

loki.write "audit" {
  endpoint {
    url                 = "${logStoreUrl}/loki/api/v1/push"
    max_backoff_retries = 0
  }
}
`;
