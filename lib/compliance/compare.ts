import { type Observation, type ObservedResult, outcomeOf, worst } from "./observation";
import type { CheckReport, ClusterReport, FindingReport, ObservedReport, Report } from "./report";
import { observeNotice } from "./words";

/** The report with what was seen beside each check of one cluster; the others' are left out, since nobody looked at them. */
export function compare(report: Report, cluster: ClusterReport, observation: Observation): Report {
  const { by, tool, at, compliant, results, drift } = observation;
  // HCC runs what it only suggests when it is asked to, and `observe` says nothing of what it can't see.
  const isMissing = ({ mandatory }: CheckReport) => mandatory && by === "hcc";
  const known = [...cluster.checks, ...cluster.findings].map(({ id }) => id);
  /** By its name, or by its label where another HCC had another name for it, or none. */
  const about = ({ id, label }: CheckReport) =>
    results.filter((result) => result.id === id || (!known.includes(result.id) && same(result.label, label)));
  const checks = cluster.checks.map((check) => {
    const seen = worst(about(check));
    return seen === undefined && !isMissing(check) ? check : withObserved(check, seen);
  });
  const findings = cluster.findings.map((finding) => {
    const seen = worst(results.filter(({ id }) => id === finding.id));
    return seen === undefined ? finding : withObserved(finding, seen);
  });
  const placed = new Set(checks.flatMap(about));
  const others = results.filter((result) => !known.includes(result.id) && !placed.has(result));
  return {
    ...report,
    ...(by === "observe" && { notice: observeNotice }),
    clusters: [
      {
        ...cluster,
        checks,
        findings,
        observation: {
          by,
          tool,
          ...(at !== undefined && { at }),
          compliant,
          others: others.map(({ id, label, mandatory = true, result }) => ({ id, label, mandatory, result })),
          ...(drift && { drift }),
        },
      },
    ],
  };
}

const same = (one: string, other: string) => one.trim().toLowerCase() === other.toLowerCase();

function withObserved<Finding extends CheckReport | FindingReport>(finding: Finding, seen: ObservedResult | undefined): Finding {
  const result: ObservedReport["result"] = seen?.result ?? "missing";
  return {
    ...finding,
    observed: {
      result,
      outcome: outcomeOf(finding.status, result),
      ...(seen?.because && { because: seen.because }),
      ...(seen?.evidence && { evidence: seen.evidence }),
    },
  };
}
