import { quoted, shownKey, shownValue } from "../text/shown";
import { nearest } from "../validation/nearest";
import { type PropertyPaths, type Schema, schemaAt, type SchemaError } from "./props-schema";

/** Message for an unknown key, with a suggestion. */
export function unknownKey({ schemaPath, parentSchema, data }: SchemaError, key: string, whole: Schema, paths: PropertyPaths): string {
  const known = Object.keys(parentSchema.properties ?? {});
  const elsewhere = otherBranch(schemaPath, key, data as Readonly<Record<string, unknown>>, whole);
  if (elsewhere !== undefined) return elsewhere;
  const near = nearest(
    key,
    known.filter((name) => !Object.hasOwn(data as object, name)),
  );
  const misplaced = near ?? paths.get(key)?.join(".");
  if (misplaced !== undefined) return `is not a known key${near === undefined ? " here" : ""}; did you mean ${misplaced}?`;
  return `is not a known key; allowed: ${known.join(", ")}`;
}


/** Message for a key that belongs to another branch of the union than the chosen one. */
function otherBranch(schemaPath: string, key: string, data: Readonly<Record<string, unknown>>, whole: Schema): string | undefined {
  const steps = schemaPath.split("/").slice(1, -2);
  const union = schemaAt(whole, steps.slice(0, -1));
  const own = schemaAt(whole, schemaPath.split("/").slice(1, -1))?.properties ?? {};
  const others = (union?.oneOf ?? union?.anyOf ?? []).filter(({ properties = {} }) => Object.hasOwn(properties, key));
  if (others.length === 0) return undefined;
  const tag = union?.discriminator?.propertyName;
  if (tag !== undefined) {
    const values = others.map(({ properties }) => String(properties?.[tag]?.const));
    return `doesn't go with ${tag}: ${String(data[tag])}; it is for ${tag}: ${values.join(" or ")}`;
  }
  const here = Object.keys(data).filter(
    (name) => Object.hasOwn(own, name) && !others.some(({ properties = {} }) => Object.hasOwn(properties, name)),
  );
  return here.length === 0 ? undefined : `doesn't go with ${here.join(" and ")}; use one or the other`;
}


/** Message for a wrong value, with a hint. */
export function wrongValue(error: SchemaError, written: string | undefined): { readonly message: string; readonly hint?: string } {
  const { keyword, schema, parentSchema, data } = error;
  const hint = firstSentence(parentSchema);
  if (data === null) return { message: `is empty; ${wanted(error)} is meant` };
  switch (keyword) {
    case "type":
    case "anyOf":
      return { message: parentSchema.enum ? notOneOf(data, parentSchema.enum) : wrongKind(error, written) };
    case "enum":
      return { message: notOneOf(data, schema as readonly unknown[]) };
    case "const":
      return { message: notOneOf(data, [schema]) };
    case "discriminator": {
      const tag = String(error.params.tag);
      const choices = (parentSchema.oneOf ?? []).map(({ properties }) => properties?.[tag]?.const);
      return { message: notOneOf(error.params.tagValue, choices) };
    }
    case "minimum":
    case "maximum":
      return { message: outOfRange(data, parentSchema) };
    case "pattern":
      return parentSchema.patternErrorMessage === undefined
        ? { message: `${shownValue(data)} doesn't have the form that is meant`, ...(hint !== undefined && { hint }) }
        : { message: `${parentSchema.patternErrorMessage}, got ${shownValue(data)}` };
    case "minItems":
      return { message: items(data) === 0 ? "is empty" : `must have at least ${String(schema)} items, has ${items(data)}`, hint };
    case "maxItems":
      return { message: `must have at most ${String(schema)} items, has ${items(data)}`, hint };
    case "minLength":
      return { message: `must have at least ${String(schema)} characters, got ${shownValue(data)}`, hint };
    case "maxLength":
      return { message: `must have at most ${String(schema)} characters, got ${shownValue(data)}`, hint };
    default:
      return { message: `${shownValue(data)} is not allowed`, hint };
  }
}


/** First sentence of a property's description. */
export function firstSentence(schema: Schema | undefined): string | undefined {
  const sentence = schema?.description?.split(/(?<=[.!?])\s/)[0];
  return sentence?.startsWith("Default:") || sentence?.startsWith("Haven check:") ? undefined : sentence;
}


const kinds: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  object: "a map",
  array: "a list",
};


function wanted({ keyword, schema, parentSchema }: SchemaError): string {
  const types = keyword === "anyOf" ? (schema as readonly Schema[]).map(({ type }) => type) : [parentSchema.type];
  return [...new Set(types)].map((type) => kinds[type ?? ""] ?? "a value").join(" or ");
}


function wrongKind(error: SchemaError, written: string | undefined): string {
  const { data, parentSchema } = error;
  const got = shownValue(data);
  if (parentSchema.type === "string" && (typeof data === "number" || typeof data === "boolean")) {
    // A number has lost the zero of 1.30; the file that it was read from has not.
    return `is ${got}, ${typeof data === "number" ? "a number" : "true or false"}; a text is meant, in quotes: ${quoted(written ?? String(data))}`;
  }
  return `is ${got}; ${wanted(error)} is meant`;
}


function notOneOf(value: unknown, allowed: readonly unknown[]): string {
  const names = allowed.map(String);
  const near = typeof value === "string" && names.length > 1 ? nearest(value, names) : undefined;
  const kind = names.length === 1 ? `is not ${names[0] ?? ""}` : `is not one of ${names.join(", ")}`;
  return `${shownValue(value)} ${kind}${near === undefined ? "" : `; did you mean ${shownKey(near)}?`}`;
}


function outOfRange(value: unknown, { minimum, maximum }: Schema): string {
  const bounds =
    minimum !== undefined && maximum !== undefined
      ? `between ${minimum} and ${maximum}`
      : minimum !== undefined
        ? `at least ${minimum}`
        : `at most ${maximum ?? 0}`;
  return `must be ${bounds}, got ${shownValue(value)}`;
}


function items(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
