import type { TerraformResource } from "cdktf";
import type { BackendEvidence } from "./backend";
import type { Fact, Origin } from "./fact";
import type { Json, JsonObject } from "./json";

/** One synthesized stack, read back from its `cdk.tf.json`: the only place where overrides are seen too. */
export interface StackJson {
  readonly name: string;
  readonly constructPath: string;
  readonly backend: BackendEvidence;
  readonly resources: readonly Resource[];
  /** All of the file, for what isn't in a resource. */
  readonly json: JsonObject;
}

/** A resource of a synthesized stack, as Terraform's JSON has it. */
export interface Resource {
  readonly stack: string;
  readonly type: string;
  /** For example `azurerm_kubernetes_cluster.cluster_B5F0A1C2`. */
  readonly address: string;
  readonly constructPath?: string;
  readonly attributes: JsonObject;
}

export function readStack(name: string, constructPath: string, json: JsonObject): StackJson {
  const byType = Object.entries(object(json.resource));
  return {
    name,
    constructPath,
    json,
    backend: backendIn(name, json),
    resources: byType.flatMap(([type, byId]) =>
      Object.entries(object(byId)).map(([id, body]) => {
        const attributes = object(body);
        const { path } = object(object(attributes["//"]).metadata);
        return { stack: name, type, address: `${type}.${id}`, attributes, ...(typeof path === "string" && { constructPath: path }) };
      }),
    ),
  };
}

/** Terraform keeps the state on this machine when no backend has a body: a type that is null counts as none. */
function backendIn(stack: string, json: JsonObject): BackendEvidence {
  const { backend = null, cloud = null } = object(json.terraform);
  const given = Object.entries(object(backend)).flatMap(([type, body]) => {
    const block = map(oneBlock(body));
    return block === undefined ? [] : [{ type, block }];
  });
  const fact = (value: string | undefined) => ({ value, origin: { stack, address: "terraform", attribute: "backend" } });
  const [first, ...more] = given;
  if (first === undefined) return { type: fact(map(oneBlock(cloud)) === undefined ? "local" : "cloud") };
  const { type, block } = first;
  const address = block.address ?? block.hostname ?? block.endpoint ?? Object.values(object(block.endpoints))[0] ?? block.conn_str;
  return {
    type: fact(more.length > 0 ? undefined : type),
    // A connection string holds a password.
    ...(address !== undefined &&
      address !== null && { ownAddress: block.conn_str === address ? "a database" : (string(address) ?? "(computed)") }),
  };
}

/** Address of a resource in its stack; its `fqn` is a token, which says nothing outside the synth. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** The resource at an address; without attributes when it was taken out, so that nothing can be read from it. */
export function resourceAt(stack: StackJson, address: string): Resource {
  const found = stack.resources.find((resource) => resource.address === address);
  return found ?? { stack: stack.name, type: address.split(".")[0] ?? "", address, attributes: {} };
}

/**
 * Reads one attribute, for example `default_node_pool.zones`; lists of one block are looked through.
 *
 * The value is undefined when the attribute is absent, when Terraform computes it, when a `dynamic` block may set it, or when `as` does not
 * understand it.
 */
export function attribute<T>(resource: Resource, path: string, as: (value: Json) => T | undefined): Fact<T> {
  return read(resource, path, (value) => (value === undefined ? undefined : as(value)));
}

/**
 * Reads one attribute that may be absent: the provider's default then applies. An attribute that is null counts as absent; a resource that
 * may not exist says nothing.
 */
export function attributeOr<T>(resource: Resource, path: string, as: (value: Json) => T | undefined, absent: T | undefined): Fact<T> {
  return read(resource, path, (value) => (value === undefined || value === null ? absent : as(value)));
}

function read<T>(resource: Resource, path: string, as: (value: Json | undefined) => T | undefined): Fact<T> {
  const { stack, address, constructPath, attributes } = resource;
  const origin: Origin = { stack, address, attribute: path, ...(constructPath !== undefined && { constructPath }) };
  const value = valueAt(attributes, path);
  const known = isMadeOnce(resource) && isReadable(attributes, path) && !isDynamic(attributes, path) && Object.keys(attributes).length > 0;
  return {
    value: known ? as(value) : undefined,
    ...(known && { written: value ?? null }),
    origin,
    ...(isIgnored(resource, path) && { atCreationOnly: true }),
  };
}

/** Value at a path such as `default_node_pool.zones`; a list of one block is treated as the block. */
export function valueAt(attributes: JsonObject, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((at, key) => object(oneBlock(at ?? null))[key], attributes);
}

/** A block, where it is in a list of its own. */
const oneBlock = (value: Json): Json => (Array.isArray(value) && value.length === 1 ? (value[0] as Json) : value);

