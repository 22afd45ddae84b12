import { boundsProblems } from "../core/bounds";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { nodePoolProblems } from "../core/node-pool";
import { machineTypeProblems } from "./machine-types";
import type { AzureNodePoolConfig, AzureSystemPoolConfig } from "./node-pool";
import { rotationName, systemPoolSize } from "./node-settings";
import { resourceIdProblems } from "./resource-ids";

type Pool = Incomplete<AzureNodePoolConfig>;

/** What AKS would refuse of pools for applications; `zones` are those of the region, none when they aren't known. */
export function azurePoolProblems(pools: readonly Pool[], zones: readonly string[]): Problem[] {
  const taken = [...pools.map(({ name }) => name), "system", rotationName("system")];
  return [
    ...nodePoolProblems(pools, zones, reservedPrefixes),
    ...pools.flatMap((pool, index) => {
      const at = (key: string) => `nodePools[${index}].${key}`;
      const { name, subnetId } = pool;
      return [
        ...(name !== undefined && !/^[a-z][a-z0-9]{0,11}$/.test(name)
          ? [{ path: at("name"), message: `"${name}" is not a pool name: a lower case letter, then letters and digits, 12 at most` }]
          : []),
        ...(name === "system"
          ? [{ path: at("name"), message: '"system" is the platform\'s own pool', hint: "set systemPool to change it" }]
          : []),
        ...(name !== undefined && name !== "system" && taken.includes(rotationName(name))
          ? [
              {
                path: at("name"),
                message: `"${name}" is replaced by way of a pool named ${rotationName(name)}, which is taken; choose another name`,
              },
            ]
          : []),
        ...(subnetId === undefined ? [] : resourceIdProblems(at("subnetId"), subnetId, "Microsoft.Network/virtualNetworks/subnets")),
        ...nodeProblems(`nodePools[${index}]`, pool),
      ];
    }),
  ];
}

/** Prefixes of labels and taints that AKS keeps for itself (AKS docs, use-labels); spot nodes get theirs from AKS. */
const reservedPrefixes = ["kubernetes.azure.com", "kubernetes.io"];

export function systemPoolProblems(pool: Incomplete<AzureSystemPoolConfig>, zones: readonly string[]): Problem[] {
  const { machineType, minNodes, maxNodes } = systemPoolSize(pool);
  if (pool.zones?.length === 0) return [{ path: "systemPool.zones", message: "is empty; leave it out for every zone of the region" }];
  const unknown = pool.zones?.filter((zone) => zones.length > 0 && !zones.includes(zone)) ?? [];
  return [
    ...(minNodes > maxNodes ? [{ path: "systemPool.maxNodes", message: `${maxNodes} is less than minNodes, ${minNodes}` }] : []),
    ...unknown.map((zone) => ({ path: "systemPool.zones", message: `"${zone}" is not a zone of the region; it has ${zones.join(", ")}` })),
    ...(/^Standard_B\d/i.test(machineType)
      ? [{ path: "systemPool.machineType", message: `${machineType} is of the B series, which AKS refuses for system pools` }]
      : []),
    ...nodeProblems("systemPool", pool),
  ];
}

/** What AKS allows of any pool. */
function nodeProblems(path: string, pool: Incomplete<AzureSystemPoolConfig>): Problem[] {
  const { minNodes, maxNodes, maxPods, diskSizeGib, machineType } = pool;
  return [
    ...boundsProblems(`${path}.minNodes`, minNodes, 0, 1000),
    ...boundsProblems(`${path}.maxNodes`, maxNodes, 1, 1000),
    ...boundsProblems(`${path}.maxPods`, maxPods, 30, 250),
    ...boundsProblems(`${path}.diskSizeGib`, diskSizeGib, 30, 2048),
    ...(machineType === undefined ? [] : machineTypeProblems(`${path}.machineType`, machineType)),
    ...ephemeralProblems(path, pool),
  ];
}

/** An ephemeral disk lives on the machine's own; from v4 on, sizes without a `d` have none. */
function ephemeralProblems(path: string, { diskType, machineType }: Incomplete<AzureSystemPoolConfig>): Problem[] {
  const [, features = "d"] = /^Standard_[A-Z]+[\d-]+([a-z]*)_v(?:[4-9]|\d\d)/.exec(machineType ?? "") ?? [];
  const hasOwnDisk = features.includes("d");
  if (diskType !== "ephemeral" || hasOwnDisk) return [];
  return [
    {
      path: `${path}.diskType`,
      message: `${machineType} has no disk of its own for an ephemeral one; sizes with a d have, such as Standard_D4ds_v5`,
    },
  ];
}
