import { driftWords, needsAttention, otherNeedsAttention, outcomeWords, resultWords } from "./observation";
import type { CheckReport, ClusterReport, DriftReport, FindingReport, ObservationReport } from "./report";
import type { Status, Text } from "./rule";

/** How a status reads; `expected` is what a look at the cluster must show. */
export const statusWords: Readonly<Record<Status, Text>> = {
  guaranteed: { en: "guaranteed", nl: "gegarandeerd" },
  expected: { en: "to observe", nl: "nog te zien" },
  failed: { en: "failed", nl: "afgekeurd" },
  waived: { en: "accepted", nl: "aanvaard" },
  unknown: { en: "unknown", nl: "onbekend" },
  "not-applicable": { en: "not applicable", nl: "niet van toepassing" },
};

/** What every form of the report says of a cluster, in both languages. Renderers choose and format, and work nothing out. */
export interface ClusterRows {
  /** HCC's mandatory checks on the cluster. */
  readonly checks: readonly FindingRow<CheckReport>[];
  /** Checks about the checker or the person who runs it, and those that HCC only suggests. */
  readonly others: readonly FindingRow<CheckReport>[];
  /** Rules of our own, and those of the app. */
  readonly findings: readonly FindingRow[];
  /** What counts: HCC's mandatory checks, also those about the checker, and the rules. */
  readonly counted: readonly FindingRow[];
  readonly observation?: ObservationRows;
}

export interface FindingRow<Finding extends FindingReport = FindingReport> {
  readonly finding: Finding;
  /** HCC's own label, or the title of a rule. */
  readonly name: Text;
  /** HCC's own category; undefined for a rule. */
  readonly category?: string;
  readonly status: Text;
  /** What to do; undefined where there is nothing to do, or somebody accepted it. */
  readonly todo?: Text;
  /** The file and line where a person changes it. */
  readonly place?: string;
  /** Whether what was seen on the cluster needs a person. */
  readonly attention: boolean;
  readonly observed?: ObservedRow;
}

/** What somebody saw on the running cluster. */
export interface ObservationRows extends Pick<ObservationReport, "by" | "tool" | "at"> {
  /** What HCC says of the whole. */
  readonly verdict?: Text;
  readonly seen: readonly ObservedRow[];
  readonly drift: readonly DriftRow[];
}

export interface ObservedRow {
  readonly id: string;
  readonly name: Text;
  /** The prediction; undefined for a check that the report doesn't know. */
  readonly predicted?: Text;
  /** In HCC's own words. */
  readonly result: string;
  readonly outcome: Text;
  readonly because?: Text;
  readonly mandatory: boolean;
  readonly attention: boolean;
}

export interface DriftRow extends Omit<DriftReport, "result"> {
  readonly outcome: Text;
  readonly result: DriftReport["result"];
  readonly attention: boolean;
}

export function rowsOf(cluster: ClusterReport): ClusterRows {
  const all = cluster.checks.map((check) => row(check, alike(check.label), check.category));
  const findings = cluster.findings.map((finding) => row(finding, finding.title));
  const isJudged = ({ finding: { mandatory, status } }: FindingRow<CheckReport>) => mandatory && status !== "not-applicable";
  return {
    checks: all.filter(isJudged),
    others: all.filter((each) => !isJudged(each)),
    findings,
    counted: [...all.filter(({ finding }) => finding.mandatory), ...findings],
    ...(cluster.observation && { observation: observationRows(cluster.observation, [...all, ...findings]) }),
  };
}

/** Whether a rule of ours needs a look. */
export function isOpen({ finding: { status } }: FindingRow): boolean {
  return status !== "guaranteed" && status !== "not-applicable";
}

function row<Finding extends CheckReport | FindingReport>(finding: Finding, name: Text, category?: string): FindingRow<Finding> {
  const { id, status, fix, source, observed } = finding;
  const attention = needsAttention(finding);
  return {
    finding,
    name,
    ...(category !== undefined && { category }),
    status: statusWords[status],
    ...(fix && status !== "waived" && { todo: fix }),
    ...(source && { place: `${source.file}:${source.line}` }),
    attention,
    ...(observed && {
      observed: {
        id,
        name,
        predicted: statusWords[status],
        result: resultWords[observed.result],
        outcome: outcomeWords[observed.outcome],
        ...(observed.because && { because: observed.because }),
        mandatory: true,
        attention,
      },
    }),
  };
}

function observationRows(observation: ObservationReport, rows: readonly FindingRow[]): ObservationRows {
  const { by, tool, at, compliant, others, drift = [] } = observation;
  return {
    by,
    tool,
    ...(at !== undefined && { at }),
    ...(compliant !== null && { verdict: compliant ? compliantWords : notCompliantWords }),
    seen: [
      ...rows.flatMap(({ observed }) => observed ?? []),
      ...others.map((other) => ({
        id: other.id,
        name: alike(other.label || other.id),
        result: resultWords[other.result],
        outcome: { en: "unknown to this report", nl: "onbekend in dit rapport" },
        mandatory: other.mandatory,
        attention: otherNeedsAttention(other),
      })),
    ],
    drift: drift.map((each) => ({ ...each, outcome: driftWords[each.result], attention: each.result !== "same" })),
  };
}

const compliantWords: Text = { en: "It says that the cluster is compliant.", nl: "Volgens hem voldoet het cluster." };
const notCompliantWords: Text = { en: "It says that the cluster is not compliant.", nl: "Volgens hem voldoet het cluster niet." };

const alike = (text: string): Text => ({ en: text, nl: text });
