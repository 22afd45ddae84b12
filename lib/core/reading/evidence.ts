import type { Environment } from "../cluster/environment";
import type { BackendEvidence } from "./backend";
import type { Fact } from "./fact";
import type { Unaccounted } from "./unaccounted";

/**
 * Facts about a cluster, each with the place that it was read from.
 *
 * Each provider's `reading/evidence.ts` builds this from the synthesized JSON. So overrides are seen, and one set of rules judges every
 * provider: a rule never sees a provider's resource.
 */
export interface ClusterEvidence {
  readonly cluster: ClusterIdentity;
  readonly controlPlane: ControlPlaneEvidence;
  readonly api: ApiEvidence;
  readonly nodePools: readonly NodePoolEvidence[];
  /** Regions of all resources that have one, so that a log workspace in another region is seen too. */
  readonly regions: readonly Fact<string>[];
  /** Undefined where the baseline collects the audit events. */
  readonly auditLog?: AuditLogEvidence;
  /** Whether Terraform refuses to replace or destroy the cluster. */
  readonly deletionProtection: Fact<boolean>;
  readonly backend: BackendEvidence;
  /** Schedule of the platform's own back-ups of applications' data; undefined without one. */
  readonly backups?: Fact<string>;
  /** Attributes whose literal value looks like a credential. The values are never kept. */
  readonly literalSecrets: readonly Fact<string>[];
  /** Parts of the app that may contradict a guarantee about this cluster, and that nothing above was read from. */
  readonly unaccounted: readonly Unaccounted[];
  /** Evidence of the in-cluster part; undefined when the app has no baseline for the cluster. */
  readonly baseline?: BaselineEvidence;
}

/** Which cluster the evidence is of, and what its provider supports. */
export interface ClusterIdentity {
  readonly name: string;
  /** Folder of the provider, for example `azure`. */
  readonly provider: string;
  /** Name of the platform in cncf/k8s-conformance, for example `aks`. */
  readonly platform: string;
  readonly environment: Environment;
  /** Regions of the provider in the EU or EEA, with the date of that table. */
  readonly residency: { readonly asOf: string; readonly regions: readonly string[] };
  /** Kubernetes minors of the platform with a result in cncf/k8s-conformance, with the date of that list. */
  readonly conformantMinors: { readonly asOf: string; readonly minors: readonly string[] };
  /** Last day of the platform's support for each minor, with the date of that list. */
  readonly support: { readonly asOf: string; readonly until: Readonly<Record<string, string>> };
  /** The owner's reason for a region outside the EU/EEA. */
  readonly residencyException?: string;
}

/** Evidence of the control plane. */
export interface ControlPlaneEvidence {
  /** Whether the provider runs the control plane; HCC doesn't count its nodes then. */
  readonly managed: Fact<boolean>;
  /** Whether the control plane spans zones and has an uptime promise. */
  readonly redundant: Fact<boolean>;
  /** Zone of each control plane node; undefined where the provider runs it. */
  readonly nodeZones?: readonly Fact<string>[];
  readonly kubernetesVersion: Fact<string>;
  readonly rbac: Fact<boolean>;
  /** Holder of the key that encrypts Secrets at rest. */
  readonly secretsEncryption: Fact<"own key" | "platform key" | "none">;
  /** Whether the platform runs metrics-server itself. */
  readonly metricsServer: Fact<boolean>;
  /** Whether the API server writes its audit events where the baseline collects them; undefined where the platform collects them. */
  readonly auditEvents?: Fact<boolean>;
}

/** Evidence of who reaches the API server. */
export interface ApiEvidence {
  /** Whether the API is reachable from outside the network. */
  readonly public: Fact<boolean>;
  /** Ranges that may reach a public API. */
  readonly allowedCidrs: Fact<readonly string[]>;
  /** Whether the cloud's identity service rejects strangers before the API server; undefined where it can't. */
  readonly identityGuarded?: Fact<boolean>;
}

/** Evidence of a node pool, or of a part of one. */
export interface NodePoolEvidence {
  /** Name of the pool. A pool that the provider splits, for example by zone, is one pool here. */
  readonly name: string;
  /** False for pools that run system workloads only, or that repel pods with a taint. */
  readonly takesApplications: Fact<boolean>;
  readonly zones: Fact<readonly string[]>;
  readonly minNodes: Fact<number>;
  /**
   * Zones with a node at all times, where each zone has a minimum of its own.
   *
   * @default the platform spreads `minNodes` over the zones
   */
  readonly populatedZones?: Fact<readonly string[]>;
  /** Whether the provider may reclaim the nodes at any time. */
  readonly spot: Fact<boolean>;
  readonly publicAddresses: Fact<boolean>;
  /** Linux security module of the image. */
  readonly hardening: Fact<Hardening>;
}

/** Linux security module of a node's image. */
export interface Hardening {
  readonly image: string;
  readonly module: "AppArmor" | "SELinux" | "none";
  /** Known reason not to rely on it, in both languages of the report. */
  readonly caveat?: { readonly en: string; readonly nl: string };
}

/** Evidence of the control plane's audit log. */
export interface AuditLogEvidence {
  /** Names of the log categories that leave the control plane. */
  readonly categories: Fact<readonly string[]>;
  /** Whether the categories include the API server's audit events. */
  readonly audit: Fact<boolean>;
  readonly retentionDays: Fact<number>;
}

/** Evidence of the in-cluster part. An undefined fact means that the component is switched off. */
export interface BaselineEvidence {
  /** State of the stack that the baseline is in. */
  readonly backend: BackendEvidence;
  readonly defaultStorageClasses: Fact<readonly string[]>;
  readonly sharedStorageClass: Fact<string>;
  /** Schedule of the baseline's back-ups of applications' objects and volumes. */
  readonly backups?: Fact<string>;
  readonly certificateIssuers?: Fact<readonly string[]>;
  readonly logCollector?: Fact<string>;
  /** Size in GiB of the single volume for all logs; undefined where logs are in object storage. */
  readonly logVolumeGib?: Fact<number>;
  /** The baseline's metrics-server, where the platform has none. */
  readonly metricsServer?: Fact<boolean>;
  /** The audit events that the baseline collects, where the platform leaves that to it. */
  readonly auditLog?: AuditLogEvidence;
  /** Installed releases. */
  readonly components: readonly ComponentEvidence[];
  /** Components that the user switched off, by the name of their prop. */
  readonly switchedOff: readonly { readonly name: string; readonly reason: string }[];
}

/** One release of a component. */
export interface ComponentEvidence {
  readonly component: string;
  readonly namespace: string;
  readonly release: Fact<string>;
  /** Undefined for objects outside any third-party chart. */
  readonly chart?: { readonly name: string; readonly version: string };
}
