import type { Chart } from "../core/cluster/component";

const prometheusCommunity = "https://prometheus-community.github.io/helm-charts";

/** Every chart of the baseline. Renovate reads the comments (docs/baseline.md#updates). Newest seen in August 2026. */
export const charts = {
  // renovate: datasource=helm depName=cert-manager registryUrl=https://charts.jetstack.io
  certManager: { name: "cert-manager", repository: "https://charts.jetstack.io", version: "v1.21.1" },
  // renovate: datasource=helm depName=metrics-server registryUrl=https://kubernetes-sigs.github.io/metrics-server/
  metricsServer: { name: "metrics-server", repository: "https://kubernetes-sigs.github.io/metrics-server/", version: "3.13.1" },
  // The chart at grafana.github.io is for Grafana's own product since March 2026.
  // renovate: datasource=helm depName=loki registryUrl=https://grafana-community.github.io/helm-charts
  loki: { name: "loki", repository: "https://grafana-community.github.io/helm-charts", version: "18.11.0" },
  // renovate: datasource=helm depName=alloy registryUrl=https://grafana.github.io/helm-charts
  alloy: { name: "alloy", repository: "https://grafana.github.io/helm-charts", version: "1.11.1" },
  // renovate: datasource=helm depName=traefik registryUrl=https://traefik.github.io/charts
  traefik: { name: "traefik", repository: "https://traefik.github.io/charts", version: "41.3.0" },
  // renovate: datasource=helm depName=cluster-autoscaler registryUrl=https://kubernetes.github.io/autoscaler
  clusterAutoscaler: { name: "cluster-autoscaler", repository: "https://kubernetes.github.io/autoscaler", version: "9.59.0" },
  // renovate: datasource=helm depName=prometheus-operator-crds registryUrl=https://prometheus-community.github.io/helm-charts
  prometheusOperatorCrds: { name: "prometheus-operator-crds", repository: prometheusCommunity, version: "31.0.1" },
  // renovate: datasource=helm depName=kube-prometheus-stack registryUrl=https://prometheus-community.github.io/helm-charts
  kubePrometheusStack: { name: "kube-prometheus-stack", repository: prometheusCommunity, version: "88.5.3" },
  // renovate: datasource=docker depName=ghcr.io/controlplaneio-fluxcd/charts/flux-operator
  fluxOperator: { name: "flux-operator", repository: "oci://ghcr.io/controlplaneio-fluxcd/charts", version: "0.49.0" },
  // renovate: datasource=docker depName=ghcr.io/controlplaneio-fluxcd/charts/flux-instance
  fluxInstance: { name: "flux-instance", repository: "oci://ghcr.io/controlplaneio-fluxcd/charts", version: "0.49.0" },
  // renovate: datasource=helm depName=argo-cd registryUrl=https://argoproj.github.io/argo-helm
  argoCd: { name: "argo-cd", repository: "https://argoproj.github.io/argo-helm", version: "10.1.1" },
  // renovate: datasource=helm depName=external-dns registryUrl=https://kubernetes-sigs.github.io/external-dns/
  externalDns: { name: "external-dns", repository: "https://kubernetes-sigs.github.io/external-dns/", version: "1.21.1" },
  // renovate: datasource=helm depName=external-secrets registryUrl=https://charts.external-secrets.io
  externalSecrets: { name: "external-secrets", repository: "https://charts.external-secrets.io", version: "2.9.0" },
  // renovate: datasource=helm depName=cloudnative-pg registryUrl=https://cloudnative-pg.github.io/charts
  cloudNativePg: { name: "cloudnative-pg", repository: "https://cloudnative-pg.github.io/charts", version: "0.29.0" },
  // renovate: datasource=helm depName=velero registryUrl=https://vmware-tanzu.github.io/helm-charts
  velero: { name: "velero", repository: "https://vmware-tanzu.github.io/helm-charts", version: "12.1.0" },
  // renovate: datasource=helm depName=opencost registryUrl=https://opencost.github.io/opencost-helm-chart
  openCost: { name: "opencost", repository: "https://opencost.github.io/opencost-helm-chart", version: "2.5.17" },
} as const satisfies Readonly<Record<string, Chart>>;

/** Images that no chart names: the newest releases seen. Those for Velero 1.18 were candidates then; it takes these too. */
export const images = {
  // renovate: datasource=docker depName=velero/velero-plugin-for-microsoft-azure
  veleroAzure: "velero/velero-plugin-for-microsoft-azure:v1.13.2",
  // renovate: datasource=docker depName=velero/velero-plugin-for-gcp
  veleroGcp: "velero/velero-plugin-for-gcp:v1.13.2",
  // renovate: datasource=docker depName=velero/velero-plugin-for-aws
  veleroAws: "velero/velero-plugin-for-aws:v1.13.2",
} as const;

/** Image tags of cluster-autoscaler by Kubernetes minor: its makers test each minor with the same minor of Kubernetes only. */
const clusterAutoscalerTags: Readonly<Record<string, string>> = {
  "1.33": "v1.33.3",
  "1.34": "v1.34.2",
  "1.35": "v1.35.0",
  "1.36": "v1.36.1",
};

/** Tag for a cluster's version; the newest known for a version that is newer, or that only Terraform knows. */
export function clusterAutoscalerTag(kubernetesVersion: string): string {
  const minor = kubernetesVersion.split(".").slice(0, 2).join(".");
  return clusterAutoscalerTags[minor] ?? Object.values(clusterAutoscalerTags).at(-1) ?? "";
}
