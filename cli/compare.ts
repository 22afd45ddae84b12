import { join } from "node:path";
import type { Command } from "commander";
import { compare } from "../lib/compliance/compare";
import { consoleReport } from "../lib/compliance/console";
import { readHccOutput } from "../lib/compliance/hcc-output";
import { clusterNeedsAttention } from "../lib/compliance/observation";
import { readReport } from "../lib/compliance/read-report";
import type { ClusterReport, Report } from "../lib/compliance/report";
import { printable, shownFile } from "../lib/config/shown";
import { readJsonInput } from "./files";
import { finish, Misuse } from "./outcome";
import { subcommand } from "./subcommand";
import { writeReportTo } from "./write-report-to";

interface CompareOptions {
  readonly report: string;
  readonly cluster?: string;
  readonly out?: string;
  readonly json?: boolean;
}

const defaultReport = join("cdktf.out", "haven", "report.json");

/** Puts what HCC said beside what was predicted. */
export function compareCommand(): Command {
  return subcommand("compare", [
    ["compare hcc.json", "after: haven check --output=json > hcc.json"],
    ["compare compliancies.json", "after: kubectl get compliancies -o json > compliancies.json"],
    ["compare hcc.json --cluster zaken-prod --out evidence", "one cluster of several; every form of the report below evidence/"],
  ])
    .argument("<hcc>", "what HCC wrote as JSON, or its Compliancy object; - is standard input")
    .option("--report <file>", "the prediction", defaultReport)
    .option("--cluster <stack>", "stack of the cluster that HCC ran on (default: the only one)")
    .option("--out <folder>", "also writes the report with both in it, in every form")
    .action((hcc: string, options: CompareOptions) => {
      const predicted = readReport(readJsonInput(options.report, "npm start makes it"));
      if (typeof predicted === "string") throw new Misuse(`${shownFile(options.report)} ${predicted}`);
      const observation = readHccOutput(readJsonInput(hcc, "haven check --output=json makes it"));
      if (observation === undefined) {
        throw new Misuse(`${hcc === "-" ? "standard input" : shownFile(hcc)} is not what HCC writes; haven check --output=json makes it`);
      }
      const cluster = chosen(predicted, options.cluster);
      const report = compare(predicted, cluster, observation);
      if (options.out !== undefined) writeReportTo(report, options.out);
      const path = options.out === undefined ? options.report : join(options.out, "report.html");
      finish({ json: report, text: consoleReport(report, path), findings: report.clusters.some(clusterNeedsAttention) }, options);
    });
}

/** The cluster that was looked at. */
export function chosen({ clusters }: Report, stack: string | undefined): ClusterReport {
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
