import { boundsProblems } from "../core/bounds";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { versionProblems } from "../core/kubernetes-version";
import { literalProblems, literals } from "../core/literals";
import { maintenanceProblems } from "../core/maintenance";
import { clusterNameProblems } from "../core/names";
import { nodePoolProblems } from "../core/node-pool";
import { regionProblems, zonesOf } from "../core/regions";
import { tagProblems } from "../core/tags";
import { accessProblems } from "./access";
import { systemPoolSize } from "./cluster";
import { encryptionProblems } from "./encryption";
import type { AzureHavenClusterProps } from "./haven-cluster";
import { firewallProblems, type IncompleteNetwork, networkProblems } from "./network-problems";
import { type AzureNodePoolConfig, rotationName } from "./node-pool";
import { azureRegions, unpairedRegions } from "./regions";
import { resourceIdProblems, zoneIdProblems } from "./resource-ids";
import { aksVersions } from "./versions";

type Pool = Incomplete<AzureNodePoolConfig>;

/**
 * Everything that AKS or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function azureProblems(given: Incomplete<AzureHavenClusterProps>): Problem[] {
  const props = literals<AzureHavenClusterProps>(given);
  const givenNetwork: IncompleteNetwork = given.network ?? {};
  const { name, region, kubernetesVersion: version, network, nodePools = [], systemPool = {} } = props;
  const zones = region === undefined ? [] : zonesOf(azureRegions, region);
  return [
    ...literalProblems({
      name: given.name,
      "network.cidr": givenNetwork.cidr,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    // The network, the node resource group and DNS carry the name as well, some with a purpose behind it; AKS takes 63.
    ...(name === undefined ? [] : clusterNameProblems(name, 50)),
    ...(region === undefined ? [] : regionProblems(azureRegions, region, props.residencyException)),
    ...(version === undefined ? [] : versionProblems(aksVersions, version, props.upgrades ?? "patch")),
    ...maintenanceProblems(props.maintenance ?? {}),
    ...tagProblems(props.tags ?? {}),
    ...networkProblems(network ?? {}, [{ name: "system", ...systemPoolSize(systemPool) }, ...nodePools], region),
    ...firewallProblems(givenNetwork.egress ?? {}),
    ...accessProblems(props.access ?? {}, region),
    ...systemPoolProblems(systemPool, zones),
    ...(props.nodePools?.length === 0 ? [{ path: "nodePools", message: "is empty; applications need a pool" }] : []),
    ...nodePoolProblems(nodePools, zones),
    ...azurePoolProblems(nodePools),
    ...encryptionProblems(props.encryption ?? {}),
    ...storageProblems(props.storage ?? {}, region),
    ...loggingProblems(props.logging ?? {}),
    ...groupNameProblems(props.resourceGroupName),
  ];
}

function systemPoolProblems(pool: Incomplete<AzureHavenClusterProps["systemPool"] & object>, zones: readonly string[]): Problem[] {
  const { machineType, minNodes, maxNodes } = systemPoolSize(pool);
  if (pool.zones?.length === 0) return [{ path: "systemPool.zones", message: "is empty; leave it out for every zone of the region" }];
  const unknown = pool.zones?.filter((zone) => zones.length > 0 && !zones.includes(zone)) ?? [];
  return [
    ...(minNodes > maxNodes ? [{ path: "systemPool.maxNodes", message: `${maxNodes} is less than minNodes, ${minNodes}` }] : []),
    ...unknown.map((zone) => ({ path: "systemPool.zones", message: `"${zone}" is not a zone of the region; it has ${zones.join(", ")}` })),
    ...(/^Standard_B\d/i.test(machineType)
      ? [{ path: "systemPool.machineType", message: `${machineType} is of the B series, which AKS refuses for system pools` }]
      : []),
    ...nodeBounds("systemPool", pool),
    ...ephemeralProblems("systemPool", pool),
  ];
}

function azurePoolProblems(pools: readonly Pool[]): Problem[] {
  const taken = [...pools.map(({ name }) => name), "system", rotationName("system")];
  return pools.flatMap((pool, index) => {
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
      ...(pool.spot && pool.taints?.some(({ key }) => key === "kubernetes.azure.com/scalesetpriority")
        ? [{ path: at("taints"), message: "AKS sets kubernetes.azure.com/scalesetpriority on spot nodes itself" }]
        : []),
      ...(subnetId === undefined ? [] : resourceIdProblems(at("subnetId"), subnetId, "Microsoft.Network/virtualNetworks/subnets")),
      ...nodeBounds(`nodePools[${index}]`, pool),
      ...ephemeralProblems(`nodePools[${index}]`, pool),
    ];
  });
}

/** What AKS allows of any pool. */
function nodeBounds(path: string, { minNodes, maxNodes, maxPods, diskSizeGib }: Pool): Problem[] {
  return [
    ...boundsProblems(`${path}.minNodes`, minNodes, 0, 1000),
    ...boundsProblems(`${path}.maxNodes`, maxNodes, 1, 1000),
    ...boundsProblems(`${path}.maxPods`, maxPods, 30, 250),
    ...boundsProblems(`${path}.diskSizeGib`, diskSizeGib, 30, 2048),
  ];
}

/** An ephemeral disk lives on the machine's own; from v4 on, sizes without a `d` have none. */
function ephemeralProblems(path: string, { diskType, machineType }: Incomplete<AzureNodePoolConfig>): Problem[] {
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

function storageProblems(storage: Incomplete<AzureHavenClusterProps["storage"] & object>, region: string | undefined): Problem[] {
  const { replication, softDeleteDays, privateDnsZoneIds = {} } = storage;
  return [
    ...boundsProblems("storage.softDeleteDays", softDeleteDays, 7, 365),
    ...(replication === "GZRS" && region !== undefined && unpairedRegions.includes(region)
      ? [{ path: "storage.replication", message: `GZRS copies to a paired region, and ${region} has none; allowed: ZRS` }]
      : []),
    ...Object.entries(privateDnsZoneIds).flatMap(([service, id]) =>
      zoneIdProblems(`storage.privateDnsZoneIds.${service}`, id, `privatelink.${service}.core.windows.net`),
    ),
  ];
}

function loggingProblems({ workspaceId, retentionDays }: Incomplete<AzureHavenClusterProps["logging"] & object>): Problem[] {
  if (workspaceId === undefined) return boundsProblems("logging.retentionDays", retentionDays, 30, 730);
  return [
    ...resourceIdProblems("logging.workspaceId", workspaceId, "Microsoft.OperationalInsights/workspaces"),
    ...(retentionDays === undefined
      ? []
      : [
          {
            path: "logging.retentionDays",
            message: "is the business of the existing workspace",
            hint: "set it there, or leave workspaceId out",
          },
        ]),
  ];
}

function groupNameProblems(name: string | undefined): Problem[] {
  if (name === undefined || /^[\w().-]{0,62}[\w()-]$/.test(name)) return [];
  // Azure takes 90 characters, AKS with overlay networking 63.
  return [{ path: "resourceGroupName", message: `"${name}" is not the name of a resource group of at most 63 characters` }];
}
