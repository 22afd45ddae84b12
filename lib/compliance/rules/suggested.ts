import type { Rule } from "../rule";

/** Checks that HCC suggests and doesn't count: they scan a running cluster. */
const suggested = (id: string, title: Rule["title"]): Rule => ({
  id,
  title,
  bio2: ["8.8", "8.9"],
  evaluate: () => ({
    status: "unknown",
    because: { en: "only a scan of the running cluster can tell", nl: "alleen een scan van het draaiende cluster kan dat zeggen" },
    evidence: [],
  }),
});

export const cis = suggested("cis", { en: "CIS benchmark", nl: "CIS-benchmark" });

export const kubescape = suggested("kubescape", { en: "Kubescape scan", nl: "Kubescape-scan" });
