import type { HavenCluster } from "../core/cluster";
import type { Chart } from "./charts";
import type { KubernetesObject } from "./manifests";

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
}

/** Makes a component for a cluster. */
export type ComponentFactory = (context: BaselineContext) => BaselineComponent;

/** What a component may want to know. */
export interface BaselineContext {
  readonly cluster: HavenCluster;
  /** Registry that stands in for every other, where the user has one. */
  readonly mirror: string | undefined;
  /** Whether the types of Gateway API are in the cluster, and the gateway serves them. */
  readonly gatewayApi: boolean;
  /** Whether Prometheus runs, so that monitors are of use. */
  readonly monitoring: boolean;
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

/** The API server: its address is not known before the cluster is there, and on some platforms it changes. */
export const toApiServer: TrafficRule = { direction: "out", peer: "anyone", ports: [443, 6443], reason: "the API server" };

/** For components with an identity in the cloud: on some platforms the node hands out its credentials. */
export function toIdentity({ workloadIdentityPort: port }: HavenCluster): TrafficRule[] {
  // The address is the node's own, and some network plugins take no range for that.
  return port === undefined ? [] : [{ direction: "out", peer: "anyone", ports: [port], reason: "credentials of the identity" }];
}

/** A component of the default baseline that is left out. */
export interface SwitchedOff {
  /** Why, at least 10 characters; the report shows it. @minLength 10 */
  readonly off: string;
}

export function isSwitchedOff(config: object | undefined): config is SwitchedOff {
  return config !== undefined && "off" in config;
}

export function isOn<T extends object>(config: T | undefined): config is Exclude<T, { readonly off: string }> | undefined {
  return !isSwitchedOff(config);
}
