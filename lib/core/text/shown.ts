import { isAbsolute, relative } from "node:path";
import { looksLikeCredential } from "./credentials";

/** Path to a value: keys and indices. */
export type Path = readonly (string | number)[];

const longest = 60;

/** A path as text: `access.allowedCidrs` or `nodePools[0].name`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}${text && "."}${shownKey(step)}`),
    "",
  );
}

/** A key in printable form: short, on one line, and hidden if it looks like a credential. */
export function shownKey(key: string): string {
  if (looksLikeCredential(key)) return "(hidden)";
  return key === "" ? '""' : printable(shorten(key));
}

/** A value from a file in printable form. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "a map";
  if (value === null || value === undefined) return "empty";
  if (typeof value === "string") return quoted(value);
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

export function quoted(text: string): string {
  return `"${printable(shorten(text))}"`;
}

/** A message in which a long quoted value is shortened. */
export function shortenedIn(message: string, value: unknown): string {
  return printable(typeof value === "string" && value.length > longest ? message.replaceAll(value, shorten(value)) : message);
}

/** Shortens text that is too long for a message. */
function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

/** Escapes control characters and characters that change how text looks. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
  });
}

/** A file name relative to the working directory. */
export function shownFile(file: string): string {
  return printable((isAbsolute(file) && relative(process.cwd(), file)) || file);
}
