import { storageClassNames } from "../core/storage/storage-class";
import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer, type TrafficRule } from "./component";
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
}

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
    releases: [{ name: "prometheus-operator-crds", chart: charts.prometheusOperatorCrds, values: {} }],
  };
}

export function monitoring(
  { mirror }: BaselineContext,
  { retentionDays = 15, storageGib = 50, readers = [], alerts = {} }: MonitoringConfig,
): BaselineComponent {
  const { email, webhook } = alerts;
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
  };
  const secrets = [...new Set([email?.secretName, webhook?.secretName].filter((name) => name !== undefined))];
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
          additionalPrometheusRulesMap: { "haven-platform": { groups: [{ name: "haven-platform", rules: platformAlerts }] } },
          grafana: { enabled: false },
          // It would check rules before they are taken, and needs a certificate of its own for that.
          prometheusOperator: { admissionWebhooks: { enabled: false }, tls: { enabled: false } },
          ...Object.fromEntries(
            ["kubeControllerManager", "kubeScheduler", "kubeEtcd", "kubeProxy"].map((part) => [part, { enabled: false }]),
          ),
          prometheus: {
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
            config: {
              route: { receiver: "platform", group_by: ["alertname", "namespace"], repeat_interval: "12h" },
              receivers: [receiver(alerts)],
            },
            alertmanagerSpec: {
              replicas: 3,
              storage: disk("2Gi"),
              secrets,
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

function receiver({ email, webhook }: AlertRoute) {
  const mounted = (secret: string, key: string) => `/etc/alertmanager/secrets/${secret}/${key}`;
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

const alert = (name: string, expr: string, wait: string, summary: string) => ({
  alert: name,
  expr,
  for: wait,
  labels: { severity: "warning" },
  annotations: { summary },
});

/** What somebody must act on, and nothing else. */
const platformAlerts = [
  alert("NodeNotReady", 'kube_node_status_condition{condition="Ready",status="true"} == 0', "10m", "Node {{ $labels.node }} is not ready"),
  alert(
    "VolumeAlmostFull",
    "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.1",
    "15m",
    "Volume {{ $labels.persistentvolumeclaim }} in {{ $labels.namespace }} is nine tenths full",
  ),
  alert(
    "CertificateNotRenewed",
    "certmanager_certificate_expiration_timestamp_seconds - time() < 7 * 86400",
    "1h",
    "Certificate {{ $labels.name }} in {{ $labels.namespace }} ends within a week",
  ),
  alert(
    "LogsNotCollected",
    'kube_daemonset_status_number_unavailable{namespace="haven-collector"} > 0',
    "15m",
    "A node's logs are not collected",
  ),
  alert("LogsLost", "sum(rate(loki_write_dropped_entries_total[5m])) > 0", "15m", "Log lines don't arrive in Loki"),
];
