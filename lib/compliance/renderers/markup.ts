import { escaped } from "../../core/text/markup";

/** Text that may stand in HTML or XML as it is. */
export interface Markup {
  readonly markup: string;
}

type Insert = string | number | Markup | readonly Markup[] | undefined;

/**
 * A template of HTML or XML: whatever is put into it is escaped, unless it is markup itself. Attributes must be quoted.
 */
export function markup(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return { markup: parts.reduce((text, part, index) => `${text}${inserted(inserts[index - 1])}${part}`) };
}

function inserted(insert: Insert): string {
  if (insert === undefined) return "";
  if (typeof insert === "string" || typeof insert === "number") return escaped(String(insert));
  return "markup" in insert ? insert.markup : insert.map((item) => item.markup).join("");
}

export const nothing: Markup = { markup: "" };
