import type { Observation, ObservedResult } from "../compliance/observation";
import { packageVersion } from "../core/source/package-root";
import { drift } from "./drift";
import { autocerts, defaultStorageClass, logs, rwxvolumes } from "./inside";
import type { Judge, ObserveContext } from "./judge";
import { hamasters, haworkers, multiaz, nodehardening, privatenetworking } from "./nodes";
import { kubernetesversion, metrics, rbac } from "./platform";
import type { RunningCluster } from "./running-cluster";

/** By id of the check, or of our own rule. What isn't here, only HCC can tell. */
const judges: Readonly<Record<string, Judge>> = {
  multiaz,
  hamasters,
  haworkers,
  nodehardening,
  privatenetworking,
  kubernetesversion,
  rbac,
  rwxvolumes,
  autocerts,
  logs,
  metrics,
  "HX-default-storage-class": defaultStorageClass,
};

/** What a look at a running cluster shows of the checks, and of what the report says besides. */
export function observe(cluster: RunningCluster, context: ObserveContext): Observation {
  const { predicted, now } = context;
  const labels = new Map([
    ...predicted.checks.map(({ id, label }) => [id, label] as const),
    ...predicted.findings.map(({ id, title }) => [id, title.en] as const),
  ]);
  const results = Object.entries(judges).flatMap(([id, judge]): ObservedResult[] => {
    const label = labels.get(id);
    const judged = label === undefined ? undefined : judge(cluster, context);
    return label === undefined || judged === undefined ? [] : [{ id, label, ...judged }];
  });
  return {
    by: "observe",
    tool: `haven-cdktf ${packageVersion()}`,
    at: `${now.toISOString().slice(0, 19)}Z`,
    compliant: null,
    results,
    drift: drift(cluster, predicted),
  };
}
