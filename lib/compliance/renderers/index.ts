import type { Report } from "../report";
import { htmlFiles } from "./html";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import { sarifReport } from "./sarif";

/** Every form of the report, by the file that it is written to; the same report gives the same bytes. */
export function renderReport(report: Report): ReadonlyMap<string, string> {
  return new Map([
    ["report.json", `${JSON.stringify(report, undefined, 2)}\n`],
    ["report.md", markdownReport(report)],
    ["report.junit.xml", junitReport(report)],
    ["report.sarif", sarifReport(report)],
    ...htmlFiles(report),
  ]);
}
