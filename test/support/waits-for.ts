import type { Json, JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { reference } from "./reference";

/**
 * One rule of the order in which Terraform creates resources; it destroys them in the reverse order.
 *
 * A name is a type and a construct path without the stack, such as `aws_vpc cluster/network/Resource`. In both, `*` stands for any
 * text without a slash. Every resource that `waiting` names must wait for every resource that `awaited` names.
 */
export type Wait = readonly [waiting: string, awaited: string, because: string];

/** Who waits for whom in one synthesized stack. */
export interface Order {
  /** Pairs of a rule that Terraform may create at the same time, or in the wrong order. */
  readonly brokenBy: (wait: Wait) => readonly string[];
  /**
   * Each `depends_on` without a rule, towards resources whose path begins with one of `parts`. One that adds nothing to the order, since
   * other references keep the same order, needs no rule. Rules may be about resources that this stack lacks.
   */
  readonly unexplained: (waits: readonly Wait[], parts: readonly string[]) => readonly string[];
  /** Whether each resource of a name is replaced by creating the new one first. */
  readonly createdFirst: (name: string) => readonly boolean[];
}

/** The order in the reference stack of a provider, with `options` over its props. */
export function orderOf(provider: string, options: object = {}): Order {
  const { json } = synthesizeApp((app) => providers[provider]?.().addStack(app, provider, { ...reference(provider), ...options }));
  return readOrder(json);
}

interface Node {
  /** As rules name it; undefined for a local value, which only passes references on. */
  readonly name?: string;
  readonly attributes: JsonObject;
  readonly dependsOn: ReadonlySet<string>;
  readonly refersTo: ReadonlySet<string>;
}

/** Reads the order from a `cdk.tf.json`. */
export function readOrder(json: JsonObject): Order {
  const nodes = nodesOf(json);
  const reached = new Map([...nodes.keys()].map((address) => [address, reach(nodes, address)]));
  const matching = (pattern: string) => {
    const form = new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*")}$`);
    return [...nodes].filter(([, { name }]) => name !== undefined && form.test(name));
  };
  const named = (pattern: string) => {
    const found = matching(pattern);
    // A rule about nothing would always hold.
    if (found.length === 0) throw new Error(`no resource of the stack is ${pattern}`);
    return found;
  };
  return {
    brokenBy: ([waiting, awaited]) =>
      named(waiting).flatMap(([from, { name }]) =>
        named(awaited)
          .filter(([to]) => from !== to && !reached.get(from)?.has(to))
          .map(([, other]) => `${name ?? from} does not wait for ${other.name ?? ""}`),
      ),
    unexplained: (waits, parts) => {
      const pairs = new Set(
        waits.flatMap(([waiting, awaited]) => matching(waiting).flatMap(([from]) => matching(awaited).map(([to]) => `${from} ${to}`))),
      );
      return [...nodes].flatMap(([from, node]) =>
        [...node.dependsOn]
          .filter((to) => parts.some((part) => nodes.get(to)?.name?.split(" ")[1]?.startsWith(`${part}/`)))
          .filter((to) => !pairs.has(`${from} ${to}`) && !isImplied(nodes, reached, from, to))
          .map((to) => `${node.name ?? from} waits for ${nodes.get(to)?.name ?? to}`),
      );
    },
    createdFirst: (name) => named(name).map(([, { attributes }]) => object(attributes.lifecycle).create_before_destroy === true),
  };
}

const kinds = { resource: "", data: "data.", ephemeral: "ephemeral." };

function nodesOf(json: JsonObject): ReadonlyMap<string, Node> {
  const bodies = [
    ...Object.entries(kinds).flatMap(([kind, prefix]) =>
      Object.entries(object(json[kind])).flatMap(([type, byId]) =>
        Object.entries(object(byId)).map(([id, body]): [string, JsonObject] => [`${prefix}${type}.${id}`, object(body)]),
      ),
    ),
    ...Object.entries(object(json.locals)).map(([id, value]): [string, JsonObject] => [`local.${id}`, { value }]),
  ];
  const known = new Set(bodies.map(([address]) => address));
  return new Map(
    bodies.map(([address, attributes]) => {
      const { depends_on: dependsOn = [], "//": comment, ...rest } = attributes;
      const { path } = object(object(comment).metadata);
      const node: Node = {
        ...(typeof path === "string" && { name: `${address.slice(0, address.lastIndexOf("."))} ${path.replace(/^[^/]*\//, "")}` }),
        attributes,
        dependsOn: new Set(texts(dependsOn).filter((other) => known.has(other))),
        refersTo: new Set(referencesIn(rest).filter((other) => other !== address && known.has(other))),
      };
      return [address, node];
    }),
  );
}

/** What may be the address of another resource, in the texts that Terraform evaluates. */
function referencesIn(value: Json): readonly string[] {
  return texts(value)
    .filter((text) => text.includes("${"))
    .flatMap((text) => text.match(/(?:\b(?:data|ephemeral)\.)?\b[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*/g) ?? []);
}

function texts(value: Json): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((child: Json) => texts(child));
}

const edgesOf = (nodes: ReadonlyMap<string, Node>, address: string) => {
  const { dependsOn = [], refersTo = [] } = nodes.get(address) ?? {};
  return [...dependsOn, ...refersTo];
};

function reach(nodes: ReadonlyMap<string, Node>, from: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const next = edgesOf(nodes, from);
  for (let address = next.pop(); address !== undefined; address = next.pop()) {
    if (reached.has(address)) continue;
    reached.add(address);
    next.push(...edgesOf(nodes, address));
  }
  return reached;
}

/** Whether Terraform would keep the same order without this `depends_on`: it then says nothing that a rule could lose. */
function isImplied(nodes: ReadonlyMap<string, Node>, reached: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  return nodes.get(from)?.refersTo.has(to) || edgesOf(nodes, from).some((other) => other !== to && reached.get(other)?.has(to));
}
