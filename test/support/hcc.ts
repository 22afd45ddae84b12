import { hccChecks } from "../../lib/compliance";

type Result = "YES" | "NO" | "SKIPPED" | "UNKNOWN";

/** What `haven check --output=json` of v12.8.0 prints, with YES to everything mandatory but what a test says. */
export function hccOutput(given: Readonly<Record<string, Result | undefined>> = {}, more: object = {}) {
  const results = (mandatory: boolean) =>
    hccChecks
      .filter((check) => check.mandatory === mandatory && !(check.id in given && given[check.id] === undefined))
      .map(({ id, label, category }) => ({
        Name: id,
        Label: label,
        Category: category,
        Rationale: "why",
        Result: given[id] ?? (mandatory ? "YES" : "SKIPPED"),
      }));
  const checks = results(true);
  const count = (result: Result) => checks.filter(({ Result: said }) => said === result).length;
  return {
    Version: "Haven v12.8.0",
    HavenCompliant: checks.every(({ Result: said }) => said === "YES"),
    StartTS: "2026-11-23T10:00:00Z",
    StopTS: "2026-11-23T10:00:08Z",
    Config: { CNCF: true, CIS: false, KESC: false },
    CompliancyChecks: {
      Results: checks,
      Summary: { Total: checks.length, Unknown: 0, Skipped: count("SKIPPED"), Failed: count("NO"), Passed: count("YES") },
    },
    SuggestedChecks: { Results: results(false) },
    ...more,
  };
}

/** The same as the object that HCC leaves in the cluster, whose keys begin with a small letter. */
export function compliancy(output: object, created: string) {
  return {
    apiVersion: "haven.commonground.nl/v1alpha1",
    kind: "Compliancy",
    metadata: { name: `haven-${created.replaceAll(/\D/g, "")}` },
    spec: { version: "v12.8.0", created, compliant: false, input: {}, output: decapitalised(output) },
  };
}

function decapitalised(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decapitalised);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [`${key.charAt(0).toLowerCase()}${key.slice(1)}`, decapitalised(inner)]),
  );
}