/** With `count` or `for_each` the resource may not exist, so none of its attributes counts. */
function isMadeOnce({ attributes }: Resource): boolean {
  const { count = null, for_each: forEach = null } = attributes;
  return (count === null || count === 1) && forEach === null;
}

/** Whether every block on the way to an attribute is one block, or absent: what Terraform computes, and two blocks, cannot be looked into. */
function isReadable(attributes: JsonObject, path: string): boolean {
  const keys = path.split(".");
  return keys.slice(1).every((_, index) => {
    const block = valueAt(attributes, keys.slice(0, index + 1).join(".")) ?? null;
    return block === null || map(oneBlock(block)) !== undefined;
  });
}

/** Whether a `dynamic` block on the way to an attribute may add to it. */
function isDynamic(attributes: JsonObject, path: string): boolean {
  const keys = path.split(".");
  return keys.some((key, index) => {
    const holder = index === 0 ? attributes : object(oneBlock(valueAt(attributes, keys.slice(0, index).join(".")) ?? null));
    const dynamic = holder.dynamic ?? null;
    return dynamic !== null && (Array.isArray(dynamic) ? dynamic.map(object) : [object(dynamic)]).some((block) => key in block);
  });
}

/** Whether Terraform ignores a change of an attribute, of what it is in, or of a part of it. */
function isIgnored({ attributes }: Resource, path: string): boolean {
  const ignored = object(oneBlock(attributes.lifecycle ?? null)).ignore_changes ?? [];
  if (ignored === "all" || !Array.isArray(ignored)) return true;
  return ignored.some((entry: Json) => {
    if (typeof entry !== "string" || entry === "all") return true;
    const plain = entry.replaceAll(/\[[^\]]*\]/g, "");
    return `${path}.`.startsWith(`${plain}.`) || plain.startsWith(`${path}.`);
  });
}

/** Maps the value of a fact and keeps its origin. */
export function derive<A, B>(fact: Fact<A>, to: (value: A) => B | undefined): Fact<B> {
  return { ...fact, value: fact.value === undefined ? undefined : to(fact.value) };
}

/**
 * A fact that takes effect only through others, for example a subnet's zone through the list of a pool's subnets: unknown when one of them
 * is, and only as made when Terraform ignores one of them.
 */
export function through<A, B>(hops: readonly Fact<unknown>[], fact: Fact<A>, to: (value: A) => B | undefined): Fact<B> {
  const all = [...hops, fact];
  return {
    ...derive(fact, (value) => (hops.some((hop) => hop.value === undefined) ? undefined : to(value))),
    ...(all.some(({ atCreationOnly }) => atCreationOnly) && { atCreationOnly: true }),
    parts: [...hops.filter((hop) => !isSilent(hop)), fact],
  };
}

/** An absent attribute with its default can be shown nowhere. */
const isSilent = ({ value, written, parts }: Fact<unknown>) => value !== undefined && written === null && parts === undefined;

/** Merges the facts of several resources into one, which is unknown when one of them is. */
export function merged<A, B>(facts: readonly Fact<A>[], to: (values: readonly A[]) => B | undefined): Fact<B> {
  const [first, ...more] = facts;
  if (first === undefined) throw new Error("no facts to merge");
  if (more.length === 0) return derive(first, (value) => to([value]));
  const values = facts.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return {
    value: values.length === facts.length ? to(values) : undefined,
    ...(facts.some(({ atCreationOnly }) => atCreationOnly) && { atCreationOnly: true }),
    origin: first.origin,
    parts: facts.every(isSilent) ? [first] : facts.filter((fact) => !isSilent(fact)),
  };
}

/** A text that Terraform takes as it is. */
export const string = (value: Json): string | undefined => (typeof value === "string" && !/[$%]\{/.test(value) ? value : undefined);

export const number = (value: Json): number | undefined => (typeof value === "number" ? value : undefined);

export const boolean = (value: Json): boolean | undefined => (typeof value === "boolean" ? value : undefined);

export const strings = (value: Json): readonly string[] | undefined => {
  const list: readonly Json[] | undefined = Array.isArray(value) ? (value as readonly Json[]) : undefined;
  const texts = list?.map(string);
  return texts?.every((text) => text !== undefined) ? texts : undefined;
};

/** Texts of a set: Terraform keeps one of each. */
export const stringSet = (value: Json): readonly string[] | undefined => {
  const texts = strings(value);
  return texts && [...new Set(texts)];
};

export const map = (value: Json): JsonObject | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

export function object(value: Json | undefined): JsonObject {
  return value === undefined ? {} : (map(value) ?? {});
}
