// The same resources as a synthesized stack, straight from the provider's classes, with references and dependencies as people write them:
// what a synth costs without this library.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv } from "node:process";

const require = createRequire(import.meta.url);
const { App, dependable, TerraformDataSource, TerraformResource, TerraformStack, Token } = require("cdktf");
const [, , stackFile, outdir] = argv;
const json = JSON.parse(readFileSync(stackFile, "utf8"));

/** Terraform's own, such as terraform_data, which no provider's classes have. */
class TerraformOwn extends TerraformResource {
  constructor(scope, id, { terraformResourceType, ...attributes }) {
    super(scope, id, { terraformResourceType });
    for (const [key, value] of Object.entries(attributes)) this.addOverride(key, value);
  }
}

// There is no binding for Talos; the classes here stand in for one.
const folderOf = (provider) => (provider === "talos" ? "../dist/lib/talos" : `@cdktf/provider-${provider}/lib`);
const classOf = (type, isData) => {
  const [provider, ...words] = type.split("_");
  const prefix = isData ? (provider === "talos" ? "data-" : `data-${provider}-`) : "";
  const classes = require(`${folderOf(provider)}/${prefix}${words.join("-")}`);
  return Object.values(classes).find(({ prototype }) => prototype instanceof (isData ? TerraformDataSource : TerraformResource));
};

// Maps whose keys are a user's, not attributes.
const maps = new Set(["tags", "node_labels", "labels", "annotations", "parameters", "data"]);
const camel = (key) => key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const config = (value) => {
  if (typeof value === "string") return reference(value);
  if (Array.isArray(value)) return value.map(config);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [camel(key), maps.has(key) ? child : config(child)]));
};
const reference = (text) => {
  const [, address, attribute] = /^\$\{((?:data\.)?\w+\.[\w-]+)\.([\w.]+)\}$/.exec(text) ?? [];
  return attributesOf(address) ? Token.asString(made(address).interpolationForAttribute(attribute)) : text;
};

const attributesOf = (address = "") => {
  const [type, id] = address.replace(/^data\./, "").split(".");
  return json[address.startsWith("data.") ? "data" : "resource"]?.[type]?.[id];
};
// Dependencies are said when everything is there; with one provider of a kind nobody names it.
const later = new Set(["//", "depends_on", "provider"]);
const elements = new Map();
const made = (address) => {
  const element = elements.get(address) ?? make(address);
  elements.set(address, element);
  return element;
};
const make = (address) => {
  const isData = address.startsWith("data.");
  const [type, id] = address.replace(/^data\./, "").split(".");
  const attributes = Object.fromEntries(Object.entries(attributesOf(address)).filter(([key]) => !later.has(key)));
  if (type.startsWith("terraform_")) return new TerraformOwn(stack, id, { terraformResourceType: type, ...attributes });
  return new (classOf(type, isData))(stack, id, config(attributes));
};

const app = new App({ outdir });
const stack = new TerraformStack(app, "straight");
for (const [provider, [block]] of Object.entries(json.provider)) {
  const Provider = require(`${folderOf(provider)}/provider`)[`${provider.charAt(0).toUpperCase()}${provider.slice(1)}Provider`];
  new Provider(stack, provider, config(block));
}
const addresses = [
  ["", json.resource],
  ["data.", json.data ?? {}],
].flatMap(([prefix, byType]) => Object.entries(byType).flatMap(([type, byId]) => Object.keys(byId).map((id) => `${prefix}${type}.${id}`)));
for (const address of addresses) made(address);
for (const address of addresses) made(address).dependsOn = attributesOf(address).depends_on?.map((other) => dependable(made(other)));
app.synth();
