import type { WorkloadIdentity } from "./workload-identity";

/** What the baseline leaves to the platform. */
export interface PlatformServices {
  readonly metricsServer: boolean;
  readonly snapshotController: boolean;
  /** The types of Gateway API. */
  readonly gatewayApi: boolean;
  /** Classes that the platform marks as default; the baseline takes the mark off, so that there is one default. */
  readonly defaultStorageClasses: readonly string[];
}

/** The API server's audit events, on the nodes of the control plane. */
export interface NodeAuditLog {
  /** File that is written to; what it was rotated to is left alone, or every event would be read twice. */
  readonly file: string;
  /** How long they are kept where they are collected. */
  readonly retentionDays: number;
}

export interface LoadBalancer {
  /** Whether the gateway is reached from the internet, or from inside the network only. */
  readonly exposure: "internal" | "public";
  /** Put on the Service. */
  readonly annotations: Readonly<Record<string, string>>;
  /**
   * `Cluster` where any node may receive what comes in, one without the gateway too; the gateway then sees a node's address and not that
   * of who asks.
   *
   * @default Local
   */
  readonly externalTrafficPolicy?: "Cluster" | "Local";
}

export interface ClusterDns {
  /** Name of the zone, for example `apps.gemeente.example`. */
  readonly zone: string;
  /** Who may write the records that prove to a certificate authority that the zone is ours. */
  readonly certificates: WorkloadIdentity;
  /** Solver of an ACME issuer, in cert-manager's words: what stands below `dns01`. */
  readonly solver: Readonly<Record<string, unknown>>;
  /** Who may write the applications' own names, and how external-dns is told of the zone; undefined when nobody may. */
  readonly records?: { readonly identity: WorkloadIdentity; readonly values: Readonly<Record<string, unknown>> };
}

export interface ClusterAutoscaling {
  /** Who may change the size of pools. */
  readonly identity: WorkloadIdentity;
  /** What the chart of cluster-autoscaler needs to know of the platform. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ClusterSecretStore {
  /** Who may read the vault. */
  readonly identity: WorkloadIdentity;
  /** Where it is, in external-secrets' words: what stands below `provider`. */
  readonly provider: Readonly<Record<string, unknown>>;
}
