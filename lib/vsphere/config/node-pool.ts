import { nodePoolProblems, type PoolProps, type Taint } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import type { VsphereZone } from "./zones";

/** Machines for applications. There is no autoscaler, so `minNodes` and `maxNodes` are the same. */
export interface VsphereNodePoolConfig extends PoolProps {
  /**
   * Number of machines, over all zones together. At least 3 over all pools that take applications.
   *
   * @minimum 0
   * @maximum 500
   * @haven haworkers
   */
  readonly minNodes: number;
  /** Virtual processors of each machine. @minimum 2 @maximum 128 */
  readonly cpus: number;
  /** Memory of each machine, in GiB. @minimum 4 @maximum 2048 */
  readonly memoryGib: number;
  /**
   * Place of the pool's first address in the subnet: 32 is 10.40.0.32 in 10.40.0.0/24; the next machine has the next. Leave room to grow
   * between pools: a change replaces the machines.
   *
   * @minimum 2
   * @maximum 65000
   */
  readonly addressOffset: number;
  /** Kubernetes taints on the nodes, said once, when a machine registers: a change reaches only machines that are made later. @default none */
  readonly taints?: readonly Taint[];
  /** Size of the disk, in GiB. A change reaches only machines that are made later. @default 128 @minimum 30 @maximum 2048 */
  readonly diskSizeGib?: number;
}

/** The machines that run Kubernetes itself. Applications stay off them. */
export interface VsphereControlPlaneConfig {
  /** How many: an odd number, since etcd needs a majority. @default 3 @haven hamasters */
  readonly nodes?: 1 | 3 | 5;
  /** Virtual processors of each machine. @default 4 @minimum 2 @maximum 64 */
  readonly cpus?: number;
  /** Memory of each machine, in GiB. @default 8 @minimum 4 @maximum 512 */
  readonly memoryGib?: number;
  /** Size of the disk, in GiB. A change reaches only machines that are made later. @default 64 @minimum 30 @maximum 2048 */
  readonly diskSizeGib?: number;
  /** Place of the first address in the subnet: 11 is 10.40.0.11 in 10.40.0.0/24. A change replaces the machines. @default 11 @minimum 2 @maximum 65000 */
  readonly addressOffset?: number;
}

type Pool = Incomplete<VsphereNodePoolConfig>;

/** Prefixes of labels and taints that a kubelet may not set on its own node; Kubernetes would refuse the zone's label with them. */
const reservedPrefixes = ["k8s.io", "kubernetes.io"];

/** The control plane is a pool of this name as well. */
export const controlPlaneName = "control";

/** What Kubernetes or vSphere would refuse of pools for applications. */
export function vspherePoolProblems(pools: readonly Pool[], zones: readonly Incomplete<VsphereZone>[]): Problem[] {
  const names = zones.flatMap(({ name }) => name ?? []);
  return [
    ...nodePoolProblems(pools, names, reservedPrefixes),
    ...pools.flatMap((pool, index) => {
      const at = (key: string) => `nodePools[${index}].${key}`;
      const { name, minNodes, maxNodes } = pool;
      return [
        ...(name === controlPlaneName
          ? [{ path: at("name"), message: `"${controlPlaneName}" is the control plane's name`, hint: "set controlPlane to change it" }]
          : []),
        ...(minNodes !== undefined && maxNodes !== undefined && minNodes < maxNodes
          ? [
              {
                path: at("maxNodes"),
                message: `${maxNodes} is more than minNodes, ${minNodes}; nothing adds machines here, so both must be the same`,
              },
            ]
          : []),
      ];
    }),
  ];
}
