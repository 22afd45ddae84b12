import { resolve } from "node:path";
import type { ClusterFile } from "./cluster-file";
import { fileSchema } from "./file-schema";
import type { Schema } from "../core/schema/props-schema";

/** One setting of a cluster, whoever decided it. */
export interface ResolvedSetting {
  /** As it would be written in an error: `nodePools[0].minNodes`. */
  readonly path: string;
  /** Undefined where the default depends on something, which `words` then tell. */
  readonly value?: unknown;
  /** The default in words, where it is one. */
  readonly words?: string;
  /** `given` in the cluster's own file, `inherited` from one that it extends. */
  readonly origin: "given" | "inherited" | "default";
  /** Where it was written. */
  readonly file?: string;
  readonly line?: number;
}

/** Every setting that a cluster may have: those that were written, with their place, and the defaults of all others. */
export function resolvedSettings(file: ClusterFile): ResolvedSetting[] {
  const schema = fileSchema(file.provider ?? "")?.schema();
  const written = (path: string, value: unknown): ResolvedSetting => {
    const { file: source, line } = file.locate({ path, message: "" });
    const origin = resolve(source) === resolve(file.path) ? "given" : "inherited";
    return { path, value, origin, file: source, ...(line !== undefined && { line }) };
  };
  return schema === undefined ? [] : settingsIn({ ...file.config, provider: file.provider }, "", schema, written);
}

type Written = (path: string, value: unknown) => ResolvedSetting;

function settingsIn(value: unknown, path: string, schema: Schema, written: Written): ResolvedSetting[] {
  if (Array.isArray(value) && value.some(isMap)) {
    return value.flatMap((item, index) => settingsIn(item, `${path}[${index}]`, schema.items ?? {}, written));
  }
  if (!isMap(value)) return [written(path, value)];
  const { properties = {} } = branchOf(schema, value);
  const keys = [...new Set([...Object.keys(properties), ...Object.keys(value)])];
  return keys.flatMap((key) => {
    const here = path === "" ? key : `${path}.${key}`;
    const property = properties[key] ?? {};
    return key in value ? settingsIn(value[key], here, property, written) : defaults(here, property);
  });
}

/** Of a map that may be left out the defaults of what is in it, since those are what counts. */
function defaults(path: string, schema: Schema): ResolvedSetting[] {
  // The file's own place in a chain, and no setting of the cluster.
  if (path === "extends") return [];
  const words = defaultWords(schema) ?? "none";
  const inside = /^(off|none|nowhere)\b/.test(words) ? undefined : branchThatMayBeEmpty(schema);
  const parts = Object.entries(inside?.properties ?? {}).flatMap(([key, property]) => defaults(`${path}.${key}`, property));
  if (parts.length > 0) return parts;
  return [{ path, origin: "default", ...(schema.default === undefined ? { words } : { value: schema.default }) }];
}

/** The schemas say it at the end of a description, before the checks. */
function defaultWords({ description = "" }: Schema): string | undefined {
  return /\bDefault: (.*?)\.(?: Haven check: .*)?$/s.exec(description)?.[1];
}

function branchThatMayBeEmpty(schema: Schema): Schema | undefined {
  return branches(schema).find(({ properties, required = [] }) => properties !== undefined && required.length === 0);
}

/** The branch of a union that a map is in: the one with the most of its keys, where what tells them apart fits. */
function branchOf(schema: Schema, value: Readonly<Record<string, unknown>>): Schema {
  const fitting = branches(schema).filter(({ properties = {} }) =>
    Object.entries(properties).every(([key, property]) => property.const === undefined || property.const === value[key]),
  );
  const known = ({ properties = {} }: Schema) => Object.keys(value).filter((key) => key in properties).length;
  return fitting.sort((a, b) => known(b) - known(a))[0] ?? schema;
}

function branches(schema: Schema): Schema[] {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return parts.length === 0 ? [schema] : parts.flatMap(branches);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
