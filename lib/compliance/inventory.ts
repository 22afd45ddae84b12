import type { Json, JsonObject } from "../core/reading/json";
import { object, type StackJson } from "../core/reading/terraform-json";
import type { InventoryReport } from "./report";

/**
 * What the stacks of a cluster make, counted from their JSON.
 *
 * @param images found before, by the text that they were found in
 */
export function inventoryOf(
  stacks: readonly StackJson[],
  egressAddresses: readonly string[],
  images: Map<string, readonly string[]>,
): InventoryReport {
  const resources = stacks.flatMap((stack) => stack.resources);
  return {
    kinds: counted(resources.map(({ type }) => type)).map(([kind, count]) => ({ kind, count })),
    providers: providers(stacks),
    images: [
      ...new Set(resources.filter(({ type }) => type === "helm_release").flatMap(({ attributes }) => imagesOf(attributes.values, images))),
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
  return sorted(counts);
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function providers(stacks: readonly StackJson[]): InventoryReport["providers"] {
  const required = stacks.flatMap(({ json }) => Object.entries(object(object(json.terraform).required_providers)));
  return sorted(new Map(required)).map(([name, requirement]) => {
    const { source = name, version = null } = object(requirement);
    return { name, source: typeof source === "string" ? source : name, version: typeof version === "string" ? version : null };
  });
}

/** Attributes that hold what is put on a resource so that its costs can be passed on: `tags`, `labels`, `resource_labels` and so on. */
const tagAttribute = /^(tags|labels|\w+_labels)$/;

/** How many resources carry each tag with each literal value. */
function tags(resources: readonly JsonObject[]): InventoryReport["tags"] {
  const carried = new Map<string, Map<string, number>>();
  for (const attributes of resources) {
    for (const name of Object.keys(attributes).filter((each) => tagAttribute.test(each))) {
      for (const [key, value] of Object.entries(object(attributes[name]))) {
        if (!isLiteral(value)) continue;
        const values = carried.get(key) ?? new Map<string, number>();
        carried.set(key, values.set(value, (values.get(value) ?? 0) + 1));
      }
    }
  }
  return sorted(carried).flatMap(([key, values]) => sorted(values).map(([value, count]) => ({ key, value, resources: count })));
}

/** Images that the values of a release name: `repository` with what stands beside it, or a text under `image`. */
function imagesOf(values: Json | undefined, before: Map<string, readonly string[]>): readonly string[] {
  const documents: readonly Json[] = Array.isArray(values) ? (values as readonly Json[]) : [];
  return documents.flatMap((text) => {
    if (typeof text !== "string") return [];
    const found = before.get(text) ?? imagesIn(text);
    before.set(text, found);
    return found;
  });
}

function imagesIn(text: string): readonly string[] {
  // Most releases name none, and reading them all costs more than the rest of the inventory.
  if (!/image/i.test(text)) return [];
  try {
    return named(JSON.parse(text) as Json);
  } catch {
    // What Terraform computes, or YAML of somebody else's.
    return [];
  }
}

/** Every text of every release goes through here, so it gathers as it goes. */
function named(value: Json, key = "", found: string[] = []): readonly string[] {
  if (typeof value === "string") {
    if (key === "image" && !value.includes("${")) found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) named(item, key, found);
  } else if (typeof value === "object" && value !== null) {
    const parts = value as JsonObject;
    const { registry, repository, tag, digest } = parts;
    if (isLiteral(repository) && /image/i.test(key))
      found.push(
        `${isLiteral(registry) ? `${registry}/` : ""}${repository}${isLiteral(tag) ? `:${tag}` : ""}${isLiteral(digest) ? `@${digest}` : ""}`,
      );
    for (const name in parts) named(parts[name] ?? null, name, found);
  }
  return found;
}
