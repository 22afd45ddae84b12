import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { nodePoolProblems, type NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { machineTypeProblems } from "./machine-types";

/** How the nodes of a pool are made, whatever runs on them. */
export interface AwsNodeSettings {
  /**
   * Image of the nodes: `bottlerocket`, or `amazon-linux-2023` with a caveat in the report, since its SELinux only warns.
   *
   * @default bottlerocket
   * @haven nodehardening
   */
  readonly operatingSystem?: "bottlerocket" | "amazon-linux-2023";

  /**
   * Release of the image, for example `1.62.0-0a1b2c3d`, with `upgrades: none`.
   *
   * @default with `upgrades: patch` the newest, looked up at each plan; else the newest on the day that the group is made
   * @pattern ^\d+\.\d+\.\d+-[\da-f]{8}$
   * @form a release such as 1.62.0-0a1b2c3d, or 1.36.2-20261105
   */
  readonly releaseVersion?: string;
}

/** A pool for applications. EKS keeps it as one managed node group in each zone. */
export interface AwsNodePoolConfig extends NodePoolProps, AwsNodeSettings {
  /**
   * Size of the operating system's disk, in GiB. The most is what EBS offers.
   *
   * @default 128
   * @minimum 30
   * @maximum 16384
   */
  readonly diskSizeGib?: number;
}

type Pool = Incomplete<AwsNodePoolConfig>;

/** Prefixes of labels and taints that EKS or the kubelet refuse: with some of them a node never joins. */
const reservedPrefixes = ["eks.amazonaws.com", "karpenter.sh", "k8s.io", "kubernetes.io"];

/** What EKS would refuse of pools; `zones` are those that nodes can be in, none when they aren't known. */
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
                message: `${maxNodes} is less than the ${inZones} zones of the pool; EKS wants room for one node in each`,
                hint: "give more, or name fewer zones",
              },
            ]
          : []),
        ...(machineType === undefined ? [] : machineTypeProblems(at("machineType"), machineType)),
        ...(releaseVersion !== undefined && upgrades === "patch"
          ? [
              {
                path: at("releaseVersion"),
                message: "is looked up at each plan with upgrades: patch",
                hint: "set upgrades: none to pin it",
              },
            ]
          : []),
      ];
    }),
  ];
}
