import type { CheckReport, ClusterReport, EvidenceReport, ObservedReport } from "./report";
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
}

export interface ObservedResult {
  /** Name of the check, as HCC's JSON has it; empty in outputs that have labels only. */
  readonly id: string;
  readonly label: string;
  readonly result: Exclude<ObservedReport["result"], "missing">;
  readonly because?: Text;
  readonly evidence?: readonly EvidenceReport[];
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
export function needsAttention({ mandatory, status, observed }: CheckReport): boolean {
  if (!mandatory || observed === undefined) return false;
  return status === "failed" ? observed.result !== "yes" : attention.includes(observed.outcome);
}

const attention: readonly ComparisonOutcome[] = ["regression", "shortfall", "unjudged", "missing"];

/** Whether anything of a cluster does; checks that the prediction doesn't know count when they weren't passed. */
export function clusterNeedsAttention({ checks, observation }: ClusterReport): boolean {
  return checks.some(needsAttention) || (observation?.others.some(({ result }) => result === "no") ?? false);
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

/** Said first, wherever `observe` says something. */
export const observeNotice: Text = {
  en: "Seen by haven-cdktf observe, which is not HCC: only a run of the Haven Compliancy Checker decides.",
  nl: "Gezien door haven-cdktf observe, en dat is niet HCC: alleen een run van de Haven Compliancy Checker beslist.",
};
