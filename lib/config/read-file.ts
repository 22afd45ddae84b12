import { lstatSync, readFileSync, statSync } from "node:fs";

/** Sixty times a large cluster; what is larger is something else. */
const limitKib = 128;

/** A text, or why there is none. */
export type FileText = { readonly text: string } | { readonly refused: string };

/** Reads a file that may be anything: whatever is in the way becomes words, never an exception. */
export function readText(file: string): FileText {
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return { refused: "is a directory; a file is meant" };
    // A pipe would keep us waiting for ever.
    if (!stat.isFile()) return { refused: "is not a regular file" };
    if (stat.size > limitKib * 1024)
      return { refused: `is ${Math.ceil(stat.size / 1024)} KiB; a cluster's file is at most ${limitKib} KiB` };
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file)) };
  } catch (error) {
    return { refused: unreadReason(file, error) };
  }
}

/** Why a file could not be read, after its name. */
export function unreadReason(file: string, error: unknown): string {
  const code = errorCode(error);
  switch (code) {
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return "is not UTF-8 text";
    case "ENOENT":
      return isLink(file) ? "is a link to a file that isn't there" : "isn't there";
    case "EACCES":
    case "EPERM":
      return "can't be read: no permission";
    default:
      return `can't be read (${code})`;
  }
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Code of an error of the file system, for example `ENOENT`. */
export function errorCode(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown";
}
