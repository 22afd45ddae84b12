import type { Schema } from "../../lib/core/schema/props-schema";

/** A text, or a key that users choose, at one place of a schema: the props that hold it and nothing else. */
export interface TextPlace {
  readonly path: string;
  readonly props: (text: string) => Readonly<Record<string, unknown>>;
}

type Within = (value: unknown) => Readonly<Record<string, unknown>>;

/** Every place of a schema for a text, or for a key that users choose. */
export function everyText(schema: Schema): TextPlace[] {
  return places(schema, "", (value) => value as Readonly<Record<string, unknown>>);
}

/** Every text of a schema, in every branch of every union, and every key of every map with keys of the user's own. */
function places(schema: Schema, path: string, within: Within): TextPlace[] {
  const { type, items, properties = {}, additionalProperties: free, anyOf = [], oneOf = [] } = schema;
  const takesText = type === "string" || typeof schema.const === "string" || (schema.enum ?? []).some((value) => typeof value === "string");
  const tags = Object.fromEntries(
    Object.entries(properties).flatMap(([key, { const: value }]) => (value === undefined ? [] : [[key, value]])),
  );
  return [
    ...(takesText ? [{ path, props: (text: string) => within(text) }] : []),
    ...(items ? places(items, `${path}[0]`, (value) => within([value])) : []),
    ...Object.entries(properties).flatMap(([key, property]) =>
      places(property, path === "" ? key : `${path}.${key}`, (value) => within({ ...tags, [key]: value })),
    ),
    ...(typeof free === "object"
      ? [
          { path: `${path}.(key)`, props: (text: string) => within({ ...tags, [text]: "x" }) },
          ...places(free, `${path}.(any)`, (value) => within({ ...tags, any: value })),
        ]
      : []),
    ...[...anyOf, ...oneOf].flatMap((branch) => places(branch, path, within)),
  ];
}
