import { type Command, InvalidArgumentError } from "commander";
import { printable } from "../lib/core/text/shown";
import { today } from "../lib/core/validation/days";
import { observe } from "../lib/observe/observe";
import type { RunningCluster } from "../lib/observe/running-cluster";
import { type ComparisonOptions, finishComparison, type Predicted, readPredicted, withComparisonOptions } from "./comparison";
import { type ClientOptions, kubernetesClient } from "./observe/kubernetes-client";
import { readCluster } from "./observe/read-cluster";
import { Misuse } from "./outcome";
import { withProgress } from "./progress";
import { subcommand } from "./subcommand";

type ObserveOptions = ComparisonOptions & Omit<ClientOptions, "timeoutSeconds"> & { readonly timeout: number };

/** Looks at a running cluster with the user's own rights, changes nothing, and puts what it saw beside what was predicted. */
export function observeCommand(): Command {
  const command = subcommand("observe", [
    ["observe", "the only cluster of the report, through the current context of the kubeconfig"],
    ["observe --cluster zaken-prod --context zaken-prod-admin", "one cluster of several"],
    ["observe --out evidence", "every form of the report below evidence/"],
  ])
    .option("--kubeconfig <file>", "who to be, and where the cluster is (default: KUBECONFIG, or ~/.kube/config)")
    .option("--context <name>", "context of the kubeconfig (default: the current one)")
    .option("--timeout <seconds>", "how long to wait for all answers together", seconds, 60);
  return withComparisonOptions(command).action(async ({ timeout, ...options }: ObserveOptions) => {
    const predicted = readPredicted(options);
    const asOf = today();
    const cluster = await withProgress("Looking at the cluster", async () =>
      readCluster(await kubernetesClient({ ...options, timeoutSeconds: timeout })),
    );
    refuseBlindness(cluster);
    refuseAnother(cluster, predicted);
    finishComparison(predicted, observe(cluster, { predicted: predicted.cluster, now: new Date(), asOf }), options);
  });
}

function seconds(given: string): number {
  if (/^\d{1,4}$/.test(given) && Number(given) > 0) return Number(given);
  throw new InvalidArgumentError("It is a whole number of seconds, at least 1.");
}

/** Who may see nothing judges nothing. */
function refuseBlindness(cluster: RunningCluster): void {
  const { nodes, namespaces, storageClasses, workloads } = cluster;
  if ([nodes, namespaces, storageClasses, workloads].every((read) => "refused" in read))
    throw new Misuse("these credentials may read nothing of the cluster; docs/observe-role.yaml is the role that is needed");
}

/** The current context is easily another cluster's. */
function refuseAnother({ name }: RunningCluster, { cluster }: Predicted): void {
  if ("refused" in name || name.value === undefined || name.value === cluster.name) return;
  throw new Misuse(
    `the kubeconfig leads to cluster ${printable(name.value)}, and the report is about ${printable(cluster.name)}; choose with --context or --cluster`,
  );
}
