import type { ObservationReport, ObservedReport } from "./report";
import type { Status } from "./rule";

/** What somebody looked at on a running cluster. */
export interface Observation extends Omit<ObservationReport, "others"> {
  readonly results: readonly ObservedResult[];
}

/** A check by its name in HCC's JSON, or a rule of ours. The name is empty in outputs that have labels only. */
export interface ObservedResult extends Pick<ObservedReport, "because" | "evidence"> {
  readonly id: string;
  readonly label: string;
  /** False for what HCC only suggests. @default true */
  readonly mandatory?: boolean;
  readonly result: Exclude<ObservedReport["result"], "missing">;
}

/** The worse of results about one check: an output that says both YES and NO is no proof of a YES. */
export function worst<Result extends Pick<ObservedResult, "result">>(results: readonly Result[]): Result | undefined {
  const order: readonly ObservedResult["result"][] = ["no", "unknown", "skipped", "yes"];
  return results.toSorted((one, other) => order.indexOf(one.result) - order.indexOf(other.result))[0];
}

type ComparisonOutcome = ObservedReport["outcome"];

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
