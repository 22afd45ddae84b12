import { type Observation, type ObservedResult, outcomeOf } from "./observation";
import type { CheckReport, ClusterReport, FindingReport, ObservedReport, Report } from "./report";
import { observeNotice } from "./words";

/** The report with what was seen beside each check of one cluster; the others' are left out, since nobody looked at them. */
export function compare(report: Report, cluster: ClusterReport, observation: Observation): Report {
  const { by, tool, at, compliant, results, drift } = observation;
  // HCC runs what it only suggests when it is asked to, and `observe` says nothing of what it can't see.
  const isMissing = ({ mandatory }: CheckReport) => mandatory && by === "hcc";
  const checks = cluster.checks.map((check) => {
    const seen = find(results, check);
    return seen === undefined && !isMissing(check) ? check : withObserved(check, seen);
  });
  const findings = cluster.findings.map((finding) => {
    const seen = results.find(({ id }) => id === finding.id);
    return seen === undefined ? finding : withObserved(finding, seen);
  });
  const known = [...checks, ...findings].map(({ id }) => id);
  const others = results.filter((result) => !known.includes(result.id) && !checks.some((check) => find([result], check)));
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

/** By its name, and by its label where an older HCC had another name for it, or none. */
function find(results: readonly ObservedResult[], { id, label }: CheckReport): ObservedResult | undefined {
  return results.find((result) => result.id === id) ?? results.find((result) => same(result.label, label));
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
