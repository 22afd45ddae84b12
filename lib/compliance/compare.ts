import { type Observation, type ObservedResult, outcomeOf } from "./observation";
import type { CheckReport, ClusterReport, ObservedReport, Report } from "./report";

/** The report with what was seen beside each check of one cluster; the others' are left out, since nobody looked at them. */
export function compare(report: Report, cluster: ClusterReport, observation: Observation): Report {
  const { by, tool, at, compliant, results } = observation;
  const checks = cluster.checks.map((check) => withObserved(check, find(results, check)));
  const others = results.filter((result) => !cluster.checks.some((check) => find([result], check)));
  return {
    ...report,
    clusters: [
      {
        ...cluster,
        checks,
        observation: {
          by,
          tool,
          ...(at !== undefined && { at }),
          compliant,
          others: others.map(({ id, label, result }) => ({ id, label, result })),
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

function withObserved(check: CheckReport, seen: ObservedResult | undefined): CheckReport {
  // HCC runs what it only suggests when it is asked to.
  if (seen === undefined && !check.mandatory) return check;
  const result: ObservedReport["result"] = seen?.result ?? "missing";
  return {
    ...check,
    observed: {
      result,
      outcome: outcomeOf(check.status, result),
      ...(seen?.because && { because: seen.because }),
      ...(seen?.evidence && { evidence: seen.evidence }),
    },
  };
}
