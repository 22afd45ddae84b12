import { readFileSync } from "node:fs";
import type { IConstruct } from "constructs";
import { parseAllDocuments } from "yaml";
import { keptByHelm, type KubernetesObject } from "./manifests";

type Types = Readonly<Record<string, KubernetesObject>>;

/** Parsed files of an app, gone with the app. A megabyte of YAML takes half a second, and every cluster of a fleet may name the same file. */
const filesOf = new WeakMap<IConstruct, Map<string, Types>>();

/**
 * The types of Gateway API out of the file that its makers release, as objects that stay when the release goes: without them every
 * route in the cluster would be gone.
 */
export function gatewayApiTypes({ node }: IConstruct, file: string): Types {
  const files = filesOf.get(node.root) ?? new Map<string, Types>();
  const types = files.get(file) ?? parsed(readFileSync(file, "utf8"));
  filesOf.set(node.root, files.set(file, types));
  return types;
}

function parsed(text: string): Record<string, KubernetesObject> {
  const objects = parseAllDocuments(text).flatMap((document) => {
    const object = document.toJS() as KubernetesObject | null;
    return object?.kind === undefined ? [] : [object];
  });
  return Object.fromEntries(objects.map((object) => [`${object.kind}-${object.metadata.name}`.toLowerCase(), kept(object)]));
}

function kept(object: KubernetesObject): KubernetesObject {
  const { annotations, ...metadata } = object.metadata as KubernetesObject["metadata"] & { annotations?: object };
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, ...keptByHelm } } };
}

/** Refuses a file without the types. It is searched and not parsed: this runs for every cluster file, before there is an app. */
export function gatewayApiFileProblem(file: string): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const missing = ["gatewayclasses", "gateways", "httproutes"].filter((kind) => !named(`${kind}.gateway.networking.k8s.io`).test(text));
    return missing.length === 0 ? undefined : `${file} has no ${missing.join(", no ")} in it; standard-install.yaml of Gateway API has`;
  } catch (error) {
    return `${file} can't be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A name as the metadata of an object has it, in YAML or JSON. */
const named = (name: string) => new RegExp(`\\bname"?:\\s*["']?${name.replaceAll(".", "\\.")}(?![\\w.-])`);
