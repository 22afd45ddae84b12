import type { AppJson } from "./app-json";
import type { Json, JsonObject } from "./json";
import { object, type Resource, resourceAt, type StackJson, valueAt } from "./terraform-json";

/** Where a value of an attribute leads to. */
export type Reference =
  /** An object that Terraform creates, or reads where `isData` is set. */
  | {
      readonly kind: "object";
      readonly stack: StackJson;
      readonly address: string;
      readonly attributes: JsonObject;
      readonly isData: boolean;
    }
  | { readonly kind: "text"; readonly text: string }
  /** A function, a variable, an output of a module: only Terraform knows. */
  | { readonly kind: "computed" };

const computed: Reference = { kind: "computed" };

// A chain of locals and attributes that is longer than this is a circle.
const longestChain = 12;

/**
 * Follows a reference through locals, attributes that repeat a value, data sources and outputs of other stacks.
 *
 * @param until types at which to stop: their attributes are not followed further
 */
export function follow(app: AppJson, stack: StackJson, value: Json | undefined, until: readonly string[], steps = 0): Reference {
  if (typeof value !== "string" || steps > longestChain) return computed;
  if (!/[$%]\{/.test(value)) return { kind: "text", text: value };
  const [, expression] = /^\$\{\s*([^{}]+?)\s*\}$/.exec(value) ?? [];
  if (expression === undefined) return computed;
  const on = (at: StackJson, next: Json | undefined) => follow(app, at, next, until, steps + 1);

  const quoted = /^"([^"\\$%]*)"$/.exec(expression);
  if (quoted) return { kind: "text", text: quoted[1] ?? "" };

  const [, local] = /^local\.([\w-]+)$/.exec(expression) ?? [];
  if (local !== undefined) return on(stack, object(stack.json.locals)[local]);

  const [, state, output] = /^data\.terraform_remote_state\.([\w-]+)\.outputs(?:\.|\[")([\w-]+)(?:"\])?$/.exec(expression) ?? [];
  if (state !== undefined && output !== undefined) {
    const target = stackOfState(app, stack, state);
    return target === undefined ? computed : on(target, object(object(target.json.output)[output]).value);
  }

  const found = /^(data\.)?([a-z]\w*)\.([\w-]+)(?:\[0\])?(?:\.([\w.]+))?$/.exec(expression);
  if (!found) return computed;
  const [, data, type = "", id = "", attribute = "id"] = found;
  const attributes = object(object((data ? stack.json.data : stack.json.resource) ?? null)[type])[id];
  if (attributes === undefined) return computed;
  const target = {
    kind: "object",
    stack,
    address: `${data ?? ""}${type}.${id}`,
    attributes: object(attributes),
    isData: data !== undefined,
  } as const;
  if (until.includes(type)) return target;
  const next = valueAt(target.attributes, attribute);
  return next === undefined ? target : on(stack, next);
}

/** The stack whose state a data source reads: the one with the same backend. */
function stackOfState({ stacks }: AppJson, from: StackJson, id: string): StackJson | undefined {
  const { backend, config } = object(object(object(from.json.data).terraform_remote_state)[id]);
  const matching = stacks.filter(({ json }) => {
    const own = typeof backend === "string" ? object(object(json.terraform).backend)[backend] : undefined;
    return own !== undefined && contains(object(own), object(config));
  });
  return matching.length === 1 ? matching[0] : undefined;
}

/** Whether a backend says all that a reader of its state says. */
const contains = (backend: JsonObject, config: JsonObject) =>
  Object.entries(config).every(([key, value]) => JSON.stringify(backend[key]) === JSON.stringify(value));

/** A cluster, as other resources name it. */
export interface NamedCluster {
  readonly stack: StackJson;
  readonly address: string;
  /** Name in a text that leads to a cluster, such as an id or an ARN. @default the text */
  readonly nameIn?: (text: string) => string | undefined;
}

/** Whether a value names a cluster, in any form: reference, name, id as text, data source, another stack's output. Undefined when the code cannot tell. */
export function names(app: AppJson, from: StackJson, value: Json | undefined, cluster: NamedCluster): boolean | undefined {
  const [type = ""] = cluster.address.split(".");
  const found = follow(app, from, value, [type]);
  switch (found.kind) {
    case "computed":
      return undefined;
    case "object":
      if (found.isData) return sameName(app, cluster, type, follow(app, found.stack, found.attributes.name, [type]));
      if (!found.address.startsWith(`${type}.`)) return undefined;
      return found.stack.name === cluster.stack.name && found.address === cluster.address;
    case "text":
      return sameName(app, cluster, type, found);
  }
}

/** Clouds compare names without regard to capitals, or allow none. */
function sameName(app: AppJson, cluster: NamedCluster, type: string, given: Reference): boolean | undefined {
  const [, id = ""] = cluster.address.split(".");
  const own = follow(app, cluster.stack, object(object(object(cluster.stack.json.resource)[type])[id]).name, [type]);
  if (given.kind !== "text" || own.kind !== "text") return undefined;
  const name = cluster.nameIn ? cluster.nameIn(given.text) : given.text;
  return name === undefined ? undefined : name.toLowerCase() === own.text.toLowerCase();
}

/** A resource, and the stack that it is in. */
export interface InStack {
  readonly stack: StackJson;
  readonly resource: Resource;
}

/** Resources of a type, in any stack of the app, whose attribute names a cluster. */
export function resourcesNaming(app: AppJson, type: string, attribute: string, cluster: NamedCluster): readonly InStack[] {
  return app.stacks.flatMap((stack) =>
    stack.resources
      .filter((resource) => resource.type === type && names(app, stack, valueAt(resource.attributes, attribute), cluster) === true)
      .map((resource) => ({ stack, resource })),
  );
}

/**
 * The pools of a cluster. One that somebody removed leaves no trace in the JSON, so those of the construct are found by their addresses. One
 * that somebody added, in any stack of the app, counts too.
 *
 * @param made addresses of the construct's own pools
 */
export function poolsOf(
  app: AppJson,
  cluster: NamedCluster,
  made: readonly string[],
  type: string,
  attribute: string,
): readonly Resource[] {
  const own = made.map((address) => resourceAt(cluster.stack, address));
  const known = judgedOf(own);
  const named = resourcesNaming(app, type, attribute, cluster).map(({ resource }) => resource);
  return [...own, ...named.filter(({ stack, address }) => !known.has(`${stack} ${address}`))];
}

/** As `judged` of `unaccountedIn`. */
export const judgedOf = (resources: readonly Resource[]): ReadonlySet<string> =>
  new Set(resources.map(({ stack, address }) => `${stack} ${address}`));
