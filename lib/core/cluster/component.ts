import type { SecretContent } from "../terraform/secret-content";

/**
 * Something that the baseline runs in the cluster: where, installed with what, and which traffic it needs. A component of your own
 * has the same shape as ours.
 */
export interface BaselineComponent {
  /** Unique in the baseline: a lower case letter, then letters, digits and dashes. */
  readonly name: string;
  readonly namespace: PlatformNamespace;
  /** Installed one after the other, and removed the other way round. */
  readonly releases: readonly BaselineRelease[];
  /** Traffic beside DNS and the component's own namespace. @default none */
  readonly traffic?: readonly TrafficRule[];
  /** Ports that Prometheus may ask, where it runs. @default none */
  readonly metrics?: readonly number[];
  /** Names of components that must be there first. @default none */
  readonly after?: readonly string[];
  /** Secrets that are there before the releases, by name. @default none */
  readonly secrets?: Readonly<Record<string, SecretContent>>;
}

/** A namespace of the platform's own. Components may share one, when they agree on it. */
export interface PlatformNamespace {
  readonly name: string;
  /** Level of the Pod Security Standards that is enforced. Anything wider than `restricted` says why in `reason`. */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  /** Why the namespace can't be restricted. @default it is */
  readonly reason?: string;
}

export type BaselineRelease = ChartRelease | ManifestsRelease;

/** A chart of somebody else's. */
export interface ChartRelease {
  /** Name of the Helm release. */
  readonly name: string;
  readonly chart: Chart;
  /** No value may be a secret: what needs one names a Secret in the cluster. */
  readonly values: Values;
  /** Leaves out what the chart has in `crds/`, which Helm installs once and never upgrades. @default false */
  readonly skipCrds?: boolean;
  /** Seconds that Helm waits for everything to be ready. @default 600 */
  readonly timeoutSeconds?: number;
}

/** Objects that no chart brings, through a small chart of the library's own, so that nothing asks the API server at plan. */
export interface ManifestsRelease {
  /** Name of the Helm release. */
  readonly name: string;
  /** By a name that is unique in the release. */
  readonly manifests: Readonly<Record<string, KubernetesObject>>;
}

export interface Values {
  readonly [key: string]: unknown;
}

/** What may pass a namespace's network policies. */
export interface TrafficRule {
  readonly direction: "in" | "out";
  /** A namespace of the cluster, or everyone in it and outside it. */
  readonly peer: { readonly namespace: string } | "anyone";
  readonly ports: readonly (number | { readonly from: number; readonly to: number })[];
  /** @default TCP */
  readonly protocol?: "TCP" | "UDP";
  /** Why it is needed. */
  readonly reason: string;
}

/** A Helm chart at the version that was tested, and where its makers publish it. */
export interface Chart {
  readonly name: string;
  /** URL of a chart repository, or `oci://`. */
  readonly repository: string;
  readonly version: string;
}

/** An object as Kubernetes takes it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}
