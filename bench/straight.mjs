// The same resources as a synthesized stack, straight from the provider's classes: what a synth costs without this library.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv } from "node:process";

const require = createRequire(import.meta.url);
const { App, TerraformDataSource, TerraformProvider, TerraformResource, TerraformStack } = require("cdktf");
const [, , stackFile, outdir] = argv;
const json = JSON.parse(readFileSync(stackFile, "utf8"));

// Maps whose keys are a user's, not attributes.
const maps = new Set(["tags", "node_labels", "labels", "annotations", "parameters"]);
const camel = (key) => key.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
const config = (value) => {
  if (Array.isArray(value)) return value.map(config);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [camel(key), maps.has(key) ? child : config(child)]));
};
const classOf = (type, prefix = "") => {
  const [provider, ...words] = type.split("_");
  const classes = require(`@cdktf/provider-${provider}/lib/${prefix ? `data-${provider}-` : ""}${words.join("-")}`);
  return Object.values(classes).find(({ tfResourceType }) => tfResourceType === type);
};

/** A provider without a binding, as bare as cdktf has it. */
const bare = (Element) =>
  class extends Element {
    constructor(scope, id, terraformResourceType, attributes) {
      super(scope, id, { terraformResourceType });
      for (const [key, value] of Object.entries(attributes)) if (key !== "//") this.addOverride(key, value);
    }
  };
const unbound = {
  talos: { Provider: bare(TerraformProvider), "": bare(TerraformResource), Data: bare(TerraformDataSource) },
  // Terraform's own, such as terraform_data.
  terraform: { "": bare(TerraformResource) },
};

const app = new App({ outdir });
const stack = new TerraformStack(app, "straight");
for (const [provider, [block]] of Object.entries(json.provider)) {
  if (unbound[provider]) {
    new unbound[provider].Provider(stack, provider, provider, block);
    continue;
  }
  const Provider = require(`@cdktf/provider-${provider}/lib/provider`)[`${provider.charAt(0).toUpperCase()}${provider.slice(1)}Provider`];
  new Provider(stack, provider, config(block));
}
for (const [prefix, byType] of [
  ["", json.resource],
  ["Data", json.data ?? {}],
]) {
  for (const [type, byId] of Object.entries(byType)) {
    const Bare = unbound[type.split("_")[0]]?.[prefix];
    const Resource = Bare ?? classOf(type, prefix);
    for (const [id, attributes] of Object.entries(byId))
      if (Bare) new Bare(stack, id, type, attributes);
      else new Resource(stack, id, config({ ...attributes, "//": undefined, provider: undefined }));
  }
}
app.synth();
