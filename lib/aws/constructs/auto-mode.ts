import type { AwsAutoMode } from "../config/auto-mode";

/** Settings of Auto Mode. EKS requires its three parts to be on or off together. */
export function autoModeSettings({ enabled }: AwsAutoMode, nodeRoleArn: string | undefined) {
  if (enabled === undefined) return { network: {}, cluster: {} };
  return {
    network: { elasticLoadBalancing: { enabled } },
    cluster: {
      computeConfig: { enabled, ...(enabled && { nodePools: ["general-purpose"], nodeRoleArn }) },
      storageConfig: { blockStorage: { enabled } },
    },
  };
}
