import type { ContainerNodePoolNodeConfig } from "@cdktf/provider-google/lib/container-node-pool";
import type { ITerraformDependable } from "cdktf";
import type { Taint } from "../../core/cluster/node-pool";
import { googleDefaults, nodeScopes } from "../config/defaults";
import { bootDiskType } from "../config/machine-types";
import { type GoogleNodePoolConfig, imageTypes } from "../config/node-pool";

const effects: Readonly<Record<Taint["effect"], string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

/** Firmware and boot loader are checked at each start. */
export const shieldedInstance = { enableSecureBoot: true, enableIntegrityMonitoring: true };

export function nodeConfig(pool: GoogleNodePoolConfig, context: GoogleNodePoolContext): ContainerNodePoolNodeConfig {
  return {
    machineType: pool.machineType,
    imageType: imageTypes[pool.operatingSystem ?? googleDefaults.operatingSystem],
    diskType: pool.diskType ?? bootDiskType(pool.machineType),
    diskSizeGb: pool.diskSizeGib ?? googleDefaults.diskSizeGib,
    bootDiskKmsKey: context.diskKeyId,
    spot: pool.spot ?? false,
    serviceAccount: context.serviceAccountEmail,
    oauthScopes: nodeScopes,
    shieldedInstanceConfig: shieldedInstance,
    // Pods get credentials of their own identity, and can't ask for the node's.
    workloadMetadataConfig: { mode: "GKE_METADATA" },
    metadata: { "disable-legacy-endpoints": "true" },
    kubeletConfig: {
      // Left out, provider 6.50 sends false with any of these settings, and no limit on CPU counts any more.
      cpuCfsQuota: true,
      insecureKubeletReadonlyPortEnabled: "FALSE",
    },
    labels: { ...pool.labels },
    taint: (pool.taints ?? []).map(({ key, value = "", effect }) => ({ key, value, effect: effects[effect] })),
    tags: [context.networkTag],
    resourceLabels: { ...context.tags },
  };
}

/** What every pool of a cluster shares. */
export interface GoogleNodePoolContext {
  readonly region: string;
  readonly projectId: string;
  readonly clusterId: string;
  readonly serviceAccountEmail: string;
  /** For the network's rules. */
  readonly networkTag: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Key of yours for disks. @default Google's own */
  readonly diskKeyId?: string;
  /** What nodes wait for: a way out, and the rights of their service account, without which logs silently stop. */
  readonly after: readonly ITerraformDependable[];
}
