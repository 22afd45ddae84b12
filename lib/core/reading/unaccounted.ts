import type { Text } from "../text/text";
import { type AppJson, isOwnedBy, stacksAround } from "./app-json";
import type { Origin } from "./fact";
import type { JsonObject } from "./json";
import { type NamedCluster, names } from "./references";
import { object, type StackJson, string, valueAt } from "./terraform-json";

/**
 * What a rule makes a statement about, as far as something outside the cluster's own resources can change it.
 *
 * - `nodes`: the nodes that join, with their zones and addresses.
 * - `node labels`: the labels of nodes, their zones among them.
 * - `capacity`: how many nodes stay, and take applications.
 * - `control plane`: settings of the control plane.
 * - `regions`: where data is.
 * - `audit log`: which audit events are kept, and for how long.
 */
export type Subject = "nodes" | "node labels" | "capacity" | "control plane" | "regions" | "audit log";

/** Something in the app that may change a subject without any evidence of it. A rule about that subject can't be guaranteed. */
export interface Unaccounted {
  readonly subjects: readonly Subject[];
  /** Reads after the address: `cannot tell which cluster it joins`. */
  readonly because: Text;
  readonly origin: Origin;
  /** `expected` for what is decided on the running cluster by design; `unknown` for what nobody can tell from the code. */
  readonly leaves: "expected" | "unknown";
}

/** How resources of a type may touch a cluster. */
export interface Touch {
  readonly subjects: readonly Subject[];
  /** Attribute that names the cluster; undefined where no attribute does. */
  readonly cluster?: string;
  /** Why nothing was read from the resource. @default nobody can tell which cluster it joins */
  readonly because?: Text;
  /** Outcome when `because` is why. @default unknown */
  readonly leaves?: Unaccounted["leaves"];
  /** Of the resources of the type, those that can touch a cluster. @default all */
  readonly when?: (attributes: JsonObject) => boolean;
}

/** Types by a pattern of their names. The first entry that matches a type counts. */
export type Touches = readonly (readonly [type: RegExp, touch: Touch])[];

const joins: Text = { en: "cannot tell which cluster it joins", nl: "niet te zeggen bij welk cluster het hoort" };
const unreadable: Text = { en: "its content isn't in this app", nl: "de inhoud ervan staat niet in deze app" };
const runs: Text = { en: "it runs a program that may change anything", nl: "het voert een programma uit dat alles kan wijzigen" };
const byCluster: Text = {
  en: "it creates nodes as objects in the cluster ask",
  nl: "het maakt nodes zoals objecten in het cluster vragen",
};
const marks: Text = { en: "it labels or taints nodes", nl: "het geeft nodes labels of taints" };

/** Charts that create machines. */
const nodeCharts = /karpenter|crossplane|cluster-api|capi/i;

/** The in-cluster types, which every platform shares. */
const inCluster: Touches = [
  [
    /^helm_release$/,
    {
      subjects: ["nodes"],
      because: byCluster,
      leaves: "expected",
      when: ({ chart = null, name = null }) => [chart, name].some((text) => typeof text !== "string" || nodeCharts.test(text)),
    },
  ],
  [
    /^(kubernetes|kubectl)_manifest$/,
    { subjects: ["nodes"], because: byCluster, leaves: "expected", when: (body) => nodeCharts.test(JSON.stringify(body)) },
  ],
  [/^kubernetes_node_taint/, { subjects: ["capacity"], because: marks }],
  [
    /^kubernetes_labels$/,
    { subjects: ["node labels"], because: marks, when: ({ kind = null }) => string(kind) === undefined || kind === "Node" },
  ],
];

/**
 * Resources and modules of an app that may touch a cluster, and that no evidence was read from.
 *
 * @param touches types of the cluster's provider
 * @param judged addresses that evidence was read from, as `<stack> <address>`
 */
export function unaccountedIn(app: AppJson, cluster: NamedCluster, touches: Touches, judged: ReadonlySet<string>): readonly Unaccounted[] {
  const table = [...touches, ...inCluster];
  return app.stacks.flatMap((stack) => [
    ...modulesIn(app, stack),
    ...provisionersIn(app, stack),
    // Most types touch nothing, so the table is asked once per type.
    ...Object.entries(object(stack.json.resource)).flatMap(([type, byId]) => {
      const touch = table.find(([pattern]) => pattern.test(type))?.[1];
      if (touch === undefined) return [];
      return Object.entries(object(byId)).flatMap(([id, body]) => {
        const address = `${type}.${id}`;
        return judged.has(`${stack.name} ${address}`) ? [] : touching(app, stack, cluster, touch, address, object(body));
      });
    }),
  ]);
}

/** A module may create nodes, logs and data. It can't change settings of a resource outside it. */
function modulesIn({ others }: AppJson, stack: StackJson): readonly Unaccounted[] {
  return Object.entries(object(stack.json.module)).flatMap(([id, body]) => {
    const origin = originOf(stack, `module.${id}`, "source", object(body));
    if (isOwnedBy(others, origin.constructPath)) return [];
    return [{ subjects: ["nodes", "regions", "audit log"], because: unreadable, origin, leaves: "unknown" }];
  });
}

/** A program that Terraform starts may change anything. Those of this library's constructs are known. */
function provisionersIn({ own, others }: AppJson, stack: StackJson): readonly Unaccounted[] {
  return stack.resources.flatMap(({ address, attributes, constructPath }) => {
    if ((attributes.provisioner ?? null) === null || isOwnedBy(own, constructPath) || isOwnedBy(others, constructPath)) return [];
    const origin = originOf(stack, address, "provisioner", attributes);
    return [{ subjects: ["nodes", "capacity", "control plane", "regions", "audit log"], because: runs, origin, leaves: "unknown" }];
  });
}

function touching(
  app: AppJson,
  stack: StackJson,
  cluster: NamedCluster,
  { subjects, cluster: attribute, because, leaves, when }: Touch,
  address: string,
  body: JsonObject,
): readonly Unaccounted[] {
  if (when?.(body) === false) return [];
  const origin = originOf(stack, address, attribute ?? "", body);
  const named = attribute === undefined ? undefined : names(app, stack, valueAt(body, attribute), cluster);
  if (named === false || (named === undefined && isOwnedBy(app.others, origin.constructPath))) return [];
  // What names no cluster counts for those that it is beside.
  if (attribute === undefined && !stacksAround(app).includes(stack)) return [];
  const isExplained = because !== undefined && (named === true || attribute === undefined);
  return [{ subjects, because: isExplained ? because : joins, origin, leaves: isExplained && leaves ? leaves : "unknown" }];
}

export function originOf(stack: StackJson, address: string, attribute: string, body: JsonObject): Origin {
  const path = valueAt(body, "//.metadata.path");
  return { stack: stack.name, address, attribute, ...(typeof path === "string" && { constructPath: path }) };
}
