import { type Json, map, object, type StackJson } from "../core/terraform-json";
import type { InventoryReport } from "./report";

/** What the stacks of a cluster make, counted from their JSON. */
export function inventoryOf(stacks: readonly StackJson[], egressAddresses: readonly string[]): InventoryReport {
  const resources = stacks.flatMap((stack) => stack.resources);
  return {
    kinds: counted(resources.map(({ type }) => type)).map(([kind, count]) => ({ kind, count })),
    providers: providers(stacks),
    images: [
      ...new Set(resources.filter(({ type }) => type === "helm_release").flatMap(({ attributes }) => imagesOf(attributes.values))),
    ].sort(),
    regions: counted(resources.flatMap(({ attributes }) => [attributes.location ?? attributes.region].filter(isLiteral))).map(
      ([region]) => region,
    ),
    egressAddresses,
    tags: tags(resources.map(({ attributes }) => attributes)),
  };
}

const isLiteral = (value: Json | undefined): value is string => typeof value === "string" && !value.includes("${");

function counted(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function providers(stacks: readonly StackJson[]): InventoryReport["providers"] {
  const required = stacks.flatMap(({ json }) => Object.entries(object(object(json.terraform).required_providers)));
  return [...new Map(required)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, requirement]) => {
      const { source = name, version = null } = object(requirement);
      return { name, source: typeof source === "string" ? source : name, version: typeof version === "string" ? version : null };
    });
}

// Providers' words for what is put on a resource so that its costs can be passed on.
const tagAttributes = ["tags", "labels", "resource_labels", "user_labels"];

/** How many resources carry each tag with each literal value. */
function tags(resources: readonly StackJson["resources"][number]["attributes"][]): InventoryReport["tags"] {
  const carried = resources.flatMap((attributes) => {
    const entries = tagAttributes.flatMap((name) => Object.entries(map(attributes[name] ?? null) ?? {}));
    return entries.flatMap(([key, value]) => (isLiteral(value) ? [JSON.stringify([key, value])] : []));
  });
  return counted(carried).map(([pair, count]) => {
    const [key, value] = JSON.parse(pair) as [string, string];
    return { key, value, resources: count };
  });
}

/** Images that the values of a release name: `repository` with what stands beside it, or a text under `image`. */
function imagesOf(values: Json | undefined): readonly string[] {
  const documents: readonly Json[] = Array.isArray(values) ? (values as readonly Json[]) : [];
  return documents.flatMap((text) => {
    if (typeof text !== "string") return [];
    try {
      return named(JSON.parse(text) as Json);
    } catch {
      // What Terraform computes, or YAML of somebody else's.
      return [];
    }
  });
}

function named(value: Json, key = ""): readonly string[] {
  if (typeof value === "string") return key === "image" && !value.includes("${") ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item: Json) => named(item, key));
  const { registry, repository, tag, digest } = object(value);
  const own =
    isLiteral(repository) && /image/i.test(key)
      ? [
          `${isLiteral(registry) ? `${registry}/` : ""}${repository}${isLiteral(tag) ? `:${tag}` : ""}${isLiteral(digest) ? `@${digest}` : ""}`,
        ]
      : [];
  return [...own, ...Object.entries(object(value)).flatMap(([name, child]) => named(child, name))];
}
