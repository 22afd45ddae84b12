import type { Text } from "../rule";
import { both, say } from "./html-words";
import { type Markup, markup } from "./markup";

/** Values that are words of ours, and not what stands in the code. */
const valueWords: ReadonlyMap<string, Text> = new Map([
  ["own key", { en: "a key of your own", nl: "een eigen sleutel" }],
  ["platform key", { en: "a key of the platform", nl: "een sleutel van het platform" }],
]);

/** A value of a setting as a person reads it. */
export function shownValue(value: unknown): Markup {
  if (value === null || value === undefined) return say.notInCode;
  const words = typeof value === "string" ? valueWords.get(value) : undefined;
  if (words !== undefined) return both(words);
  if (typeof value === "boolean") return value ? say.yes : say.no;
  if (Array.isArray(value)) return value.length === 0 ? say.none : markup`${value.map(String).join(", ")}`;
  return markup`${typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value)}`;
}

interface Definition {
  readonly name: Markup;
  readonly value: Markup;
}

/** Names with their values, side by side where there is room. */
export function definitions(list: readonly Definition[]): Markup {
  return markup`<dl>
${list.map(
  ({ name, value }) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
)}</dl>
`;
}
