import type { TerraformResource } from "cdktf";
import type { Fact, Origin } from "./fact";
import type { Json, JsonObject } from "./json";

/** One synthesized stack, read back from its `cdk.tf.json`: the only place where overrides are seen too. */
export interface StackJson {
  readonly name: string;
  readonly constructPath: string;
  readonly backend: Fact<string>;
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
  const backend = Object.keys(object(object(json.terraform).backend))[0];
  const byType = Object.entries(object(json.resource));
  return {
    name,
    constructPath,
    json,
    backend: { value: backend, origin: { stack: name, address: "terraform", attribute: "backend" } },
    resources: byType.flatMap(([type, byId]) =>
      Object.entries(object(byId)).map(([id, body]) => {
        const attributes = object(body);
        const { path } = object(object(attributes["//"]).metadata);
        return { stack: name, type, address: `${type}.${id}`, attributes, ...(typeof path === "string" && { constructPath: path }) };
      }),
    ),
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

/** Resources of a type whose attribute refers to another resource, for example the pools of a cluster. */
export function resourcesReferring(stack: StackJson, type: string, attribute: string, to: string): readonly Resource[] {
  return stack.resources.filter((resource) => {
    const value = resource.attributes[attribute];
    return resource.type === type && typeof value === "string" && value.startsWith(`\${${to}.`);
  });
}

/**
 * Reads one attribute, for example `default_node_pool.zones`; lists of one block are looked through.
 *
 * The value is undefined when the attribute isn't there, when Terraform computes it, or when it isn't what `as` takes.
 */
export function attribute<T>(resource: Resource, path: string, as: (value: Json) => T | undefined): Fact<T> {
  const { stack, address, constructPath } = resource;
  const origin: Origin = { stack, address, attribute: path, ...(constructPath !== undefined && { constructPath }) };
  const value = valueAt(resource.attributes, path);
  const known = value !== undefined && isMadeOnce(resource);
  return {
    value: known ? as(value) : undefined,
    ...(known && { written: value }),
    origin,
    ...(isIgnored(resource, path) && { atCreationOnly: true }),
  };
}

/** Value at a path such as `default_node_pool.zones`; a list of one block is treated as the block. */
export function valueAt(attributes: JsonObject, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((at, key) => {
    const block = Array.isArray(at) && at.length === 1 ? (at[0] as Json) : at;
    return object(block)[key];
  }, attributes);
}

/** With `count` or `for_each` the resource may not exist, so none of its attributes counts. */
function isMadeOnce({ attributes }: Resource): boolean {
  const { count = null, for_each: forEach = null } = attributes;
  return (count === null || count === 1) && forEach === null;
}

function isIgnored({ attributes }: Resource, path: string): boolean {
  const ignored = object(attributes.lifecycle).ignore_changes;
  if (ignored === "all") return true;
  return (strings(ignored ?? []) ?? []).some((entry) => `${path}.`.startsWith(`${entry.replaceAll(/\[\d+\]/g, "")}.`));
}

/** Maps the value of a fact and keeps its origin. */
export function derive<A, B>(fact: Fact<A>, to: (value: A) => B | undefined): Fact<B> {
  return { ...fact, value: fact.value === undefined ? undefined : to(fact.value) };
}

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
    parts: facts,
  };
}

export const string = (value: Json): string | undefined => (typeof value === "string" && !value.includes("${") ? value : undefined);

export const number = (value: Json): number | undefined => (typeof value === "number" ? value : undefined);

export const boolean = (value: Json): boolean | undefined => (typeof value === "boolean" ? value : undefined);

export const strings = (value: Json): readonly string[] | undefined => {
  const list: readonly Json[] | undefined = Array.isArray(value) ? (value as readonly Json[]) : undefined;
  const texts = list?.map(string);
  return texts?.every((text) => text !== undefined) ? texts : undefined;
};

export const map = (value: Json): JsonObject | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

export function object(value: Json | undefined): JsonObject {
  return value === undefined ? {} : (map(value) ?? {});
}
