import { looksLikeCredential, looksLikeSecret } from "../text/credentials";
import type { Fact } from "./fact";
import type { Json, JsonObject } from "./json";
import { object, type StackJson } from "./terraform-json";

/** Literals in a stack that look like a credential, by their key or by themselves, in resources and elsewhere. The values are omitted. */
export function literalSecrets(stack: StackJson): readonly Fact<string>[] {
  const { terraform, provider, locals, data, variable, output } = stack.json;
  const { backend } = object(terraform);
  // What these hold is under a word of Terraform's, so their own name says what it is.
  const defaults = Object.entries(object(variable)).map(([name, body]) => [name, object(body).default ?? null]);
  const outputs = Object.entries(object(output)).map(([name, body]) => [name, object(body).value ?? null]);
  const beside: Readonly<Record<string, Json>> = {
    terraform: { backend: backend ?? null },
    provider: provider ?? null,
    locals: locals ?? null,
    data: data ?? null,
    variable: Object.fromEntries(defaults) as Json,
    output: Object.fromEntries(outputs) as Json,
  };
  return [
    ...Object.entries(beside).flatMap(([address, value]) =>
      literals(value, "").map((attribute) => ({ value: "(a literal)", origin: { stack: stack.name, address, attribute } })),
    ),
    ...inResources(stack),
  ];
}

function inResources(stack: StackJson): readonly Fact<string>[] {
  return stack.resources.flatMap(({ address, constructPath, attributes }) =>
    literals(attributes, "").map((attribute) => ({
      value: "(a literal)",
      origin: { stack: stack.name, address, attribute, ...(constructPath !== undefined && { constructPath }) },
    })),
  );
}

const nothing: readonly string[] = [];

/** Paths of what is a literal and looks like a credential. Every text of every stack goes through here, and hardly one is: paths are made for those only. */
function literals(value: Json, key: string): readonly string[] {
  if (typeof value === "string") {
    if (value === "") return nothing;
    if (!value.includes("${") && (looksLikeSecret(key) || looksLikeCredential(value))) return [""];
    return inDocument(value);
  }
  if (typeof value !== "object" || value === null) return nothing;
  const inList = Array.isArray(value);
  let found = nothing;
  const children = value as JsonObject;
  for (const name of Object.keys(children)) {
    if (name === "//" && !inList) continue;
    const below = literals(children[name] ?? null, inList ? key : name);
    if (below.length > 0) found = [...found, ...below.map((path) => `${name}${path === "" || path.startsWith(",") ? "" : "."}${path}`)];
  }
  return found;
}

// Keys of which a literal is a credential and not the name of a Secret, which values of charts have everywhere.
const secretInDocument =
  /"([\w-]*(?:password|passwd|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|client[_-]?secret|connection[_-]?string))"\s*:\s*"(?!\$\{|")/gi;

/** Of a text that is JSON itself, as the values of a Helm release are: keys of literals that are credentials by their names. */
function inDocument(text: string): readonly string[] {
  if (!text.startsWith("{")) return nothing;
  return [...text.matchAll(secretInDocument)].map(([, key = ""]) => `, ${key}`);
}
