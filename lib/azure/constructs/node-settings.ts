import { azureDefaults } from "../config/defaults";
import { type AzureNodePoolConfig, rotationName } from "../config/node-pool";
import { zonesIn } from "../config/regions";
import { patchesItself, type VersionPolicy } from "./upgrades";

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

/** What every pool of a cluster shares. */
export interface AzureNodePoolContext extends VersionPolicy {
  readonly region: string;
  /** Encrypts temporary disks and caches on the host as well. */
  readonly hostEncryption: boolean;
  readonly tags: Readonly<Record<string, string>>;
}
