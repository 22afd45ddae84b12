import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "./report";

/** Everything that is ours in the folder of the report; what `compare` or a person puts beside it stays. */
const ours = ["report.json", "report.md", "report.junit.xml", "report.sarif", "report.html", "clusters"];

/**
 * Writes every form of the report, or none: all are rendered before the first is written, and they take the place of the last synth's
 * only when all are on disk. After a failure neither is there, since the last synth's would speak of stacks that are gone.
 */
export function writeReport(report: Report, folder: string): void {
  const unfinished = join(folder, ".unfinished");
  try {
    const files = renderers().renderReport(report);
    mkdirSync(join(unfinished, "clusters"), { recursive: true });
    for (const [name, text] of files) writeFileSync(join(unfinished, name), text);
    removeReport(folder);
    for (const name of ours) renameSync(join(unfinished, name), join(folder, name));
  } catch (error) {
    removeReport(folder);
    throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Removes every form of a report; what else is in the folder stays. */
export function removeReport(folder: string): void {
  for (const name of ours) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Loaded when a report is written, since most who import this library's types write none. */
function renderers(): typeof import("./renderers") {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a validation of cdktf can't wait for an import
  return require("./renderers") as typeof import("./renderers");
}
