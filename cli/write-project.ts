import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { shownFile } from "../lib/core/text/shown";
import { diskReason } from "./files";
import { Misuse } from "./outcome";

/** Writes all files, or none; one that is there already is never overwritten, and stops the rest. */
export function writeProject(folder: string, files: ReadonlyMap<string, string>): void {
  const there = [...files.keys()].filter((file) => existsSync(join(folder, file)));
  if (there.length > 0) {
    const verb = there.length === 1 ? "is" : "are";
    throw new Misuse(`${there.join(", ")} ${verb} there already, and nothing is overwritten; choose another folder with --folder`);
  }
  const takeBack: (() => void)[] = [];
  try {
    for (const [file, text] of files) {
      const path = join(folder, file);
      for (const made of missingFolders(dirname(path))) {
        mkdirSync(made);
        takeBack.unshift(() => {
          rmdirSync(made);
        });
      }
      // `wx`: who was faster isn't overwritten either.
      writeFileSync(path, text, { flag: "wx" });
      takeBack.unshift(() => {
        rmSync(path);
      });
    }
  } catch (error) {
    for (const undo of takeBack) undo();
    throw new Misuse(`${shownFile(folder)} can't be written: ${diskReason(error)}; nothing is left behind`);
  }
}

/** Folders that lead to this one and aren't there, from the outermost on. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) || dirname(folder) === folder ? [] : [...missingFolders(dirname(folder)), folder];
}
