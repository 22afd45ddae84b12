import { relative } from "node:path";
import { table } from "../core/text/table";
import { refusals } from "./gate";
import { driftWords, needsAttention, observedFindings, observeNotice, otherNeedsAttention, outcomeWords, resultWords } from "./observation";
import type { CheckReport, ClusterReport, FindingReport, Report } from "./report";
import type { Status } from "./rule";

/** How a status reads; `expected` is what a look at the cluster must show. */
const words: Readonly<Record<Status, string>> = {
  guaranteed: "guaranteed",
  expected: "to observe",
  failed: "FAILED",
  waived: "waived",
  unknown: "unknown",
  "not-applicable": "not applicable",
};

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
    `${counts.guaranteed} guaranteed`,
    `${counts.expected} to observe`,
    `${counts.failed} failed`,
    ...(counts.waived > 0 ? [`${counts.waived} waived`] : []),
    ...(counts.unknown > 0 ? [`${counts.unknown} unknown`] : []),
    // A fleet's clusters are one line each, where an open API must not look like "0 failed" and nothing else.
    ...(failedRules > 0 ? [`${failedRules} beyond HCC failed`] : []),
  ];
}

function details(cluster: ClusterReport, hccVersion: string): string {
  const applicable = cluster.checks.filter(({ mandatory, status }) => mandatory && status !== "not-applicable");
  const others = cluster.checks.filter(({ mandatory, status }) => mandatory && status === "not-applicable").length;
  const rows = applicable.map((check) => [check.category, check.label, words[check.status], why(check)]);
  return [
    `${cluster.stack}: what HCC ${hccVersion} is predicted to say (${applicable.length} checks on the cluster; ${others} more are about the checker itself)`,
    table([["CATEGORY", "CHECK", "PREDICTED", "WHY"], ...rows]),
    ...observed(cluster),
    ownRules(cluster.findings),
    ...cluster.warnings.map(({ en }) => `warning: ${en}`),
  ].join("\n");
}

/** What somebody saw on the running cluster, beside what was predicted of it. */
function observed(cluster: ClusterReport): string[] {
  const { observation } = cluster;
  if (observation === undefined) return [];
  const { by, tool, at, compliant, others, drift = [] } = observation;
  const seen = observedFindings(cluster).map(({ finding, name, observed: { result, outcome, because } }) => [
    needsAttention(finding) ? "!" : "",
    name,
    words[finding.status],
    resultWords[result],
    outcomeWords[outcome].en,
    because?.en ?? "",
  ]);
  const more = others.map((other) => [
    otherNeedsAttention(other) ? "!" : "",
    other.label || other.id,
    "",
    resultWords[other.result],
    "unknown to this report",
    "",
  ]);
  const verdict = compliant === null ? "" : compliant ? ": compliant, it says" : ": not compliant, it says";
  return [
    `\n${by === "hcc" ? tool : "What was seen on the running cluster"}${at === undefined ? "" : `, ${at}`}${verdict}`,
    table([["", "CHECK", "PREDICTED", by === "hcc" ? "HCC" : "SEEN", "OUTCOME", ""], ...seen, ...more]),
    ...(drift.length > 0
      ? [
          "",
          table([
            ["", "BESIDE THE REPORT", "REPORT", "SEEN", ""],
            ...drift.map(({ title, predicted, seen: running, result }) => [
              result === "same" ? "" : "!",
              title.en,
              predicted.en,
              running.en,
              driftWords[result].en,
            ]),
          ]),
        ]
      : []),
  ];
}

function ownRules(findings: readonly FindingReport[]): string {
  const open = findings.filter(({ status }) => status !== "guaranteed" && status !== "not-applicable");
  const first = `Beyond HCC, ${findings.length - open.length} of ${findings.length} own rules hold.`;
  return open.length === 0 ? first : `${first}\n${table(open.map((finding) => [finding.id, words[finding.status], why(finding)]))}`;
}

function why({ status, because, fix }: CheckReport | FindingReport): string {
  return fix !== undefined && (status === "failed" || status === "unknown") ? `${because.en}; ${fix.en}` : because.en;
}
