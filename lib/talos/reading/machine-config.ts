import { parseAllDocuments } from "yaml";
import type { Json, JsonObject } from "../../core/reading/json";
import { map } from "../../core/reading/terraform-json";
import type { TalosDocument } from "../machine-config/documents";

/** The documents of a machine's configuration after all patches, as far as patches decide them. */
export interface MachineConfig {
  /** Main document, `v1alpha1`. */
  readonly main: JsonObject;
  /** Documents with a `kind`, each after the patches of the same kind and name. */
  readonly documents: readonly JsonObject[];
}

/** Reads the patches of machine configurations. Parsing YAML is slow and machines share patches, so each text is parsed once. */
export class PatchReader {
  private readonly parsed = new Map<string, readonly JsonObject[] | undefined>();
  private readonly configs = new Map<string, MachineConfig | undefined>();
  private readonly lists = new Map<Json, string>();

  /** @param rendered documents by their rendered text; a patch that isn't among them is parsed. */
  constructor(private readonly rendered: ReadonlyMap<string, TalosDocument>) {}

  /**
   * Applies lists of patches in order.
   *
   * @returns undefined when a patch is computed by Terraform, or isn't a strategic merge patch in YAML.
   */
  read(...lists: readonly Json[]): MachineConfig | undefined {
    const key = lists.map((list) => this.keyOf(list)).join();
    if (!this.configs.has(key)) this.configs.set(key, this.apply(lists));
    return this.configs.get(key);
  }

  private keyOf(list: Json): string {
    const found = this.lists.get(list) ?? String(this.lists.size);
    this.lists.set(list, found);
    return found;
  }

  private apply(lists: readonly Json[]): MachineConfig | undefined {
    const documents: JsonObject[] = [];
    for (const list of lists) {
      if (!Array.isArray(list)) return undefined;
      for (const text of list as readonly Json[]) {
        const found = typeof text === "string" ? this.documentsOf(text) : undefined;
        if (found === undefined) return undefined;
        documents.push(...found);
      }
    }
    const byId = new Map<string, JsonObject>();
    for (const document of documents) {
      const { apiVersion, kind, name } = document;
      const id = kind === undefined ? "" : JSON.stringify([apiVersion, kind, name]);
      byId.set(id, mergeDocuments(byId.get(id) ?? {}, document, ""));
    }
    const main = byId.get("") ?? {};
    byId.delete("");
    return { main, documents: [...byId.values()] };
  }

  private documentsOf(text: string): readonly JsonObject[] | undefined {
    const known = this.rendered.get(text);
    if (known !== undefined) return [known as unknown as JsonObject];
    if (!this.parsed.has(text)) this.parsed.set(text, documentsOf(text));
    return this.parsed.get(text);
  }
}

/** Documents of a YAML text; undefined when Terraform computes a part of it, or when it isn't a mapping in each document. */
export function documentsOf(text: string): readonly JsonObject[] | undefined {
  const literal = literalText(text);
  // Talos takes a text without blanks and braces for the name of a file.
  if (literal === undefined || !/[\n ]|^[{[]/.test(literal)) return undefined;
  const documents = parseAllDocuments(literal, { merge: true });
  if ("empty" in documents) return [];
  const read = documents.map((document) => (document.errors.length > 0 ? undefined : (toJson(document) ?? {})));
  const mappings = read.map((content) => map(content ?? null));
  return mappings.every((content) => content !== undefined) ? mappings : undefined;
}

function toJson(document: { toJS(): unknown }): Json | undefined {
  try {
    return document.toJS() as Json;
  } catch {
    // More aliases than the parser resolves.
    return [];
  }
}

/** The text that Terraform makes of a template; undefined when it computes a part of it. */
export function literalText(text: string): string | undefined {
  // `$${` and `%%{` are Terraform's escapes.
  const expressions = text.replaceAll(/\$\$\{|%%\{/g, "");
  return /[$%]\{/.test(expressions) ? undefined : text.replaceAll(/([$%])\1\{/g, "$1{");
}

/** Fields of which Talos takes the later list or mapping whole. It appends other lists, and merges other mappings. */
const replaced = new Set([
  "cluster.network.podSubnets",
  "cluster.network.serviceSubnets",
  "cluster.apiServer.auditPolicy",
  "ingress",
  "portSelector.ports",
]);

/** Merges a patch into a document as Talos does, and keeps its `$patch` marks, which the reader of a fact must account for. */
function mergeDocuments(into: JsonObject, from: JsonObject, path: string): JsonObject {
  const merged: Record<string, Json> = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const at = path === "" ? key : `${path}.${key}`;
    const old = merged[key] ?? null;
    const [oldMap, newMap] = [map(old), map(value)];
    if (!replaced.has(at) && oldMap && newMap) merged[key] = mergeDocuments(oldMap, newMap, at);
    else if (!replaced.has(at) && Array.isArray(old) && Array.isArray(value)) merged[key] = [...(old as Json[]), ...(value as Json[])];
    else merged[key] = value;
  }
  return merged;
}
