/** A Kubernetes service account that acts as a cloud identity, without a stored credential. */
export interface WorkloadIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Annotations of the service account. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Labels of the pods. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Service accounts that get a cloud identity. The baseline installs its components under exactly these names. */
export const workloads = {
  logs: { namespace: "haven-logging", serviceAccount: "loki" },
  backups: { namespace: "haven-backup", serviceAccount: "velero" },
  certificates: { namespace: "haven-certificates", serviceAccount: "cert-manager" },
  dns: { namespace: "haven-dns", serviceAccount: "external-dns" },
  autoscaling: { namespace: "haven-autoscaling", serviceAccount: "cluster-autoscaler" },
  secrets: { namespace: "haven-secrets", serviceAccount: "external-secrets" },
} as const;

/** Address of Loki inside every cluster that collects its logs. */
export const logStoreUrl = `http://loki.${workloads.logs.namespace}.svc:3100`;
