import type { CheckReport, ClusterReport, DriftReport, EvidenceReport, FindingReport, ObservationReport } from "./report";
import { inBoth, type Text } from "./rule";
import { driftWords, outcomeWords, resultWords, unknownToReport } from "./words";

/** What was seen on the running cluster, in words. */
export interface Seen {
  /** In HCC's own words. */
  readonly result: string;
  readonly outcome: Text;
  readonly because?: Text | undefined;
}

/** A check, or a rule outside HCC, with everything that a renderer shows of it. */
export interface Row extends FindingReport, Partial<Pick<CheckReport, "label" | "category" | "mandatory">> {
  /** HCC's label, which is in English only, or the rule's title. */
  readonly name: Text;
  readonly seen?: Seen | undefined;
  /** Whether a person must look: the cluster isn't as promised, or nobody could say. */
  readonly needsAttention: boolean;
  /** The fix, where the check fails or the code doesn't tell. */
  readonly advice?: Text | undefined;
}

/** A row that somebody looked at; without a status where the prediction doesn't know the check. */
export interface ObservedRow extends Pick<Row, "id" | "name" | "title" | "mandatory" | "needsAttention"> {
  readonly status?: Row["status"];
  readonly seen: Seen;
}

/** Something else that the report says of the cluster, beside what runs. */
export interface DriftRow extends DriftReport {
  readonly word: Text;
  readonly differs: boolean;
}

/** The rows of one cluster. Renderers only format them. */
export interface ClusterRows {
  /** HCC's mandatory checks on the cluster. */
  readonly judged: readonly Row[];
  /** The checks about the checker, and those that HCC only suggests. */
  readonly aside: readonly Row[];
  /** Rules outside HCC. */
  readonly own: readonly Row[];
  /** Rules outside HCC that somebody must read about. */
  readonly open: readonly Row[];
  /** All but the checks that HCC only suggests: those say nothing about the cluster until somebody asks for them. */
  readonly counted: readonly Row[];
  readonly observed: readonly ObservedRow[];
  readonly drift: readonly DriftRow[];
}

export function rowsOf({ checks, findings, observation }: Pick<ClusterReport, "checks" | "findings" | "observation">): ClusterRows {
  const ofHcc = checks.map(row);
  const own = findings.map(row);
  const judged = ofHcc.filter(({ mandatory, status }) => mandatory && status !== "not-applicable");
  const all = [...ofHcc, ...own];
  return {
    judged,
    aside: ofHcc.filter((check) => !judged.includes(check)),
    own,
    open: own.filter(({ status }) => status !== "guaranteed" && status !== "not-applicable"),
    counted: all.filter(({ mandatory }) => mandatory !== false),
    observed: [...all.flatMap(({ seen, ...rest }) => (seen ? [{ ...rest, seen }] : [])), ...(observation?.others ?? []).map(unpredicted)],
    drift: (observation?.drift ?? []).map((each) => ({ ...each, word: driftWords[each.result], differs: each.result !== "same" })),
  };
}

function row(finding: CheckReport | FindingReport): Row {
  const { title, status, fix, observed } = finding;
  const isOpen = status === "failed" || status === "unknown";
  return {
    ...finding,
    name: "label" in finding ? inBoth(finding.label) : title,
    needsAttention: needsAttention(finding),
    ...(isOpen && { advice: fix }),
    ...(observed && { seen: { result: resultWords[observed.result], outcome: outcomeWords[observed.outcome], because: observed.because } }),
  };
}

/** What somebody accepted is no news. */
function needsAttention(finding: CheckReport | FindingReport): boolean {
  const { status, observed } = finding;
  if (observed === undefined || ("mandatory" in finding && !finding.mandatory)) return false;
  return status === "failed" ? observed.result !== "yes" : ["regression", "shortfall", "unjudged", "missing"].includes(observed.outcome);
}

/** A check that the prediction doesn't know. */
function unpredicted({ id, label, mandatory, result }: ObservationReport["others"][number]): ObservedRow {
  const seen = { result: resultWords[result], outcome: unknownToReport };
  return { id, name: inBoth(label), title: inBoth(label), mandatory, seen, needsAttention: mandatory && result !== "yes" };
}

/** Whether a person must look at anything of a cluster. */
export function clusterNeedsAttention(cluster: ClusterReport): boolean {
  const { observed, drift } = rowsOf(cluster);
  // HCC's verdict on the whole counts for more than the parts that are understood here.
  const isUnexplained =
    cluster.observation?.compliant === false &&
    !cluster.checks.some(({ status, observed: seen }) => status === "waived" && seen?.result === "no");
  return isUnexplained || observed.some((each) => each.needsAttention) || drift.some(({ differs }) => differs);
}

/** What was seen, with its reason, in one line. */
export const seenLine = ({ outcome, because }: Seen) => (because ? `${outcome.en}: ${because.en}` : outcome.en);

/** A piece of evidence in one line. */
export const evidenceLine = ({ address, attribute, value }: EvidenceReport) => `${address} ${attribute} = ${JSON.stringify(value)}`;

/** Above this many clusters no form of the report shows all of each. */
export const fewClusters = 4;

/** A cluster goes by its stack, or by its path where a stack holds several. */
export function stackNames(clusters: readonly ClusterReport[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { stack } of clusters) counts.set(stack, (counts.get(stack) ?? 0) + 1);
  return clusters.map(({ stack, constructPath }) => (counts.get(stack) === 1 ? stack : constructPath));
}
