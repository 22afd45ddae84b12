import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { nodePoolProblems, type NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { machineTypeProblems } from "./machine-types";

/** Image and release of a pool's nodes. */
export interface AwsNodeSettings {
  /**
   * Image of the nodes. `amazon-linux-2023` adds a caveat to the report, because its SELinux only warns.
   *
   * @default bottlerocket
   * @haven nodehardening
   */
  readonly operatingSystem?: "bottlerocket" | "amazon-linux-2023";

  /**
   * Release of the image, for example `1.62.0-0a1b2c3d`. Allowed only with `upgrades: none`.
   *
   * @default with `upgrades: patch` the newest release at each plan; with `none` the newest release when the group is created
   * @pattern ^\d+\.\d+\.\d+-[\da-f]{8}$
   * @form a release such as 1.62.0-0a1b2c3d, or 1.36.2-20261105
   */
  readonly releaseVersion?: string;
}

/** A node pool for applications. In EKS it is one managed node group per zone. */
export interface AwsNodePoolConfig extends NodePoolProps, AwsNodeSettings {
  /**
   * Size of the disk for images and container data, in GiB. The maximum is a limit of EBS.
   *
   * @default 128
   * @minimum 30
   * @maximum 16384
   */
  readonly diskSizeGib?: number;
}

type Pool = Incomplete<AwsNodePoolConfig>;

/** Prefixes of labels and taints that EKS or the kubelet refuse. With some of them, a node never joins the cluster. */
const reservedPrefixes = ["eks.amazonaws.com", "karpenter.sh", "k8s.io", "kubernetes.io"];

/** Problems of pools that EKS would refuse later. `zones` are the zones that nodes can use, and is empty when they aren't known. */
export function awsPoolProblems(pools: readonly Pool[], zones: readonly string[], upgrades: Upgrades): Problem[] {
  return [
    ...nodePoolProblems(pools, zones, reservedPrefixes),
    ...pools.flatMap((pool, index) => {
      const at = (key: string) => `nodePools[${index}].${key}`;
      const { minNodes, maxNodes, machineType, releaseVersion } = pool;
      const inZones = pool.zones?.length ?? zones.length;
      return [
        ...(maxNodes !== undefined && maxNodes >= Math.max(minNodes ?? 0, 1) && maxNodes < inZones
          ? [
              {
                path: at("maxNodes"),
                message: `must be at least one node for each of the ${inZones} zones of the pool, got ${maxNodes}`,
                hint: "raise maxNodes, or name fewer zones",
              },
            ]
          : []),
        ...(machineType === undefined ? [] : machineTypeProblems(at("machineType"), machineType)),
        ...(releaseVersion !== undefined && upgrades === "patch"
          ? [
              {
                path: at("releaseVersion"),
                message: "can't be set with upgrades: patch, which looks up the newest release at each plan",
                hint: "set upgrades: none to pin it",
              },
            ]
          : []),
      ];
    }),
  ];
}
