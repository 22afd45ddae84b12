import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import type { DiskEncryption, TalosControlPlaneConfig, TalosNodePoolConfig } from "../../talos/config/node-pool";

/** Machines for applications. There is no autoscaler, so `minNodes` and `maxNodes` are the same. */
export interface VsphereNodePoolConfig extends TalosNodePoolConfig {
  /** Virtual processors of each machine. @minimum 2 @maximum 128 */
  readonly cpus: number;
  /** Memory of each machine, in GiB. @minimum 4 @maximum 2048 */
  readonly memoryGib: number;
  /** Size of the disk, in GiB. A change reaches only machines that are made later. @default 128 @minimum 30 @maximum 2048 */
  readonly diskSizeGib?: number;
}

/** The machines that run Kubernetes itself. Applications stay off them. */
export interface VsphereControlPlaneConfig extends TalosControlPlaneConfig {
  /** Virtual processors of each machine. @default 4 @minimum 2 @maximum 64 */
  readonly cpus?: number;
  /** Memory of each machine, in GiB. @default 8 @minimum 4 @maximum 512 */
  readonly memoryGib?: number;
  /** Size of the disk, in GiB. A change reaches only machines that are made later. @default 64 @minimum 30 @maximum 2048 */
  readonly diskSizeGib?: number;
}

/** Refuses keys in a virtual TPM, which machines have with SecureBoot only. */
export function tpmProblems(path: string, diskEncryption: DiskEncryption | undefined, secureBoot: boolean | undefined): Problem[] {
  if (diskEncryption !== "tpm" || secureBoot === true) return [];
  const hint = "set image.secureBoot: true with Talos' SecureBoot image, or take nodeId";
  return [{ path: `${path}.diskEncryption`, message: "is tpm; machines have a virtual TPM with SecureBoot only", hint }];
}

/** The same for each pool. */
export function poolTpmProblems(pools: readonly Incomplete<VsphereNodePoolConfig>[], secureBoot: boolean | undefined): Problem[] {
  return pools.flatMap(({ diskEncryption }, index) => tpmProblems(`nodePools[${index}]`, diskEncryption, secureBoot));
}
