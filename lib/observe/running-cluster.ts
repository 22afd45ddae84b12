import type { Text } from "../core/text/text";

/** What was read, or why it couldn't be: what one may not see says nothing about the cluster. */
export type Read<T> = { readonly value: T } | { readonly refused: Text };

/** What `observe` reads of a running cluster, and nothing more: no Secret, no pod, no log. */
export interface RunningCluster {
  /** Its name in `haven-cluster-info`, the ConfigMap of the baseline; undefined without one. */
  readonly name: Read<string | undefined>;
  /** Of the API server, for example `v1.36.1`. */
  readonly version: Read<string>;
  readonly apiGroups: Read<readonly string[]>;
  readonly nodes: Read<readonly RunningNode[]>;
  readonly storageClasses: Read<readonly RunningStorageClass[]>;
  /** Names of the drivers that are registered. */
  readonly csiDrivers: Read<readonly string[]>;
  /** Class of each volume that is in use and that several nodes may write to. */
  readonly sharedVolumes: Read<readonly string[]>;
  readonly waitingClaims: Read<readonly WaitingClaim[]>;
  readonly workloads: Read<readonly Workload[]>;
  readonly namespaces: Read<readonly RunningNamespace[]>;
  /** Namespaces in which a policy shuts off all that no other policy lets pass. */
  readonly shutNamespaces: Read<readonly string[]>;
  /** Names of the ValidatingAdmissionPolicies. */
  readonly admissionPolicies: Read<readonly string[]>;
  readonly clusterIssuers: Read<readonly Condition[]>;
  /** The API that metrics-server answers; undefined where nobody registered it. */
  readonly metricsApi: Read<Condition | undefined>;
}

export interface RunningNode {
  readonly name: string;
  readonly zone?: string;
  readonly region?: string;
  readonly controlPlane: boolean;
  readonly ready: boolean;
  /** Repels pods that don't say otherwise, or takes none at all. */
  readonly tainted: boolean;
  /** Addresses of the type ExternalIP. */
  readonly externalAddresses: readonly string[];
  /** The operating system, in the words of the node. */
  readonly image: string;
  readonly kubelet: string;
}

export interface RunningStorageClass {
  readonly name: string;
  readonly provisioner: string;
  readonly isDefault: boolean;
}

/** A claim that no volume has been bound to. */
export interface WaitingClaim {
  readonly namespace: string;
  readonly name: string;
  readonly storageClass?: string;
  readonly created: Date;
}

export interface Workload {
  readonly kind: "DaemonSet" | "Deployment" | "StatefulSet";
  readonly namespace: string;
  readonly name: string;
  /** `app.kubernetes.io/name`. */
  readonly app?: string;
  /** Helm's release. */
  readonly release?: string;
  /** Chart and version, `loki-6.46.0`. */
  readonly chart?: string;
  readonly wanted: number;
  readonly ready: number;
}

export interface RunningNamespace {
  readonly name: string;
  /** Pod Security level that is enforced. */
  readonly podSecurity?: string;
}

/** Something that says of itself whether it works. */
export interface Condition {
  readonly name: string;
  readonly ready: boolean;
  /** In its own words. */
  readonly message?: string;
}
