import { azureDefaults } from "../config/defaults";
import { rotationName, type AzureNodePoolConfig } from "../config/node-pool";
import { zonesIn } from "../config/regions";
import type { AzureNodePoolContext } from "./node-pool";
import { patchesItself } from "./upgrades";

/** The autoscaler owns the count where it runs. */
export function ignoredCount({ minNodes, maxNodes }: Pick<AzureNodePoolConfig, "minNodes" | "maxNodes">): string[] {
  return minNodes === maxNodes ? [] : ["node_count"];
}

/** Attributes that the default pool of a cluster and every other pool have in common. */
export function nodeSettings(pool: AzureNodePoolConfig, context: AzureNodePoolContext) {
  const { region, hostEncryption, tags } = context;
  return {
    name: pool.name,
    vmSize: pool.machineType,
    zones: [...(pool.zones ?? zonesIn(region))],
    // Nothing to scale between equal bounds, and AKS refuses bounds without the autoscaler.
    ...(pool.minNodes === pool.maxNodes
      ? { autoScalingEnabled: false, nodeCount: pool.minNodes }
      : { autoScalingEnabled: true, minCount: pool.minNodes, maxCount: pool.maxNodes }),
    osSku: pool.operatingSystem === "azure-linux" ? "AzureLinux" : "Ubuntu",
    osDiskType: pool.diskType === "ephemeral" ? "Ephemeral" : "Managed",
    osDiskSizeGb: pool.diskSizeGib ?? azureDefaults.diskSizeGib,
    maxPods: pool.maxPods ?? azureDefaults.maxPods,
    nodePublicIpEnabled: false,
    hostEncryptionEnabled: hostEncryption,
    orchestratorVersion: patchesItself(context) ? undefined : context.kubernetesVersion,
    temporaryNameForRotation: rotationName(pool.name),
    tags: { ...tags },
  };
}
