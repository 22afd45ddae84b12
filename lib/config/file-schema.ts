import { combineSchemas, type PropsSchema } from "../core/schema/props-schema";
import { clusterSchemas } from "./generated";

/** The schema of a whole cluster file of a provider; undefined for a provider that doesn't exist. Loaded when a file first names it. */
export function fileSchema(provider: string): PropsSchema | undefined {
  const cluster = Object.hasOwn(clusterSchemas, provider) ? clusterSchemas[provider] : undefined;
  return cluster && combineSchemas(providerKey(provider), ...sharedSchemas(), cluster());
}

/** Already checked: it chose this schema. */
function providerKey(provider: string): PropsSchema {
  const property = { type: "string", const: provider, description: "Where the cluster runs." };
  return { validators: { provider: () => true }, required: ["provider"], schema: () => ({ properties: { provider: property } }) };
}

/** What every cluster file takes, whatever the provider. */
function sharedSchemas(): readonly PropsSchema[] {
  /* eslint-disable @typescript-eslint/no-require-imports -- a file that can't be read needs none of them */
  return [
    require("../baseline/generated/props") as typeof import("../baseline/generated/props"),
    require("./generated/stack") as typeof import("./generated/stack"),
  ];
  /* eslint-enable @typescript-eslint/no-require-imports */
}
