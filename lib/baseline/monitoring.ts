import { storageClassNames } from "../core/storage/storage-class";
import { charts } from "./charts";
import { type Alert, type BaselineComponent, type BaselineContext, toApiServer, type TrafficRule } from "./component";
import { keptByHelm } from "./manifests";
import { priorityClassName, spreadOverZones } from "./scheduling";

/** Prometheus and Alertmanager, with a small set of alerts on the platform itself. */
export interface MonitoringConfig {
  /** Days that measurements are kept. @default 15 @minimum 1 @maximum 365 */
  readonly retentionDays?: number;
  /** Disk of each of the two copies of Prometheus, in GiB. @default 50 @minimum 10 @maximum 16384 */
  readonly storageGib?: number;
  /** Namespaces that may ask Prometheus, for example where your Grafana runs. @default none */
  readonly readers?: readonly string[];
  /** Where alerts go. @default nowhere: they are in Alertmanager only */
  readonly alerts?: AlertRoute;
}

/** The receivers of alerts. */
export interface AlertRoute {
  /** By mail. @default none */
  readonly email?: {
    /** Who gets them. */
    readonly to: string;
    /** Who they come from. */
    readonly from: string;
    /** Mail server with port, for example `smtp.gemeente.example:587`. */
    readonly smarthost: string;
    /** Login at the mail server; its password is under `password` in the Secret `secretName`. @default none */
    readonly username?: string;
    /** Secret in the namespace haven-monitoring; make it yourself, so that it is in no state. @default none */
    readonly secretName?: string;
  };
  /** By a call to an address, which is a secret itself: under `url` in this Secret in haven-monitoring. @default none */
  readonly webhook?: {
    /** Name of the Secret. */
    readonly secretName: string;
  };
  /**
   * A dead man's switch: an address outside the cluster, under `url` in this Secret in haven-monitoring, that is called every five
   * minutes. The service behind it raises the alarm when the calls stop, which no alert from inside can do.
   *
   * @default none
   */
  readonly watchdog?: {
    /** Name of the Secret. */
    readonly secretName: string;
  };
}

/** One copy at a time. Helm merges this with the chart's own `minAvailable`, and Kubernetes takes only one of the two. */
const budget = { enabled: true, minAvailable: null, maxUnavailable: 1 };

const namespace = {
  name: "haven-monitoring",
  podSecurity: "privileged",
  reason: "node-exporter reads what the kernel of each node says of itself",
} as const;

/** Types that other components' monitors need; a release of their own, so that they are upgraded and come first. */
export function monitoringTypes(): BaselineComponent {
  return {
    name: "monitoring-types",
    namespace,
    releases: [
      {
        name: "prometheus-operator-crds",
        chart: charts.prometheusOperatorCrds,
        // Applications have monitors and rules of their own, which would go with the types.
        values: { crds: { annotations: keptByHelm } },
      },
    ],
  };
}

