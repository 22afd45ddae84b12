import { nodePoolProblems, type NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { type GoogleDiskType, holdsDisk, machineTypeProblems, ownTaint } from "./machine-types";

/** How the nodes of a pool are made, whatever runs on them. */
export interface GoogleNodeSettings {
  /**
   * Image of the nodes: Google's own, or Ubuntu.
   *
   * @default container-optimized
   * @haven nodehardening
   */
  readonly operatingSystem?: "container-optimized" | "ubuntu";

  /** Disk of the operating system. @default pd-balanced, or hyperdisk-balanced for machines that take no other */
  readonly diskType?: GoogleDiskType;
}

/**
 * A pool for applications. `minNodes` and `maxNodes` are totals; GKE counts in each zone, so they are split evenly: 3 to 9 over three zones
 * is 1 to 3 in each. What doesn't divide is rounded to the inside: never fewer than `minNodes`, never more than `maxNodes`.
 */
export interface GoogleNodePoolConfig extends NodePoolProps, GoogleNodeSettings {
  /**
   * Size of the operating system's disk, in GiB. The most is what Persistent Disk offers.
   *
   * @default 128
   * @minimum 30
   * @maximum 65536
   */
  readonly diskSizeGib?: number;
}

type Pool = Incomplete<GoogleNodePoolConfig>;

/** Prefixes of labels and taints that GKE or the kubelet refuse (GKE docs, node labels). */
const reservedPrefixes = ["cloud.google.com", "gke.io", "k8s.io", "kubernetes.io"];

/** What GKE would refuse of pools; `zones` are those of the region, none when they aren't known. */
export function googlePoolProblems(pools: readonly Pool[], zones: readonly string[]): Problem[] {
  return [
    ...nodePoolProblems(pools, zones, reservedPrefixes),
    ...pools.flatMap((pool, index) => {
      const at = (key: string) => `nodePools[${index}].${key}`;
      const { machineType, diskType } = pool;
      return [
        ...splitProblems(at("maxNodes"), pool, pool.zones?.length ?? zones.length),
        ...(machineType === undefined ? [] : machineTypeProblems(at("machineType"), machineType)),
        ...(machineType !== undefined && diskType !== undefined && !holdsDisk(machineType, diskType)
          ? [{ path: at("diskType"), message: `${machineType} takes no ${diskType}` }]
          : []),
      ];
    }),
  ];
}

/** GKE counts nodes in each zone. */
function splitProblems(path: string, { minNodes, maxNodes }: Pool, zones: number): Problem[] {
  if (minNodes === undefined || maxNodes === undefined || minNodes > maxNodes || zones === 0) return [];
  const { min, max } = zoneBounds({ minNodes, maxNodes }, zones);
  if (max >= min && max > 0) return [];
  const hint = `GKE counts in each zone: give multiples of ${zones}, or name fewer zones`;
  return [{ path, message: `${minNodes} to ${maxNodes} nodes can't be spread evenly over ${zones} zones`, hint }];
}

/** Claims that name no class get disks of one type, which every node that takes applications must hold. */
export function diskProblems(pools: readonly Pool[], diskType: GoogleDiskType): Problem[] {
  const other = diskType === "pd-balanced" ? "hyperdisk-balanced" : "pd-balanced";
  return pools.flatMap(({ machineType, taints = [] }, index) =>
    machineType === undefined ||
    taints.some(({ effect }) => effect !== "PreferNoSchedule") ||
    ownTaint(machineType) ||
    holdsDisk(machineType, diskType)
      ? []
      : [
          {
            path: `nodePools[${index}].machineType`,
            message: `${machineType} takes no ${diskType}, which haven-block makes; its pods would wait for their disks for ever`,
            hint: `set storage.diskType: ${other} if every pool takes it, or give this pool a taint`,
          },
        ],
  );
}

/** Nodes in each zone. */
export interface ZoneBounds {
  readonly min: number;
  readonly max: number;
}

/**
 * GKE counts nodes in each zone, and a user all of them: never fewer than asked for, and never more than paid for.
 */
export function zoneBounds({ minNodes, maxNodes }: { readonly minNodes: number; readonly maxNodes: number }, zones: number): ZoneBounds {
  return { min: Math.ceil(minNodes / zones), max: Math.floor(maxNodes / zones) };
}

/** Google's word for each image. */
export const imageTypes = { "container-optimized": "COS_CONTAINERD", ubuntu: "UBUNTU_CONTAINERD" } as const;
