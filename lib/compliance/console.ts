import { relative } from "node:path";
import { table } from "../core/text/table";
import { refusals } from "./gate";
import { observeNotice } from "./observation";
import type { ClusterReport, Report } from "./report";
import { type FindingRow, isOpen, type ObservationRows, rowsOf, statusWords } from "./rows";

/** Above this many clusters only those that need a look are printed whole. */
const fewClusters = 4;

/** The report for a terminal: a line a cluster, then its checks beside HCC's own words. */
export function consoleReport(report: Report, path: string): string {
  const clusters = named(report.clusters);
  const detailed = clusters.length <= fewClusters ? clusters : clusters.filter(({ counts, refused }) => refused || counts.failed > 0);
  return [
    ...(clusters.some(({ observation }) => observation?.by === "observe") ? [observeNotice.en] : []),
    table(clusters.map(summary)),
    ...detailed.map((cluster) => details(cluster, report.hccVersion)),
    ...clusters
      .filter(({ refused }) => refused)
      .map((cluster) => `${cluster.stack} is refused: ${refusals(cluster).join(", ")}. Nothing is left to apply.`),
    `Report: ${relative(process.cwd(), path)}    As of ${report.asOf}. A prediction. Only HCC decides.`,
  ].join("\n\n");
}

/** A cluster goes by its stack, or by its path where a stack holds several; those stand side by side in the report. */
function named(clusters: readonly ClusterReport[]): readonly ClusterReport[] {
  const shared = new Set(clusters.filter(({ stack }, index) => clusters[index - 1]?.stack === stack).map(({ stack }) => stack));
  return clusters.map((cluster) => (shared.has(cluster.stack) ? { ...cluster, stack: cluster.constructPath } : cluster));
}

function summary({ stack, platform, kubernetesVersion, region, zones, resources, counts, findings }: ClusterReport): string[] {
  const failedRules = findings.filter(({ status }) => status === "failed").length;
  return [
    stack,
    `${platform} ${kubernetesVersion}`,
    region,
    zones.length === 1 ? "1 zone" : `${zones.length} zones`,
    `${resources} resources`,
    `${counts.guaranteed} ${statusWords.guaranteed.en}`,
    `${counts.expected} ${statusWords.expected.en}`,
    `${counts.failed} ${statusWords.failed.en}`,
    ...(counts.waived > 0 ? [`${counts.waived} ${statusWords.waived.en}`] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} ${statusWords.unknown.en}`] : []),
    // A fleet's clusters are one line each, where an open API must not look like "0 failed" and nothing else.
    ...(failedRules > 0 ? [`${failedRules} beyond HCC failed`] : []),
  ];
}

function details(cluster: ClusterReport, hccVersion: string): string {
  const { checks, others, findings, observation } = rowsOf(cluster);
  const about = others.filter(({ finding }) => finding.mandatory).length;
  return [
    `${cluster.stack}: what HCC ${hccVersion} is predicted to say (${checks.length} checks on the cluster; ${about} more are about the checker itself)`,
    table([["CATEGORY", "CHECK", "PREDICTED", "WHY"], ...checks.map((row) => [row.category ?? "", row.name.en, ...predicted(row)])]),
    ...(observation ? observed(observation) : []),
    ownRules(findings),
    ...cluster.warnings.map(({ en }) => `warning: ${en}`),
  ].join("\n");
}

const mark = (attention: boolean) => (attention ? "!" : "");

/** What somebody saw on the running cluster, beside what was predicted of it. */
function observed({ by, tool, at, verdict, seen, drift }: ObservationRows): string[] {
  const what = by === "hcc" ? tool : "What was seen on the running cluster";
  return [
    `\n${what}${at === undefined ? "" : `, ${at}`}${verdict === undefined ? "" : `. ${verdict.en}`}`,
    table([
      ["", "CHECK", "PREDICTED", by === "hcc" ? "HCC" : "SEEN", "OUTCOME", ""],
      ...seen.map((row) => [mark(row.attention), row.name.en, row.predicted?.en ?? "", row.result, row.outcome.en, row.because?.en ?? ""]),
    ]),
    ...(drift.length > 0
      ? [
          "",
          table([
            ["", "BESIDE THE REPORT", "REPORT", "SEEN", ""],
            ...drift.map((row) => [mark(row.attention), row.title.en, row.predicted.en, row.seen.en, row.outcome.en]),
          ]),
        ]
      : []),
  ];
}

function ownRules(findings: readonly FindingRow[]): string {
  const open = findings.filter(isOpen);
  const first = `Beyond HCC, ${findings.length - open.length} of ${findings.length} own rules hold.`;
  return open.length === 0 ? first : `${first}\n${table(open.map((row) => [row.finding.id, ...predicted(row)]))}`;
}

/** A failure must not be missed among twenty lines. */
function predicted({ finding: { status: kind, because }, status, todo }: FindingRow): readonly [status: string, why: string] {
  return [kind === "failed" ? status.en.toUpperCase() : status.en, todo === undefined ? because.en : `${because.en}; ${todo.en}`];
}
