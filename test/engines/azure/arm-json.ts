/** JSON as Azure's API speaks it, and the few ways in which the store looks into it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === "string" && found !== "" ? found : undefined;
}

export function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}

/** RFC 7396: objects merge, null removes, everything else replaces. */
export function merge(target: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(target));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(key);
    } else {
      merged.set(key, isObject(value) ? merge(objectAt(merged.get(key)), value) : value);
    }
  }
  return Object.fromEntries(merged);
}

/** The given properties win over the defaults; what is null, empty or absent counts as not given. */
export function withDefaults(given: JsonObject, defaults: JsonObject): JsonObject {
  const set = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  const filled: Record<string, Json | undefined> = { ...defaults };
  for (const [key, value] of set) {
    const fallback = defaults[key];
    filled[key] = isObject(value) && isObject(fallback) ? withDefaults(value, fallback) : value;
  }
  return filled;
}

/** Every text in a document, keys included: user assigned identities stand as keys. */
export function* texts(value: Json | undefined): Generator<string> {
  if (typeof value === "string") {
    yield value;
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      yield* texts(item);
    }
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield key;
      yield* texts(inner);
    }
  }
}
