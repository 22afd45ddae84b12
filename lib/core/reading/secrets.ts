import { looksLikeCredential, looksLikeSecret } from "../text/credentials";
import { type AppJson, isOwnedBy, stacksAround } from "./app-json";
import type { Fact } from "./fact";
import type { Json, JsonObject } from "./json";
import { object, type StackJson, valueAt } from "./terraform-json";

/**
 * Literals that look like a credential, by their key or by themselves, in the resources of a cluster and everywhere else in its stacks. The
 * values are omitted.
 *
 * It is a search by names and forms, so finding nothing is no proof.
 */
export function literalSecrets(app: AppJson): readonly Fact<string>[] {
  return stacksAround(app).flatMap((stack) => [...besideResources(stack), ...inResources(app, stack)]);
}

function besideResources({ name, json }: StackJson): readonly Fact<string>[] {
  const { terraform, provider, locals, data, variable, output, module } = json;
  const { backend } = object(terraform);
  // Terraform's own words are the keys here, so the name of the object tells what its value is.
  const defaults = Object.entries(object(variable)).map(([id, body]) => [id, object(body).default ?? null]);
  const outputs = Object.entries(object(output)).map(([id, body]) => [id, object(body).value ?? null]);
  const beside: Readonly<Record<string, Json>> = {
    terraform: { backend: backend ?? null },
    provider: provider ?? null,
    locals: locals ?? null,
    data: data ?? null,
    module: module ?? null,
    variable: Object.fromEntries(defaults) as Json,
    output: Object.fromEntries(outputs) as Json,
  };
  return Object.entries(beside).flatMap(([address, value]) =>
    literals(value, "").map((attribute) => ({ value: "(a literal)", origin: { stack: name, address, attribute } })),
  );
}

function inResources({ others }: AppJson, stack: StackJson): readonly Fact<string>[] {
  return stack.resources.flatMap(({ type, address, constructPath, attributes }) => {
    if (isOwnedBy(others, constructPath)) return [];
    return [...new Set([...literals(attributes, ""), ...inSecret(type, attributes)])].map((attribute) => ({
      value: "(a literal)",
      origin: { stack: stack.name, address, attribute, ...(constructPath !== undefined && { constructPath }) },
    }));
  });
}

/** Attributes that hold a secret, whatever its name is. */
const secretAttributes: readonly (readonly [type: RegExp, attributes: readonly string[]])[] = [
  [/^kubernetes_secret(_v1)?$/, ["data", "binary_data", "data_wo", "binary_data_wo"]],
  [/^azurerm_key_vault_secret$/, ["value"]],
  [/^aws_secretsmanager_secret_version$/, ["secret_string", "secret_binary"]],
  [/^google_secret_manager(_regional)?_secret_version$/, ["secret_data"]],
  [/^vault_/, ["data_json", "data_json_wo"]],
];

/** Literals in a resource that exists to hold a secret. */
function inSecret(type: string, attributes: JsonObject): readonly string[] {
  const isSecure = type === "aws_ssm_parameter" && attributes.type === "SecureString";
  const { manifest = null } = attributes;
  const isManifest = /^(kubernetes|kubectl)_manifest$/.test(type) && object(manifest).kind === "Secret";
  const paths = isSecure
    ? ["value"]
    : isManifest
      ? ["manifest.data", "manifest.stringData"]
      : (secretAttributes.find(([pattern]) => pattern.test(type))?.[1] ?? []);
  return paths.flatMap((path) => allLiterals(valueAt(attributes, path) ?? null, path));
}

function allLiterals(value: Json, path: string): readonly string[] {
  if (typeof value === "string") return value !== "" && isLiteral(value) ? [path] : [];
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, below]) => allLiterals(below, `${path}.${key}`))
    : [];
}

/** Whether all of a text is in the code: it names nothing that Terraform or a person fills in. Locals are in the code too. */
function isLiteral(text: string): boolean {
  return !/[$%]\{/.test(text) || !/\b(?!local\.)[a-z]\w*\.[a-z]/i.test(expressionsIn(text));
}

/** What a template computes, without the texts that are quoted in it. */
const expressionsIn = (text: string) =>
  [...text.matchAll(/[$%]\{([^}]*)\}/g)].map(([, code = ""]) => code.replaceAll(/"[^"]*"/g, "")).join(" ");

const nothing: readonly string[] = [];

/** Paths of what is a literal and looks like a credential. Every text of every stack goes through here, and hardly one is: paths are made for those only. */
function literals(value: Json, key: string): readonly string[] {
  if (typeof value === "string") {
    if (value === "") return nothing;
    if (isLiteral(value) && (looksLikeSecret(key) || looksLikeCredential(value))) return [""];
    return inDocument(value);
  }
  if (typeof value !== "object" || value === null) return nothing;
  const inList = Array.isArray(value);
  let found = nothing;
  const children = value as JsonObject;
  // Environment variables, and values that are set in a chart, are pairs of a name and a value.
  const { name: pair = children.key, value: given } = children;
  if (typeof pair === "string" && typeof given === "string" && given !== "" && looksLikeSecret(pair) && isLiteral(given))
    return [`value, ${pair}`];
  for (const name of Object.keys(children)) {
    if (name === "//" && !inList) continue;
    const below = literals(children[name] ?? null, inList ? key : name);
    if (below.length > 0) found = [...found, ...below.map((path) => `${name}${path === "" || path.startsWith(",") ? "" : "."}${path}`)];
  }
  return found;
}

// Keys of which a literal is a credential and not the name of a Secret, which values of charts have everywhere.
const secretKeys =
  "[\\w-]*(?:password|passwd|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|client[_-]?secret|connection[_-]?string)";
const inJson = new RegExp(`"(${secretKeys})"\\s*:\\s*"(?!\\$\\{|")`, "gi");
// In YAML, with a value on the same line that is no flag, no block and nothing that Terraform computes.
const inYaml = new RegExp(`^[ \\t-]*"?(${secretKeys})"?:[ \\t]+(?!["']?(?:\\$\\{|[|>&*{[#~"']|null\\b|true\\b|false\\b))\\S`, "gim");

/** Of a text that is JSON or YAML itself, as the values of a Helm release are: keys of literals that are credentials by their names. */
function inDocument(text: string): readonly string[] {
  const pattern = text.startsWith("{") ? inJson : text.includes(":") ? inYaml : undefined;
  return pattern === undefined ? [] : [...text.matchAll(pattern)].map(([, key = ""]) => `, ${key}`);
}
