/** A Helm chart at the version that was tested, and where its makers publish it. */
export interface Chart {
  readonly name: string;
  /** URL of a chart repository, or `oci://`. */
  readonly repository: string;
  readonly version: string;
}

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
} as const satisfies Readonly<Record<string, Chart>>;
