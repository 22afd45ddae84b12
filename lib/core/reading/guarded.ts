import type { Json, JsonObject } from "./json";
import { boolean, map, object, strings } from "./terraform-json";

/** Rules of `haven-cdktf guard` for one resource type. Plain data: judging a plan loads no binding. */
export interface GuardedType {
  readonly kind: GuardedKind;

  /** Loss when such a resource is destroyed, as a sentence; undefined when nothing is lost. */
  readonly loss?: string | ((values: JsonObject, address: string) => string | undefined);

  /** Whether all nodes are lost too: the guard counts them, and `loss` continues its sentence. @default false */
  readonly losesNodes?: boolean;

  /** Resources that this one is a part of. If one of those is removed too, only that one is reported. */
  readonly partOf?: readonly Whole[];

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

  /** Name by which node pools refer to the cluster, the same as {@link PoolPart.cluster}. */
  readonly clusterName?: (values: JsonObject) => string | undefined;

  /** Whether the resource is one machine of a cluster, so that its loss isn't the loss of the cluster. @default false */
  readonly isMachine?: boolean;

  /** Zone of a subnet, by which node pools name their zones. */
  readonly zoneOfSubnet?: (values: JsonObject) => string | undefined;

  /** Reach of the Kubernetes API. */
  readonly api?: (values: JsonObject) => ApiReach;

  /** Settings of the resource that a change in place must not weaken. */
  readonly safeguards?: readonly Safeguard[];
}

/** A resource is harmless if the code alone can create it again and nothing is kept in it. */
export type GuardedKind = "cluster" | "node pool" | "data" | "key" | "network" | "dns" | "group" | "audit log" | "harmless";

/** Types that the code alone can create again. */
export const harmless: GuardedType = { kind: "harmless" };

/** One rule for many types. A name may contain `*`; the most specific name of a table counts. */
export function alike(rule: GuardedType, names: string): Readonly<Record<string, GuardedType>> {
  return Object.fromEntries(names.split(/\s+/).flatMap((name) => (name === "" ? [] : [[name, rule]])));
}

/** Identity of the resource that another one is a part of. A name alone identifies nothing: many types share names. */
export interface Whole {
  readonly type: string;
  /** Attribute of the part that refers to the whole. */
  readonly attribute: string;
  /** Attribute of the whole with the same value. @default `id` */
  readonly by?: string;
  /** Attributes that both have, where a name is unique only within them, for example `resource_group_name`. @default none */
  readonly within?: readonly string[];
  /** Account or region of either, where names are unique only in it and no attribute says it. @default names are unique everywhere */
  readonly placeOf?: (values: JsonObject) => string | undefined;
}

/** Refers to a whole by its id. */
export const byId = (type: string, attribute: string): Whole => ({ type, attribute });

/** Refers to a whole by its name, which is unique within the given attributes. */
export const byName = (type: string, attribute: string, ...within: readonly string[]): Whole => ({ type, attribute, by: "name", within });

/** A pool, or its share in one zone. */
export interface PoolPart {
  /** Parts of one pool have the same name. */
  readonly pool: string;
  /** Name of the pool's cluster, where the resource says it. */
  readonly cluster?: string | undefined;
  /** Undefined when only Terraform will know. */
  readonly zones: readonly Zone[] | undefined;
  /** Number of running nodes, as far as the plan knows. */
  readonly nodes?: number | undefined;
  /** Whether the pool takes applications on machines that can't be reclaimed: the remaining pools must hold the workload. Undefined if unknown. */
  readonly lasting: boolean | undefined;
  /** Whether the pool always has a node. Undefined if unknown. */
  readonly keepsNodes: boolean | undefined;
  /** Kubernetes version of the nodes, where the resource says it. */
  readonly version?: string | undefined;
  /** Whether the resource only configures machines that others are: it adds no nodes and no zones. @default false */
  readonly configures?: boolean;
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
  /** Whether values keep the rule, also compared with the values before the change; undefined when unknown. */
  readonly kept: (values: JsonObject, before: JsonObject) => boolean | undefined;
  /** Consequence when the rule is no longer kept, as a sentence. */
  readonly weaker: string;
  /**
   * Whether a new resource can break the rule for something that exists, for example a lifecycle rule for a bucket. It exists when the
   * plan knows the value of this attribute, which refers to it. @default a new resource breaks nothing
   */
  readonly appliesTo?: string;
}

