import { mkdirSync } from "node:fs";
import { writeReport } from "../lib/compliance/write-report";
import type { Report } from "../lib/compliance/report";
import { shownFile } from "../lib/core/text/shown";
import { diskReason } from "./files";
import { Misuse } from "./outcome";

/** Writes every form of a report below a folder of the user's choice. */
export function writeReportTo(report: Report, folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeReport(report, folder);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw new Misuse(`${shownFile(folder)} can't be written: ${diskReason(error)}`);
    throw error;
  }
}
