import { readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import type { KubernetesObject } from "./manifests";

/**
 * The types of Gateway API out of the file that its makers release, as objects that stay when the release goes: without them every
 * route in the cluster would be gone.
 */
export function gatewayApiTypes(file: string): Readonly<Record<string, KubernetesObject>> {
  const text = readFileSync(file, "utf8");
  // A megabyte takes a while, and every cluster of a fleet may name the same file.
  if (last?.text !== text) last = { text, types: parsed(text) };
  return last.types;
}

let last: { readonly text: string; readonly types: Readonly<Record<string, KubernetesObject>> } | undefined;

function parsed(text: string): Record<string, KubernetesObject> {
  const objects = parseAllDocuments(text).flatMap((document) => {
    const object = document.toJS() as KubernetesObject | null;
    return object?.kind === undefined ? [] : [object];
  });
  return Object.fromEntries(objects.map((object) => [`${object.kind}-${object.metadata.name}`.toLowerCase(), kept(object)]));
}

function kept(object: KubernetesObject): KubernetesObject {
  const { annotations, ...metadata } = object.metadata as KubernetesObject["metadata"] & { annotations?: object };
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, "helm.sh/resource-policy": "keep" } } };
}

/** What is wrong with the file, before anything is made of it. */
export function gatewayApiFileProblem(file: string): string | undefined {
  try {
    const names = Object.values(gatewayApiTypes(file)).map(({ metadata }) => metadata.name);
    const missing = ["gatewayclasses", "gateways", "httproutes"].filter((kind) => !names.includes(`${kind}.gateway.networking.k8s.io`));
    return missing.length === 0 ? undefined : `${file} has no ${missing.join(", no ")} in it; standard-install.yaml of Gateway API has`;
  } catch (error) {
    return `${file} can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
