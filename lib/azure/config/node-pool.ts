import { hash } from "../../core/cluster/names";
import { nodePoolProblems, type NodePoolProps } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { azureDefaults } from "./defaults";
import { machineTypeProblems, systemMachineProblems } from "./machine-types";
import { resourceIdProblems } from "./resource-ids";
import { sysctlProblems } from "./sysctls";

/** How the nodes of a pool are made, whatever runs on them. */
export interface AzureNodeSettings {
  /**
   * Image of the nodes: `ubuntu`, or `azure-linux` with a caveat in the report, since its AppArmor came late (November 2025) and
   * the helper for encrypted NFS is missing.
   *
   * @default ubuntu
   * @haven nodehardening
   */
  readonly operatingSystem?: "ubuntu" | "azure-linux";

  /**
   * Disk of the operating system: managed, or ephemeral on the machine's own disk, which must be larger than `diskSizeGib`.
   *
   * @default managed
   */
  readonly diskType?: "managed" | "ephemeral";
}

/** A pool for applications. */
export interface AzureNodePoolConfig extends NodePoolProps, AzureNodeSettings {
  /** Id of a subnet for this pool alone. @default the network's subnet for nodes */
  readonly subnetId?: string;

  /**
   * Size of the operating system's disk, in GiB. The most is what AKS takes.
   *
   * @default 128
   * @minimum 30
   * @maximum 2048
   */
  readonly diskSizeGib?: number;

  /**
   * Kernel settings of the nodes, for example `vm.max_map_count: "262144"` for Elasticsearch. AKS allows a fixed list of names, each with
   * bounds. A change replaces the nodes of the pool by way of a temporary pool.
   *
   * @default none
   */
  readonly sysctls?: Readonly<Record<string, string>>;
}

/** The pool for the platform's own pods; applications stay off it. */
export interface AzureSystemPoolConfig extends AzureNodeSettings {
  /** Size of the machines, at least 4 vCPU and not of the B series. @default Standard_D4ds_v5 */
  readonly machineType?: string;
  /** Least number of nodes, over all zones together. @default 3 @minimum 1 @maximum 1000 */
  readonly minNodes?: number;
  /** Most nodes, over all zones together. @default 5 @minimum 1 @maximum 1000 */
  readonly maxNodes?: number;
  /** Zones that the nodes are spread over. @default every zone of the region @minItems 1 @haven multiaz */
  readonly zones?: readonly string[];
  /** Size of the operating system's disk, in GiB. @default 128 @minimum 30 @maximum 2048 */
  readonly diskSizeGib?: number;
  /** Most pods on one node. @default 110 @minimum 30 @maximum 250 */
  readonly maxPods?: number;
}

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
        ...Object.keys(pool.labels ?? {})
          .filter((key) => reservedLabels.includes(key.toLowerCase()))
          .map((key) => ({ path: at(`labels.${key}`), message: `"${key}" is a label that AKS sets itself; choose another key` })),
        ...sysctlProblems(at("sysctls"), pool.sysctls ?? {}),
        ...nodeProblems(`nodePools[${index}]`, pool),
      ];
    }),
  ];
}

/**
 * Prefixes of labels and taints that AKS reserves; spot nodes get theirs from AKS.
 *
 * @see https://learn.microsoft.com/azure/aks/use-labels
 */
const reservedPrefixes = ["kubernetes.azure.com", "kubernetes.io", "k8s.io"];

/**
 * Labels without a prefix that AKS sets on every node. Azure accepts them on a pool, and a rotation then fails.
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/28636
 */
const reservedLabels = ["agentpool", "storageprofile", "storagetier", "accelerator"];

export function systemPoolProblems(pool: Incomplete<AzureSystemPoolConfig>, zones: readonly string[]): Problem[] {
  const { machineType, minNodes, maxNodes } = systemPoolSize(pool);
  const unknown = pool.zones?.filter((zone) => zones.length > 0 && !zones.includes(zone)) ?? [];
  return [
    ...(minNodes > maxNodes ? [{ path: "systemPool.maxNodes", message: `${maxNodes} is less than minNodes, ${minNodes}` }] : []),
    ...unknown.map((zone) => ({ path: "systemPool.zones", message: `"${zone}" is not a zone of the region; it has ${zones.join(", ")}` })),
    ...(/^Standard_B\d/i.test(machineType)
      ? [{ path: "systemPool.machineType", message: `${machineType} is of the B series, which AKS refuses for system pools` }]
      : []),
    ...systemMachineProblems("systemPool.machineType", machineType),
    ...nodeProblems("systemPool", pool),
  ];
}

/** What AKS allows of any pool. */
function nodeProblems(path: string, pool: Incomplete<AzureSystemPoolConfig>): Problem[] {
  const { machineType } = pool;
  return [...(machineType === undefined ? [] : machineTypeProblems(`${path}.machineType`, machineType)), ...ephemeralProblems(path, pool)];
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

/**
 * Name of the pool that stands in while this one is replaced: 12 characters at most, and different for every pool, since two
 * pools may be rotated in one apply.
 */
export function rotationName(poolName: string): string {
  return `${poolName.slice(0, 7)}r${hash(poolName, 4)}`;
}

/** Counts of the system pool with its defaults. */
export function systemPoolSize({ machineType, minNodes, maxNodes }: AzureSystemPoolConfig) {
  const { minNodes: least, maxNodes: most } = azureDefaults.systemPool;
  const resolved = minNodes ?? Math.min(least, maxNodes ?? least);
  return { machineType: machineType ?? azureDefaults.machineType, minNodes: resolved, maxNodes: maxNodes ?? Math.max(most, resolved) };
}
