import { nodePoolProblems, type NodePoolProps } from "../../core/cluster/node-pool";
import { boundsProblems } from "../../core/validation/bounds";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { zoneBounds } from "../constructs/node-settings";
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
export interface GoogleNodePoolConfig extends NodePoolProps, GoogleNodeSettings {}

type Pool = Incomplete<GoogleNodePoolConfig>;

/** Prefixes of labels and taints that GKE or the kubelet refuse (GKE docs, node labels). */
const reservedPrefixes = ["cloud.google.com", "gke.io", "k8s.io", "kubernetes.io"];

/** What GKE would refuse of pools; `zones` are those of the region, none when they aren't known. */
export function googlePoolProblems(pools: readonly Pool[], zones: readonly string[]): Problem[] {
  return [
    ...nodePoolProblems(pools, zones, reservedPrefixes),
    ...pools.flatMap((pool, index) => {
      const at = (key: string) => `nodePools[${index}].${key}`;
      const { name, minNodes, maxNodes, maxPods, diskSizeGib, machineType, diskType } = pool;
      return [
        ...(name !== undefined && !/^[a-z][a-z0-9]{0,11}$/.test(name)
          ? [{ path: at("name"), message: `"${name}" is not a pool name: a lower case letter, then letters and digits, 12 at most` }]
          : []),
        ...boundsProblems(at("minNodes"), minNodes, 0, 1000),
        ...boundsProblems(at("maxNodes"), maxNodes, 1, 1000),
        ...splitProblems(at("maxNodes"), pool, pool.zones?.length ?? zones.length),
        ...boundsProblems(at("maxPods"), maxPods, 30, 250),
        ...boundsProblems(at("diskSizeGib"), diskSizeGib, 30, 65536),
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
