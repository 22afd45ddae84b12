import { join } from "node:path";
import type { Command } from "commander";
import { compare } from "../lib/compliance/compare";
import { consoleReport } from "../lib/compliance/console";
import type { Observation } from "../lib/compliance/observation";
import { readReport } from "../lib/compliance/read-report";
import type { ClusterReport, Report } from "../lib/compliance/report";
import { clusterNeedsAttention } from "../lib/compliance/rows";
import { printable, shownFile } from "../lib/core/text/shown";
import { readJsonInput } from "./files";
import { finish, Misuse } from "./outcome";
import { writeReportTo } from "./write-report-to";

/** What a command takes that puts something beside the prediction. */
export interface ComparisonOptions {
  readonly report: string;
  readonly cluster?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export function withComparisonOptions(command: Command): Command {
  return command
    .option("--report <file>", "the prediction", join("cdktf.out", "haven", "report.json"))
    .option("--cluster <stack>", "stack of the cluster that was looked at (default: the only one)")
    .option("--out <folder>", "also writes the report with both in it, in every form");
}

export interface Predicted {
  readonly report: Report;
  readonly cluster: ClusterReport;
}

export function readPredicted({ report: file, cluster }: ComparisonOptions): Predicted {
  const report = readReport(readJsonInput(file, "npm start makes it"));
  if (typeof report === "string") throw new Misuse(`${shownFile(file)} ${report}`);
  return { report, cluster: chosen(report, cluster) };
}

/** Prints both, writes both where that was asked for, and ends with 1 when a person must look. */
export function finishComparison({ report, cluster }: Predicted, observation: Observation, options: ComparisonOptions): void {
  const both = compare(report, cluster, observation);
  if (options.out !== undefined) writeReportTo(both, options.out);
  const path = options.out === undefined ? options.report : join(options.out, "report.html");
  finish({ json: both, text: consoleReport(both, path), findings: both.clusters.some(clusterNeedsAttention) }, options);
}

/** The cluster that was looked at. */
function chosen({ clusters }: Report, stack: string | undefined): ClusterReport {
  const [only, ...more] =
    stack === undefined ? clusters : clusters.filter((cluster) => [cluster.stack, cluster.constructPath].includes(stack));
  const names = clusters.map(({ constructPath, stack: named }) =>
    clusters.filter((other) => other.stack === named).length > 1 ? constructPath : named,
  );
  if (only === undefined)
    throw new Misuse(
      stack === undefined ? "the report holds no cluster" : `no cluster ${printable(stack)} in the report; it has ${names.join(", ")}`,
    );
  if (more.length > 0)
    throw new Misuse(
      `the report holds ${clusters.length} clusters; say with --cluster which was looked at: ${names.slice(0, 20).join(", ")}`,
    );
  return only;
}
