/** A text in both languages of the report. */
export interface Text {
  readonly en: string;
  readonly nl: string;
}

export function inBoth(text: Text | string): Text {
  return typeof text === "string" ? { en: text, nl: text } : text;
}
