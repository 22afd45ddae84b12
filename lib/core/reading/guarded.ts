import type { JsonObject } from "./json";
import { map } from "./terraform-json";

/** What `haven-cdktf guard` knows of the resources of one type. Plain data: no binding is loaded to judge a plan. */
export interface GuardedType {
  readonly kind: GuardedKind;

  /** What is lost when one is destroyed, as a sentence; undefined where that hurts nobody. */
  readonly loss?: string | ((values: JsonObject, address: string) => string | undefined);

  /** Attribute with the id or name of what it is a part of: when that goes, no more is lost by this. */
  readonly partOf?: string;

  /** Pools of nodes that the resource is, or holds. */
  readonly pools?: (values: JsonObject, address: string) => readonly PoolPart[];

  /** Ranges of addresses that lie in it: what has an address of one that goes is cut off. */
  readonly ranges?: (values: JsonObject) => readonly string[] | undefined;

  /** Version of Kubernetes, of a control plane only. */
  readonly kubernetesVersion?: {
    /** What the code asks for. */
    readonly asked: (values: JsonObject) => string | undefined;
    /** What runs, where the platform moves it. @default what was asked for */
    readonly running?: (values: JsonObject) => string | undefined;
  };

  /** Who reaches the Kubernetes API. */
  readonly api?: (values: JsonObject) => ApiReach;

  /** Rules that the resource keeps. */
  readonly safeguards?: readonly Safeguard[];
}

export type GuardedKind = "cluster" | "node pool" | "data" | "key" | "network" | "dns" | "group" | "audit log";

/** All of a pool, or its share in one zone. */
export interface PoolPart {
  /** Parts of one pool have the same name. */
  readonly pool: string;
  /** Undefined when only Terraform will know. */
  readonly zones: readonly Zone[] | undefined;
  /** How many nodes run, as far as the plan knows. */
  readonly nodes?: number;
  /** Takes pods of applications, on machines that nobody takes away: what is left must hold the workload. */
  readonly lasting: boolean;
}

/** A zone by its name, or by the subnet that lies in it. */
export type Zone = string | { readonly subnetId: string };

export interface ApiReach {
  /** From outside the network; undefined when only Terraform will know. */
  readonly public: boolean | undefined;
  /** Ranges that reach it; none means everyone. Undefined when only Terraform will know. */
  readonly ranges: readonly string[] | undefined;
}

export interface Safeguard {
  /** The rule in the report, for example `HX-audit-log-retention`, or the name of what only a plan tells. */
  readonly rule: string;
  /** Undefined when it can't be told. */
  readonly kept: (values: JsonObject) => boolean | undefined;
  /** What is weaker then, as a sentence. */
  readonly weaker: string;
}

/** Half a year: BIO2 8.18.02 asks it of privileged actions. */
export const auditLogDays = 183;

/** Whether a block is there: a plan has a list of them. */
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
