import type { DriftReport, ObservationReport, ObservedReport } from "./report";
import type { Status, Text } from "./rule";

/** How a status reads; `expected` is what a look at the cluster must show. */
export const statusWords: Readonly<Record<Status, Text>> = {
  guaranteed: { en: "guaranteed", nl: "gegarandeerd" },
  expected: { en: "to observe", nl: "nog vast te stellen" },
  failed: { en: "failed", nl: "afgekeurd" },
  waived: { en: "accepted", nl: "geaccepteerd" },
  unknown: { en: "unknown", nl: "onbekend" },
  "not-applicable": { en: "not applicable", nl: "niet van toepassing" },
};

/** How an outcome reads. */
export const outcomeWords: Readonly<Record<ObservedReport["outcome"], Text>> = {
  match: { en: "as predicted", nl: "zoals voorspeld" },
  regression: { en: "guaranteed, but not there", nl: "gegarandeerd, maar niet aangetroffen" },
  shortfall: { en: "not there", nl: "niet aangetroffen" },
  weaker: { en: "seen", nl: "gezien" },
  unpredicted: { en: "better than predicted", nl: "beter dan voorspeld" },
  unjudged: { en: "not judged", nl: "niet beoordeeld" },
  missing: { en: "not in the output", nl: "niet in de uitvoer" },
};

/** The outcome of a check that the prediction doesn't know. */
export const unknownToReport: Text = { en: "unknown to this report", nl: "onbekend in dit rapport" };

/** How a result reads, in HCC's own words. */
export const resultWords: Readonly<Record<ObservedReport["result"], string>> = {
  yes: "YES",
  no: "NO",
  skipped: "SKIPPED",
  unknown: "UNKNOWN",
  missing: "–",
};

/** How the report compares with what runs. */
export const driftWords: Readonly<Record<DriftReport["result"], Text>> = {
  same: { en: "as in the report", nl: "zoals in het rapport" },
  different: { en: "different", nl: "anders" },
  unknown: { en: "not seen", nl: "niet gezien" },
};

/** HCC's own verdict on the cluster: in a word, and as a sentence. Undefined where nobody gave one. */
export function verdictWords({ compliant }: Pick<ObservationReport, "compliant">): { word: string; sentence: Text } | undefined {
  if (compliant === null) return undefined;
  const [word, en, nl] = compliant ? ["compliant", "", ""] : ["not compliant", " not", " niet"];
  return { word, sentence: { en: `It says that the cluster is${en} compliant.`, nl: `Volgens hem voldoet het cluster${nl}.` } };
}

/** Introduces every form of a report that `observe` contributed to. */
export const observeNotice: Text = {
  en: "Seen by haven-cdktf observe, which is not HCC: only a run of the Haven Compliancy Checker decides.",
  nl: "Gezien door haven-cdktf observe, en dat is niet HCC: alleen een run van de Haven Compliancy Checker beslist.",
};

/** Answers the advice that cdktf's own error gives. */
export const aboutSkipping: Text = {
  en: "cdktf advises skipValidation: that would skip this report too, and change nothing about the cluster.",
  nl: "cdktf raadt skipValidation aan: dat slaat ook dit rapport over, en verandert niets aan het cluster.",
};
