import type { Environment } from "../cluster/environment";
import type { Fact } from "./fact";

/**
 * What can be known about a cluster, and where it was read.
 *
 * Each provider's `evidence.ts` makes this from the synthesized JSON, so that overrides are seen, and one set of rules
 * judges every provider. A rule never sees a provider's resource.
 */
export interface ClusterEvidence {
  readonly cluster: ClusterIdentity;
  readonly controlPlane: ControlPlaneEvidence;
  readonly api: ApiEvidence;
  readonly nodePools: readonly NodePoolEvidence[];
  /** Region of everything that has one, so that a log workspace elsewhere is seen too. */
  readonly regions: readonly Fact<string>[];
  /** Undefined where the baseline collects the audit events. */
  readonly auditLog?: AuditLogEvidence;
  /** Protected against a replacement or destroy by Terraform. */
  readonly deletionProtection: Fact<boolean>;
  /** Kind of state backend; `local` keeps the state on one machine. */
  readonly backend: Fact<string>;
  /** Attributes whose literal value looks like a credential; the values themselves are never kept. */
  readonly literalSecrets: readonly Fact<string>[];
  /** What runs inside the cluster; undefined when this app has no baseline for it. */
  readonly baseline?: BaselineEvidence;
}

export interface ClusterIdentity {
  readonly name: string;
  /** Folder of the provider, for example `azure`. */
  readonly provider: string;
  /** Name of the platform in cncf/k8s-conformance, for example `aks`. */
  readonly platform: string;
  readonly environment: Environment;
  /** Regions of the provider that lie in the EU or EEA, with the date of that table. */
  readonly residency: { readonly asOf: string; readonly regions: readonly string[] };
  /** Kubernetes minors of the platform with a result in cncf/k8s-conformance, with the date of that list. */
  readonly conformantMinors: { readonly asOf: string; readonly minors: readonly string[] };
  /** Last day of the platform's support for each minor, with the date of that list. */
  readonly support: { readonly asOf: string; readonly until: Readonly<Record<string, string>> };
  /** Why data may leave the EU/EEA, as the owner of the cluster put it. */
  readonly residencyException?: string;
}

export interface ControlPlaneEvidence {
  /** The provider runs it; HCC doesn't count nodes then. */
  readonly managed: Fact<boolean>;
  /** Spread over zones with an uptime promise. */
  readonly redundant: Fact<boolean>;
  /** Zone of each of its nodes; undefined where the provider runs it. */
  readonly nodeZones?: readonly Fact<string>[];
  readonly kubernetesVersion: Fact<string>;
  readonly rbac: Fact<boolean>;
  /** Who holds the key that encrypts Secrets at rest. */
  readonly secretsEncryption: Fact<"own key" | "platform key" | "none">;
  /** The platform itself runs metrics-server. */
  readonly metricsServer: Fact<boolean>;
}

export interface ApiEvidence {
  /** Reachable from outside the network. */
  readonly public: Fact<boolean>;
  /** Ranges that may reach a public API. */
  readonly allowedCidrs: Fact<readonly string[]>;
  /** The cloud's own identity service turns strangers away before the API server hears of them; undefined where it can't. */
  readonly identityGuarded?: Fact<boolean>;
}

export interface NodePoolEvidence {
  readonly name: string;
  /** False for pools that carry system workloads only, or that repel pods with a taint. */
  readonly takesApplications: Fact<boolean>;
  readonly zones: Fact<readonly string[]>;
  readonly minNodes: Fact<number>;
  /** The provider may take its nodes away at any time. */
  readonly spot: Fact<boolean>;
  readonly publicAddresses: Fact<boolean>;
  /** Linux security module of the image. */
  readonly hardening: Fact<Hardening>;
}

export interface Hardening {
  readonly image: string;
  readonly module: "AppArmor" | "SELinux" | "none";
  /** What is known against relying on it, in the two languages of the report. */
  readonly caveat?: { readonly en: string; readonly nl: string };
}

export interface AuditLogEvidence {
  /** Names of the log categories that leave the control plane. */
  readonly categories: Fact<readonly string[]>;
  /** The categories hold the API server's audit events. */
  readonly audit: Fact<boolean>;
  readonly retentionDays: Fact<number>;
}

/** What is undefined was switched off. */
export interface BaselineEvidence {
  readonly defaultStorageClasses: Fact<readonly string[]>;
  readonly sharedStorageClass: Fact<string>;
  readonly certificateIssuers?: Fact<readonly string[]>;
  readonly logCollector?: Fact<string>;
  /** GiB of the one volume that every log is on; undefined where logs are on object storage. */
  readonly logVolumeGib?: Fact<number>;
  /** metrics-server of our own, where the platform has none. */
  readonly metricsServer?: Fact<boolean>;
  /** Where the platform leaves its audit events to the baseline, and that collects them. */
  readonly auditLog?: AuditLogEvidence;
  /** Everything that is installed. */
  readonly components: readonly ComponentEvidence[];
  /** What the user left out, by the name of its prop. */
  readonly switchedOff: readonly { readonly name: string; readonly reason: string }[];
}

/** One release of a component. */
export interface ComponentEvidence {
  readonly component: string;
  readonly namespace: string;
  readonly release: Fact<string>;
  /** Undefined for objects that no chart brings. */
  readonly chart?: { readonly name: string; readonly version: string };
}
