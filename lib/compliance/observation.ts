import type { CheckReport, ClusterReport, DriftReport, FindingReport, ObservationReport, ObservedEvidence, ObservedReport } from "./report";
import type { Status, Text } from "./rule";

/** What somebody looked at on a running cluster. */
export interface Observation {
  /** Who looked: the Haven Compliancy Checker, or `haven-cdktf observe`, which isn't that. */
  readonly by: "hcc" | "observe";
  /** Name and version of it, for example `Haven v12.8.0`. */
  readonly tool: string;
  /** When, in its own words. */
  readonly at?: string;
  /** What HCC made of all of it; null where nobody said. */
  readonly compliant: boolean | null;
  readonly results: readonly ObservedResult[];
  /** What else the report says, beside what runs. */
  readonly drift?: readonly DriftReport[];
}

export interface ObservedResult {
  /** Name of the check, as HCC's JSON has it, or of a rule of ours; empty in outputs that have labels only. */
  readonly id: string;
  readonly label: string;
  /** False for what HCC only suggests. @default true */
  readonly mandatory?: boolean;
  readonly result: Exclude<ObservedReport["result"], "missing">;
  readonly because?: Text;
  readonly evidence?: readonly ObservedEvidence[];
}

export type ComparisonOutcome = ObservedReport["outcome"];

/** What a prediction was worth, once somebody looked. */
export function outcomeOf(status: Status, result: ObservedReport["result"]): ComparisonOutcome {
  if (result === "missing") return "missing";
  if (result === "skipped" || result === "unknown") return "unjudged";
  return (result === "yes" ? whenYes : whenNo)[status];
}

const whenYes: Readonly<Record<Status, ComparisonOutcome>> = {
  guaranteed: "match",
  expected: "weaker",
  failed: "unpredicted",
  waived: "unpredicted",
  unknown: "unpredicted",
  "not-applicable": "match",
};

const whenNo: Readonly<Record<Status, ComparisonOutcome>> = {
  guaranteed: "regression",
  expected: "shortfall",
  failed: "match",
  waived: "match",
  unknown: "shortfall",
  "not-applicable": "shortfall",
};

/** Whether a person must look: the cluster isn't what was promised, or nobody could say. What somebody accepted is no news. */
export function needsAttention(finding: CheckReport | FindingReport): boolean {
  const { status, observed } = finding;
  if (observed === undefined || ("mandatory" in finding && !finding.mandatory)) return false;
  return status === "failed" ? observed.result !== "yes" : attention.includes(observed.outcome);
}

const attention: readonly ComparisonOutcome[] = ["regression", "shortfall", "unjudged", "missing"];

/** Whether a check that the prediction doesn't know does. */
export function otherNeedsAttention({ mandatory, result }: ObservationReport["others"][number]): boolean {
  return mandatory && result !== "yes";
}

/** Whether anything of a cluster does. */
export function clusterNeedsAttention({ checks, findings, observation }: ClusterReport): boolean {
  const { others = [], drift = [], compliant = null } = observation ?? {};
  // The whole that HCC makes of it goes before the parts that are understood here.
  const isUnexplained = compliant === false && !checks.some(({ status, observed }) => status === "waived" && observed?.result === "no");
  return (
    isUnexplained ||
    [...checks, ...findings].some(needsAttention) ||
    others.some(otherNeedsAttention) ||
    drift.some(({ result }) => result !== "same")
  );
}

/** How an outcome reads. */
export const outcomeWords: Readonly<Record<ComparisonOutcome, Text>> = {
  match: { en: "as predicted", nl: "zoals voorspeld" },
  regression: { en: "guaranteed, and not there", nl: "gegarandeerd, en er niet" },
  shortfall: { en: "not there", nl: "er niet" },
  weaker: { en: "seen", nl: "gezien" },
  unpredicted: { en: "better than predicted", nl: "beter dan voorspeld" },
  unjudged: { en: "not judged", nl: "niet beoordeeld" },
  missing: { en: "not in the output", nl: "niet in de uitvoer" },
};

/** How a result reads, in HCC's own words. */
export const resultWords: Readonly<Record<ObservedReport["result"], string>> = {
  yes: "YES",
  no: "NO",
  skipped: "SKIPPED",
  unknown: "UNKNOWN",
  missing: "–",
};

/** How what the report says compares with what runs. */
export const driftWords: Readonly<Record<DriftReport["result"], Text>> = {
  same: { en: "as in the report", nl: "zoals in het rapport" },
  different: { en: "different", nl: "anders" },
  unknown: { en: "not seen", nl: "niet gezien" },
};

/** Said first, wherever `observe` says something. */
export const observeNotice: Text = {
  en: "Seen by haven-cdktf observe, which is not HCC: only a run of the Haven Compliancy Checker decides.",
  nl: "Gezien door haven-cdktf observe, en dat is niet HCC: alleen een run van de Haven Compliancy Checker beslist.",
};
