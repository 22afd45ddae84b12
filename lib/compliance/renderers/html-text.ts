import type { Text } from "../rule";
import { type Markup, markup } from "./markup";

/** A text in both languages, of which the page shows one. */
export function both({ en, nl }: Text): Markup {
  return en === nl ? markup`${en}` : markup`<span lang="nl">${nl}</span><span lang="en">${en}</span>`;
}

export function say(nl: string, en: string): Markup {
  return both({ en, nl });
}

/** Values that are words of ours, and not what stands in the code. */
const valueWords: ReadonlyMap<string, Text> = new Map([
  ["own key", { en: "a key of your own", nl: "een eigen sleutel" }],
  ["platform key", { en: "a key of the platform", nl: "een sleutel van het platform" }],
]);

/** A value of a setting as a person reads it. */
export function shownValue(value: unknown): Markup {
  if (value === null || value === undefined) return say("niet in de code", "not in the code");
  const words = typeof value === "string" ? valueWords.get(value) : undefined;
  if (words !== undefined) return both(words);
  if (typeof value === "boolean") return value ? say("ja", "yes") : say("nee", "no");
  if (Array.isArray(value)) return value.length === 0 ? say("geen", "none") : markup`${value.map(String).join(", ")}`;
  return markup`${typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value)}`;
}

export interface Row {
  readonly name: Markup;
  readonly value: Markup;
}

/** Names with their values, side by side where there is room. */
export function rows(list: readonly Row[]): Markup {
  return markup`<dl>
${list.map(
  ({ name, value }) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
)}</dl>
`;
}