export function monitoring(
  { cluster, mirror }: BaselineContext,
  { retentionDays = 15, storageGib = 50, readers = [], alerts = {} }: MonitoringConfig,
  alertsOfComponents: readonly Alert[],
): BaselineComponent {
  const { email, webhook, watchdog } = alerts;
  const groups = [
    {
      name: "haven-platform",
      // The platform writes the audit log of its control plane to nodes only where the control plane is on machines of your own.
      rules: rules([...platformAlerts, ...(cluster.auditLog ? etcdAlerts : []), ...alertsOfComponents]),
    },
  ];
  const disk = (size: string) => ({
    volumeClaimTemplate: {
      spec: { storageClassName: storageClassNames.block, accessModes: ["ReadWriteOnce"], resources: { requests: { storage: size } } },
    },
  });
  const all = {
    serviceMonitorSelectorNilUsesHelmValues: false,
    podMonitorSelectorNilUsesHelmValues: false,
    ruleSelectorNilUsesHelmValues: false,
    probeSelectorNilUsesHelmValues: false,
    scrapeConfigSelectorNilUsesHelmValues: false,
  };
  const secrets = [...new Set([email?.secretName, webhook?.secretName, watchdog?.secretName].filter((name) => name !== undefined))];
  return {
    name: "monitoring",
    namespace,
    releases: [
      {
        name: "kube-prometheus-stack",
        chart: charts.kubePrometheusStack,
        timeoutSeconds: 900,
        values: {
          ...(mirror !== undefined && { global: { imageRegistry: mirror } }),
          fullnameOverride: "prometheus",
          crds: { enabled: false },
          // Some thirty groups, most of them about a control plane that the provider runs; ours are few enough to be read.
          defaultRules: { create: false },
          additionalPrometheusRulesMap: { "haven-platform": { groups } },
          grafana: { enabled: false },
          prometheusOperator: {
            // It would check rules before they are taken, and needs a certificate of its own for that.
            admissionWebhooks: { enabled: false },
            tls: { enabled: false },
            priorityClassName,
            resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
            prometheusConfigReloader: { resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "128Mi" } } },
          },
          "kube-state-metrics": {
            priorityClassName,
            resources: { requests: { cpu: "20m", memory: "128Mi" }, limits: { memory: "1Gi" } },
          },
          "prometheus-node-exporter": {
            priorityClassName,
            resources: { requests: { cpu: "20m", memory: "32Mi" }, limits: { memory: "128Mi" } },
          },
          ...Object.fromEntries(
            ["kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy"].map((part) => [part, { enabled: false }]),
          ),
          prometheus: {
            podDisruptionBudget: budget,
            prometheusSpec: {
              ...all,
              replicas: 2,
              retention: `${retentionDays}d`,
              storageSpec: disk(`${storageGib}Gi`),
              priorityClassName,
              topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/name": "prometheus" }),
              resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "4Gi" } },
            },
          },
          alertmanager: {
            podDisruptionBudget: budget,
            // Helm merges maps, so every key of the chart's own configuration that names a receiver is written here.
            config: {
              route: {
                receiver: "platform",
                group_by: ["alertname", "namespace"],
                repeat_interval: "12h",
                routes: [watchdogRoute(watchdog !== undefined)],
              },
              receivers: [receiver(alerts), { name: nobody }, ...(watchdog ? [watchdogReceiver(watchdog.secretName)] : [])],
              inhibit_rules: [],
            },
            alertmanagerSpec: {
              replicas: 3,
              storage: disk("2Gi"),
              secrets,
              resources: { requests: { cpu: "20m", memory: "64Mi" }, limits: { memory: "256Mi" } },
              priorityClassName,
              topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/name": "alertmanager" }),
            },
          },
        },
      },
    ],
    traffic: [
      toApiServer,
      ...["haven-costs", ...readers].map((reader): TrafficRule => ({
        direction: "in",
        peer: { namespace: reader },
        ports: [9090],
        reason: "who reads what was measured",
      })),
      {
        direction: "out",
        peer: "anyone",
        ports: [{ from: 1, to: 65535 }],
        reason: "whatever is measured, on whatever port; and where alerts go",
      },
    ],
  };
}

const mounted = (secret: string, key: string) => `/etc/alertmanager/secrets/${secret}/${key}`;

/** Without a service that waits for it, the watchdog would only be noise. */
function watchdogRoute(isAwaited: boolean) {
  const matchers = [`alertname = "${watchdogName}"`];
  return isAwaited
    ? { matchers, receiver: "watchdog", group_wait: "0s", group_interval: "1m", repeat_interval: "5m" }
    : { matchers, receiver: nobody };
}

function watchdogReceiver(secretName: string) {
  return { name: "watchdog", webhook_configs: [{ url_file: mounted(secretName, "url"), send_resolved: false }] };
}

function receiver({ email, webhook }: AlertRoute) {
  return {
    name: "platform",
    ...(email && {
      email_configs: [
        {
          to: email.to,
          from: email.from,
          smarthost: email.smarthost,
          ...(email.username !== undefined && { auth_username: email.username }),
          ...(email.secretName !== undefined && { auth_password_file: mounted(email.secretName, "password") }),
        },
      ],
    }),
    ...(webhook && { webhook_configs: [{ url_file: mounted(webhook.secretName, "url") }] }),
  };
}

