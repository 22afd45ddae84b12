import type { JsonObject } from "./json";
import { map } from "./terraform-json";

/** Rules of `haven-cdktf guard` for one resource type. Plain data: judging a plan loads no binding. */
export interface GuardedType {
  readonly kind: GuardedKind;

  /** Loss when such a resource is destroyed, as a sentence; undefined when nothing is lost. */
  readonly loss?: string | ((values: JsonObject, address: string) => string | undefined);

  /** Attribute that names the parent. If the parent is destroyed too, only the parent is reported. */
  readonly partOf?: string;

  /** Node pools that the resource is, or contains. */
  readonly pools?: (values: JsonObject, address: string) => readonly PoolPart[];

  /** Address ranges of the resource: removing one cuts off everything with an address in it. */
  readonly ranges?: (values: JsonObject) => readonly string[] | undefined;

  /** Kubernetes version of a control plane. */
  readonly kubernetesVersion?: {
    /** Version that the code asks for. */
    readonly asked: (values: JsonObject) => string | undefined;
    /** Version that runs, where the platform upgrades it. @default the version that was asked for */
    readonly running?: (values: JsonObject) => string | undefined;
  };

  /** Whether the resource is one machine of a cluster, so that its loss isn't the loss of the cluster. @default false */
  readonly isMachine?: boolean;

  /** Zone of a subnet, by which node pools name their zones. */
  readonly zoneOfSubnet?: (values: JsonObject) => string | undefined;

  /** Reach of the Kubernetes API. */
  readonly api?: (values: JsonObject) => ApiReach;

  /** Settings of the resource that keep a rule. */
  readonly safeguards?: readonly Safeguard[];
}

export type GuardedKind = "cluster" | "node pool" | "data" | "key" | "network" | "dns" | "group" | "audit log";

/** A pool, or its share in one zone. */
export interface PoolPart {
  /** Parts of one pool have the same name. */
  readonly pool: string;
  /** Undefined when only Terraform will know. */
  readonly zones: readonly Zone[] | undefined;
  /** Number of running nodes, as far as the plan knows. */
  readonly nodes?: number;
  /** Whether the pool takes applications on machines that can't be reclaimed: the remaining pools must hold the workload. */
  readonly lasting: boolean;
}

/** A zone, by its name or by its subnet. */
export type Zone = string | { readonly subnetId: string };

export interface ApiReach {
  /** Whether the API is reachable from outside the network; undefined when known only after apply. */
  readonly public: boolean | undefined;
  /** Ranges that reach the API; an empty list means everyone. Undefined when known only after apply. */
  readonly ranges: readonly string[] | undefined;
}

export interface Safeguard {
  /** Rule of the report, for example `HX-audit-log-retention`, or a name for a change that only a plan shows. */
  readonly rule: string;
  /** Whether the rule is kept; undefined when unknown. */
  readonly kept: (values: JsonObject) => boolean | undefined;
  /** Consequence when the rule is no longer kept, as a sentence. */
  readonly weaker: string;
}

/** Days that audit logs are kept: BIO2 8.18.02 requires half a year for privileged actions. */
export const auditLogDays = 183;

/** Whether a resource has a block; a plan lists blocks. */
export function hasBlock(values: JsonObject, attribute: string): boolean {
  const block = values[attribute] ?? null;
  return Array.isArray(block) ? block.length > 0 : map(block) !== undefined;
}

/** The rest of a resource's address after one of its construct's ids: `apps` for `pool-` in `x.cluster_pool-apps_zone-1_0A1B2C3D`. */
export function idAfter(address: string, prefix: string): string | undefined {
  return address
    .replace(/^.*\./, "")
    .split("_")
    .find((id) => id.startsWith(prefix))
    ?.slice(prefix.length);
}
