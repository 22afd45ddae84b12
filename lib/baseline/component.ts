import type { HavenCluster } from "../core/cluster/cluster";
import type { TrafficRule } from "../core/cluster/component";
import type { Reason } from "../core/cluster/reason";

export type {
  Alert,
  BaselineComponent,
  BaselineRelease,
  ChartRelease,
  ManifestsRelease,
  PlatformNamespace,
  TrafficRule,
  Values,
} from "../core/cluster/component";
export type { BaselineContext, ComponentFactory } from "../core/cluster/cluster";
export type { SecretContent } from "../core/terraform/secret-content";

/** The API server: its address is not known before the cluster is there, and on some platforms it changes. */
export const toApiServer: TrafficRule = { direction: "out", peer: "anyone", ports: [443, 6443], reason: "the API server" };

/** For components with an identity in the cloud: on some platforms the node hands out its credentials. */
export function toIdentity({ workloadIdentityPort: port }: HavenCluster): TrafficRule[] {
  // The address is the node's own, and some network plugins take no range for that.
  return port === undefined ? [] : [{ direction: "out", peer: "anyone", ports: [port], reason: "credentials of the identity" }];
}

/** A component of the default baseline that is left out. */
export interface SwitchedOff {
  /** Why; the report shows it. */
  readonly off: Reason;
}

export function isSwitchedOff(config: object | undefined): config is SwitchedOff {
  return config !== undefined && "off" in config;
}

export function isOn<T extends object>(config: T | undefined): config is Exclude<T, { readonly off: string }> | undefined {
  return !isSwitchedOff(config);
}