/** Days that audit logs are kept: BIO2 8.18.02 requires half a year for privileged actions. */
export const auditLogDays = 183;

/** Stands for a value that is known only after apply: it is no list, number or boolean, and no text that an attribute can have. */
export const knownAfterApply = "${known after apply}";

/** Key of a resource of which nothing is known before apply: it stands for every attribute. */
export const anyAttribute = "*";

/** Value at a path such as `default_node_pool.zones`. Unlike `valueAt`, what lies within an unknown value is unknown, not absent. */
export function plannedAt(values: JsonObject, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((at, key) => {
    const block = Array.isArray(at) && at.length === 1 ? (at[0] as Json) : at;
    if (block === knownAfterApply) return knownAfterApply;
    const attributes = object(block);
    return attributes[key] ?? attributes[anyAttribute];
  }, values);
}

/** Blocks of a resource; undefined when their number is unknown. */
export function blocks(value: Json | undefined): readonly JsonObject[] | undefined {
  if (value === knownAfterApply) return undefined;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.includes(knownAfterApply) ? undefined : list.map(object);
  }
  const one = map(value ?? null);
  return one === undefined ? [] : [one];
}

/** Whether a resource has a block; a plan lists blocks. Undefined when unknown. */
export function hasBlock(values: JsonObject, attribute: string): boolean | undefined {
  const list = plannedAt(values, attribute);
  return list === knownAfterApply ? undefined : (blocks(list) ?? [{}]).length > 0;
}

/** Whether an attribute is true; absent means `fallback`. Undefined when unknown. */
export function isOn(values: JsonObject, path: string, fallback = false): boolean | undefined {
  return boolean(plannedAt(values, path) ?? fallback);
}

/** A value as text, to compare it; empty when absent. */
export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Negates what may be unknown. */
export const not = (value: boolean | undefined): boolean | undefined => (value === undefined ? undefined : !value);

/** True if all are true, false if one is false, and else undefined. */
export function all(...conditions: readonly (boolean | undefined)[]): boolean | undefined {
  if (conditions.includes(false)) return false;
  return conditions.includes(undefined) ? undefined : true;
}

/** Whether an attribute keeps its value. */
export function isSame(path: string): Safeguard["kept"] {
  return (values, before) => {
    const value = plannedAt(values, path) ?? null;
    return holdsUnknown(value) ? undefined : said(value) === said(plannedAt(before, path) ?? null);
  };
}

/** A value in one text. An empty text is how a state keeps an attribute that nobody set. */
const said = (value: Json): string => JSON.stringify(value === "" ? null : value);

/** Whether a number stays at least what it was; absent means `fallback`. */
export function isNoLower(path: string, fallback = 0): Safeguard["kept"] {
  const read = (values: JsonObject) => {
    const value = plannedAt(values, path) ?? fallback;
    return value === knownAfterApply ? undefined : typeof value === "number" ? value : Number(value);
  };
  return (values, before) => {
    const value = read(values);
    return value === undefined ? undefined : value >= (read(before) ?? fallback);
  };
}

/** Whether every entry of a list stays in it. */
export function keepsEntries(path: string): Safeguard["kept"] {
  return (values, before) => {
    const next = strings(plannedAt(values, path) ?? []);
    return next === undefined ? undefined : (strings(plannedAt(before, path) ?? []) ?? []).every((entry) => next.includes(entry));
  };
}

const protections = ["deletion_protection", "deletion_protection_enabled", "termination_protection", "prevent_deletion"];

/** For types without rules of their own: no protection from deletion is switched off. */
export const deletionProtection: Safeguard = {
  rule: "HX-deletion-protection",
  kept: (values, before) => all(...protections.map((name) => (plannedAt(before, name) === true ? isOn(values, name) : true))),
  weaker: "the provider no longer refuses to delete it",
};

/** Whether a value, or anything in it, is known only after apply. */
export function holdsUnknown(value: Json | undefined): boolean {
  if (typeof value !== "object" || value === null) return value === knownAfterApply;
  return Object.values(value).some((each) => holdsUnknown(each));
}

/** The rest of a resource's address after one of its construct's ids: `apps` for `pool-` in `x.cluster_pool-apps_zone-1_0A1B2C3D`. */
export function idAfter(address: string, prefix: string): string | undefined {
  return address
    .replace(/^.*\./, "")
    .split("_")
    .find((id) => id.startsWith(prefix))
    ?.slice(prefix.length);
}