/** Name of the receiver of nothing, for alerts that nobody asked for. */
const nobody = "nobody";

/** Rules that a set of alerts leads to. */
function rules(alerts: readonly Alert[]) {
  return [
    // Always fires. When it stops, no other alert arrives either.
    { alert: watchdogName, expr: "vector(1)", labels: { severity: "none" }, annotations: { summary: "Alerts are evaluated and sent" } },
    ...alerts.map(({ name, expr, for: wait, summary }) => ({
      alert: name,
      expr,
      for: wait,
      labels: { severity: "warning" },
      annotations: { summary },
    })),
  ];
}

const watchdogName = "Watchdog";

const inPlatform = 'namespace=~"haven-.*|kube-system"';

/** Conditions that somebody must act on, whatever the component. Each component adds its own. */
const platformAlerts: readonly Alert[] = [
  {
    name: "NodeNotReady",
    expr: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
    for: "10m",
    summary: "Node {{ $labels.node }} is not ready",
  },
  {
    name: "VolumeAlmostFull",
    expr: "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.1",
    for: "15m",
    summary: "Volume {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} is nine tenths full",
  },
  {
    name: "PlatformPodNotReady",
    expr: `sum by (namespace, pod) (kube_pod_status_ready{${inPlatform},condition="true"} == 0) unless on (namespace, pod) (kube_pod_status_phase{phase="Succeeded"} == 1)`,
    for: "15m",
    summary: "Pod {{ $labels.pod }} of the platform, in {{ $labels.namespace }}, is not ready",
  },
  {
    name: "PlatformPodRestarts",
    expr: `sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${inPlatform}}[1h])) > 3`,
    for: "15m",
    summary: "Pod {{ $labels.pod }} of the platform, in {{ $labels.namespace }}, restarts again and again",
  },
  {
    name: "PlatformNotMeasured",
    expr: 'sum by (namespace, job) (up{namespace=~"haven-.*"} == 0)',
    for: "15m",
    summary: "Prometheus cannot read {{ $labels.job }} in {{ $labels.namespace }}, so alerts on it are silent",
  },
  {
    name: "RulesNotEvaluated",
    expr: "sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total[15m])) > 0",
    for: "15m",
    summary: "Prometheus cannot evaluate the rules of {{ $labels.rule_group }}",
  },
  {
    name: "AlertsNotSent",
    expr: "sum by (integration) (rate(alertmanager_notifications_failed_total[15m])) > 0 or sum by (integration) (rate(prometheus_notifications_dropped_total[15m])) > 0",
    for: "15m",
    summary: "Alerts do not reach their receiver {{ $labels.integration }}",
  },
  {
    name: "AlertmanagerDown",
    expr: "absent(alertmanager_build_info) or min(alertmanager_config_last_reload_successful) == 0",
    for: "15m",
    summary: "Alertmanager does not run, or refuses its configuration",
  },
  {
    name: "ClusterNotMeasured",
    expr: "absent(kube_node_info)",
    for: "15m",
    summary: "kube-state-metrics does not run, so most alerts are silent",
  },
];

/** For a control plane on your own machines. The API server tells how its etcd is; elsewhere the platform looks after both. */
const etcdAlerts: readonly Alert[] = [
  {
    name: "EtcdSlow",
    expr: 'histogram_quantile(0.99, sum by (le) (rate(etcd_request_duration_seconds_bucket{operation!~"list.*"}[10m]))) > 1',
    for: "15m",
    summary: "One request in a hundred of the API server to etcd takes more than a second: look at the disks of the control plane",
  },
  {
    name: "EtcdErrors",
    expr: "sum(rate(etcd_request_errors_total[10m])) / sum(rate(etcd_requests_total[10m])) > 0.05",
    for: "15m",
    summary: "One request in twenty of the API server to etcd fails",
  },
  {
    name: "EtcdAlmostFull",
    expr: "max(apiserver_storage_size_bytes) > 1.6e9",
    for: "15m",
    summary: "etcd holds {{ $value | humanize1024 }}B of the 2 GiB after which it takes no writes",
  },
];
