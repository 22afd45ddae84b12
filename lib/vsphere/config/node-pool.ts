import type { TalosControlPlaneConfig, TalosNodePoolConfig } from "../../talos/config/node-pool";

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
