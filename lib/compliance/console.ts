import { relative } from "node:path";
import { table } from "../core/text/table";
import { refusals } from "./gate";
import type { ClusterReport, Report } from "./report";
import { type ClusterRows, fewClusters, type Row, rowsOf, stackNames } from "./rows";
import type { Status } from "./rule";
import { observeNotice, statusWords, verdictWords } from "./words";

/** A failure stands out where there is no colour, and `waived` is the cluster file's own word. */
const loud: Partial<Record<Status, string>> = { failed: "FAILED", waived: "waived" };
const word = (status: Status) => loud[status] ?? statusWords[status].en;

/** The report for a terminal: a line a cluster, then its checks beside HCC's own words. */
export function consoleReport(report: Report, path: string): string {
  const names = stackNames(report.clusters);
  const clusters = report.clusters.map((cluster, index) => ({ ...cluster, stack: names[index] ?? cluster.stack }));
  const detailed = clusters.length <= fewClusters ? clusters : clusters.filter(({ counts, refused }) => refused || counts.failed > 0);
  return [
    ...(clusters.some(({ observation }) => observation?.by === "observe") ? [observeNotice.en] : []),
    table(clusters.map(summary)),
    ...detailed.map((cluster) => details(cluster, report.hccVersion)),
    ...warningsOf(clusters.filter((cluster) => !detailed.includes(cluster))),
    ...clusters
      .filter(({ refused }) => refused)
      .map((cluster) => `${cluster.stack} is refused: ${refusals(cluster).join(", ")}. Nothing is left to apply.`),
    `Report: ${relative(process.cwd(), path)}    As of ${report.asOf}. A prediction. Only HCC decides.`,
  ].join("\n\n");
}

/** Warnings of clusters that have one line each, grouped, since a fleet may share them. */
function warningsOf(clusters: readonly ClusterReport[]): string[] {
  const stacks = new Map<string, string[]>();
  for (const { stack, warnings } of clusters) for (const { en } of warnings) stacks.set(en, [...(stacks.get(en) ?? []), stack]);
  if (stacks.size === 0) return [];
  return [[...stacks].map(([warning, names]) => `warning: ${shownNames(names)}: ${warning}`).join("\n")];
}

const shownNames = (names: readonly string[]) =>
  names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");

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
  const rows = rowsOf(cluster);
  const { judged, aside, own, open } = rows;
  const others = aside.filter(({ mandatory }) => mandatory).length;
  return [
    ...observed(cluster, rows),
    `${cluster.stack}: what HCC ${hccVersion} is predicted to say (${judged.length} checks on the cluster; ${others} more are about the checker itself)`,
    table([
      ["CATEGORY", "CHECK", "PREDICTED", "WHY"],
      ...judged.map((row) => [row.category ?? "", row.name.en, word(row.status), why(row)]),
    ]),
    `Beyond HCC, ${own.length - open.length} of ${own.length} own rules hold.`,
    ...(open.length === 0 ? [] : [table(open.map((row) => [row.id, word(row.status), why(row)]))]),
    ...cluster.warnings.map(({ en }) => `warning: ${en}`),
  ].join("\n");
}

/** What somebody saw on the running cluster, beside what was predicted of it. */
function observed({ observation }: ClusterReport, { observed: seen, drift }: ClusterRows): string[] {
  if (observation === undefined) return [];
  const { by, tool, at } = observation;
  const verdict = verdictWords(observation);
  const lines = seen.map((row) => [
    mark(row.needsAttention),
    row.name.en || row.id,
    row.status === undefined ? "" : word(row.status),
    row.seen.result,
    row.seen.outcome.en,
    row.seen.because?.en ?? "",
  ]);
  const beside = drift.map((row) => [mark(row.differs), row.title.en, row.predicted.en, row.seen.en, row.word.en]);
  return [
    `${by === "hcc" ? tool : "What was seen on the running cluster"}${at === undefined ? "" : `, ${at}`}${verdict ? `: ${verdict.word}, it says` : ""}`,
    table([["", "CHECK", "PREDICTED", by === "hcc" ? "HCC" : "SEEN", "OUTCOME", ""], ...lines]),
    ...(beside.length > 0 ? ["", table([["", "BESIDE THE REPORT", "REPORT", "SEEN", ""], ...beside])] : []),
  ];
}

const mark = (isOpen: boolean) => (isOpen ? "!" : "");
const why = ({ because, advice }: Row) => (advice ? `${because.en}; ${advice.en}` : because.en);
