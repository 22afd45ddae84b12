// The same resources as a synthesized stack, straight from the provider's classes: what a synth costs without this library.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv } from "node:process";

const require = createRequire(import.meta.url);
const { App, TerraformStack } = require("cdktf");
const [, , stackFile, outdir] = argv;
const json = JSON.parse(readFileSync(stackFile, "utf8"));

// Maps whose keys are a user's, not attributes.
const maps = new Set(["tags", "node_labels"]);
const camel = (key) => key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const config = (value) => {
  if (Array.isArray(value)) return value.map(config);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [camel(key), maps.has(key) ? child : config(child)]));
};
const classOf = (type, prefix = "") => {
  const words = type.replace("azurerm_", "").split("_");
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return require(`@cdktf/provider-azurerm/lib/${prefix ? "data-azurerm-" : ""}${words.join("-")}`)[`${prefix}${name}`];
};

const app = new App({ outdir });
const stack = new TerraformStack(app, "straight");
const { AzurermProvider } = require("@cdktf/provider-azurerm/lib/provider");
new AzurermProvider(stack, "azurerm", config(json.provider.azurerm[0]));
for (const [prefix, byType] of [
  ["", json.resource],
  ["DataAzurerm", json.data],
]) {
  for (const [type, byId] of Object.entries(byType)) {
    const Resource = classOf(type, prefix);
    for (const [id, attributes] of Object.entries(byId)) new Resource(stack, id, config({ ...attributes, "//": undefined }));
  }
}
app.synth();
