import type { SecretContent } from "../terraform/secret-content";

/**
 * A component of the baseline: its namespace, its releases and the traffic that it needs. Your own components have the same shape.
 */
export interface BaselineComponent {
  /** Unique in the baseline: a lower case letter, then letters, digits and dashes. */
  readonly name: string;
  readonly namespace: PlatformNamespace;
  /** Installed in this order, and removed in reverse order. */
  readonly releases: readonly BaselineRelease[];
  /** Traffic beside DNS and the component's own namespace. @default none */
  readonly traffic?: readonly TrafficRule[];
  /** Ports that Prometheus may scrape, where it runs. @default none */
  readonly metrics?: readonly number[];
  /** Alerts on this component, which `monitoring` evaluates where it is on. @default none */
  readonly alerts?: readonly Alert[];
  /** Names of components that must be installed first. @default none */
  readonly after?: readonly string[];
  /** Secrets that are created before the releases, by name. @default none */
  readonly secrets?: Readonly<Record<string, SecretContent>>;
}

/** A condition that somebody must act on. */
export interface Alert {
  /** Name, in upper camel case; unique in the baseline. */
  readonly name: string;
  /** Condition in PromQL. */
  readonly expr: string;
  /** How long the condition must hold, for example `15m`. */
  readonly for: string;
  /** One sentence for the person who gets the alert. Labels are written as `{{ $labels.namespace }}`. */
  readonly summary: string;
}

/** A namespace of the platform. Components may share one if they agree on its level. */
export interface PlatformNamespace {
  readonly name: string;
  /** Level of the Pod Security Standards that is enforced. Anything wider than `restricted` says why in `reason`. */
  readonly podSecurity: "restricted" | "baseline" | "privileged";
  /** Why the namespace can't be restricted. @default it is */
  readonly reason?: string;
}

/** What installs a component: a Helm chart, or manifests of this library. */
export type BaselineRelease = ChartRelease | ManifestsRelease;

/** A release of a third-party chart. */
export interface ChartRelease {
  /** Name of the Helm release. */
  readonly name: string;
  readonly chart: Chart;
  /** Chart values. None may be a secret: name a Secret in the cluster instead. */
  readonly values: Values;
  /** Skips the chart's `crds/`, which Helm installs once and never upgrades. @default false */
  readonly skipCrds?: boolean;
  /** Seconds that Helm waits for everything to be ready. @default 600 */
  readonly timeoutSeconds?: number;
}

/** Objects outside any third-party chart. The library's own small chart installs them, so that a plan needs no API server. */
export interface ManifestsRelease {
  /** Name of the Helm release. */
  readonly name: string;
  /** Objects by a name that is unique in the release. */
  readonly manifests: Readonly<Record<string, KubernetesObject>>;
}

/** Values of a Helm chart. */
export interface Values {
  readonly [key: string]: unknown;
}

/** Traffic that a namespace's network policies allow. */
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

/** A Helm chart at the tested version, with the repository of its makers. */
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
