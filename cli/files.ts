import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { errorCode, unreadReason } from "../lib/config/read-file";
import { printable, shownFile } from "../lib/core/text/shown";
import { Misuse } from "./outcome";

/** The text of a file that was named on the command line; `-` is standard input. `hint` says how a person gets such a file. */
export function readInput(file: string, hint?: string): string {
  const name = file === "-" ? "standard input" : shownFile(file);
  const refuse = (reason: string) => new Misuse([`${name} ${reason}`, hint].filter(Boolean).join("; "));
  try {
    if (file !== "-" && statSync(file).isDirectory()) throw refuse("is a directory; a file is meant");
    return decoded(readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    throw error instanceof Misuse ? error : refuse(unreadReason(file, error));
  }
}

/** UTF-8, or the UTF-16 that `>` of Windows PowerShell writes, which begins with a mark. Refuses what is no text. */
function decoded(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  // Not as an option of reading, which would turn a binary file into text without a word.
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/** The JSON of a file that was named on the command line. What is in it, the caller must still look at. */
export function readJsonInput(file: string, hint?: string): unknown {
  const text = readInput(file, hint);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Not the parser's words: they quote the text, and a plan holds secrets.
    throw new Misuse([`${file === "-" ? "standard input" : shownFile(file)} is not JSON`, hint].filter(Boolean).join("; "));
  }
}

/** Writes a file whole or not at all, with the folders that lead to it. */
export function writeOutput(file: string, text: string): void {
  const unfinished = join(dirname(file), `.${basename(file)}.unfinished`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    try {
      writeFileSync(unfinished, text);
      renameSync(unfinished, file);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw error;
    }
  } catch (error) {
    throw new Misuse(`${shownFile(file)} can't be written: ${diskReason(error)}`);
  }
}

/** Why the disk refused, in words where it is one of the usual reasons. */
export function diskReason(error: unknown): string {
  const code = errorCode(error);
  return reasons[code] ?? printable(error instanceof Error ? error.message : code);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a part of its path is a file",
  EISDIR: "it is a directory",
  ENOENT: "its folder isn't there, and can't be made",
};
