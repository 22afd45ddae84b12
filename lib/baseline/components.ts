import type { InClusterContract } from "../core/cluster/cluster";
import { logCollector } from "./log-collector";
import { logStore } from "./log-store";
import { certificates } from "./certificates";
import { cloudNativePg } from "./cloudnative-pg";
import { clusterAutoscaler } from "./cluster-autoscaler";
import { type BaselineComponent, type BaselineContext, isOn } from "./component";
import type { BaselineConfig } from "./config";
import { externalDns } from "./external-dns";
import { externalSecrets } from "./external-secrets";
import { gateway } from "./gateway";
import { gitops } from "./gitops";
import { metricsServer } from "./metrics-server";
import { monitoring, monitoringTypes } from "./monitoring";
import { openCost } from "./opencost";
import { system } from "./system";
import { velero } from "./velero";

/**
 * Components that a configuration leads to on a cluster, in the order in which they are installed. `others` are installed beside them, and
 * may bring alerts too.
 */
export function componentsOf(
  context: BaselineContext,
  config: BaselineConfig,
  contract: InClusterContract,
  others: readonly BaselineComponent[],
): readonly BaselineComponent[] {
  const { cluster } = context;
  const { objectStorage } = cluster;
  const { certificates: issuing, gateway: entry, applicationLogs: logs } = config;
  const first = [
    system(cluster, contract, isOn(config.guardrails)),
    ...(config.monitoring ? [monitoringTypes()] : []),
    ...(cluster.platformServices.metricsServer || !isOn(config.metricsServer) ? [] : [metricsServer(context)]),
    ...(cluster.autoscaling ? [clusterAutoscaler(context)] : []),
    ...(isOn(entry) ? [gateway(context, entry ?? {})] : []),
    ...(isOn(issuing) ? [certificates(context, issuing ?? {})] : []),
    ...(isOn(logs) ? [logStore(context, logs ?? {}), logCollector(context)] : []),
  ];
  const last = [
    ...(config.externalDns ? [externalDns(context)] : []),
    ...(config.externalSecrets ? [externalSecrets(context)] : []),
    ...(config.cloudNativePg ? [cloudNativePg(context)] : []),
    ...(config.velero && objectStorage ? [velero(context, config.velero, objectStorage)] : []),
    ...(config.openCost ? [openCost(context)] : []),
    ...(config.gitops ? [gitops(context, config.gitops)] : []),
  ];
  const alerts = [...first, ...last, ...others].flatMap((component) => component.alerts ?? []);
  return [...first, ...(config.monitoring ? [monitoring(context, config.monitoring, alerts)] : []), ...last];
}
