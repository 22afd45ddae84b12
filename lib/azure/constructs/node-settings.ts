import { hash } from "../../core/cluster/names";
import { azureDefaults } from "../config/defaults";
import type { AzureNodePoolConfig, AzureSystemPoolConfig } from "../config/node-pool";
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

/**
 * Name of the pool that stands in while this one is replaced: 12 characters at most, and different for every pool, since two
 * pools may be rotated in one apply.
 */
export function rotationName(poolName: string): string {
  return `${poolName.slice(0, 7)}r${hash(poolName, 4)}`;
}

/** Counts of the system pool with its defaults. */
export function systemPoolSize({ machineType, minNodes, maxNodes }: AzureSystemPoolConfig) {
  const { minNodes: least, maxNodes: most } = azureDefaults.systemPool;
  const resolved = minNodes ?? Math.min(least, maxNodes ?? least);
  return { machineType: machineType ?? azureDefaults.machineType, minNodes: resolved, maxNodes: maxNodes ?? Math.max(most, resolved) };
}
