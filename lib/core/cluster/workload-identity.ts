/** A Kubernetes service account that acts as a cloud identity, without a stored credential. */
export interface WorkloadIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Put on the service account. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Put on the pods. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Who may use the cloud's services; the baseline installs its components under exactly these names. */
export const workloads = {
  logs: { namespace: "haven-logging", serviceAccount: "loki" },
  backups: { namespace: "haven-backup", serviceAccount: "velero" },
  certificates: { namespace: "haven-certificates", serviceAccount: "cert-manager" },
  dns: { namespace: "haven-dns", serviceAccount: "external-dns" },
  autoscaling: { namespace: "haven-autoscaling", serviceAccount: "cluster-autoscaler" },
  secrets: { namespace: "haven-secrets", serviceAccount: "external-secrets" },
} as const;

/** Where Loki is in every cluster that collects its logs. */
export const logStoreUrl = `http://loki.${workloads.logs.namespace}.svc:3100`;
