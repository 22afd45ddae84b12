import type { Status, Text } from "../rule";

/** How a status reads; `expected` is what a look at the cluster must show. */
export const statusWords: Readonly<Record<Status, Text>> = {
  guaranteed: { en: "guaranteed", nl: "gegarandeerd" },
  expected: { en: "to observe", nl: "nog te zien" },
  failed: { en: "failed", nl: "afgekeurd" },
  waived: { en: "accepted", nl: "aanvaard" },
  unknown: { en: "unknown", nl: "onbekend" },
  "not-applicable": { en: "not applicable", nl: "niet van toepassing" },
};

/** The advice of cdktf's own error, answered. */
export const aboutSkipping: Text = {
  en: "cdktf advises skipValidation: that would skip this report too, and change nothing about the cluster.",
  nl: "cdktf raadt skipValidation aan: dat slaat ook dit rapport over, en verandert niets aan het cluster.",
};
