import type { WorkloadIdentity } from "./workload-identity";

/** Services that the platform provides, so the baseline doesn't install them. */
export interface PlatformServices {
  readonly metricsServer: boolean;
  readonly snapshotController: boolean;
  /** The Gateway API types. */
  readonly gatewayApi: boolean;
  /** Storage classes that the platform marks as default. The baseline removes the mark, so that exactly one default remains. */
  readonly defaultStorageClasses: readonly string[];
}

/** The API server's audit events, on the nodes of the control plane. */
export interface NodeAuditLog {
  /** Path of the current log file. Rotated files are not read, or every event would be collected twice. */
  readonly file: string;
  /** Days that the collected events are kept. */
  readonly retentionDays: number;
}

export interface LoadBalancer {
  /** Whether the internet reaches the gateway, or the network only. */
  readonly exposure: "internal" | "public";
  /** Annotations of the Service. */
  readonly annotations: Readonly<Record<string, string>>;
  /**
   * `Cluster` where any node may receive a request, also a node without the gateway. The gateway then sees the node's address instead of the
   * client's.
   *
   * @default Local
   */
  readonly externalTrafficPolicy?: "Cluster" | "Local";
  /**
   * Ranges from which the load balancer reaches the gateway, where it states the client's address with the PROXY protocol. The gateway
   * believes that statement from these ranges only.
   *
   * @default the load balancer leaves the client's address in the packets
   */
  readonly proxyProtocolFrom?: readonly string[];
}

export interface ClusterDns {
  /** Name of the zone, for example `apps.gemeente.example`. */
  readonly zone: string;
  /** Identity that writes the records with which a certificate authority checks ownership of the zone. */
  readonly certificates: WorkloadIdentity;
  /** ACME solver in cert-manager's format: the content of `dns01`. */
  readonly solver: Readonly<Record<string, unknown>>;
  /** Identity of external-dns and its chart values for the zone; undefined when nothing may write the applications' names. */
  readonly records?: { readonly identity: WorkloadIdentity; readonly values: Readonly<Record<string, unknown>> };
}

export interface ClusterAutoscaling {
  /** Identity that may resize pools. */
  readonly identity: WorkloadIdentity;
  /** Values of the cluster-autoscaler chart for this platform. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ClusterSecretStore {
  /** Identity that may read the vault. */
  readonly identity: WorkloadIdentity;
  /** The vault in external-secrets' format: the content of `provider`. */
  readonly provider: Readonly<Record<string, unknown>>;
}
