import { boundsProblems } from "../core/bounds";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { versionProblems } from "../core/kubernetes-version";
import { literalProblems, literals } from "../core/literals";
import { maintenanceProblems } from "../core/maintenance";
import { clusterNameProblems } from "../core/names";
import { regionProblems, zonesOf } from "../core/regions";
import { resolveTags, tagProblems } from "../core/tags";
import { accessProblems } from "./access";
import type { AzureClusterProps } from "./cluster";
import { dnsProblems } from "./dns";
import { encryptionProblems } from "./encryption";
import type { AzureHavenClusterProps } from "./haven-cluster";
import type { AzureLoggingConfig } from "./logging";
import { networkProblems } from "./network-problems";
import { azurePoolProblems, systemPoolProblems } from "./node-pool-problems";
import { systemPoolSize } from "./node-settings";
import type { AzurePartProps } from "./part-props";
import { azureRegions, unpairedRegions } from "./regions";
import { resourceIdProblems, zoneIdProblems } from "./resource-ids";
import { secretStoreProblems } from "./secret-store";
import type { AzureStorageConfig } from "./storage";
import { azureTagProblems } from "./tags";
import { aksVersions } from "./versions";

/**
 * Everything that AKS or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function azureProblems(given: Incomplete<AzureHavenClusterProps>): Problem[] {
  const props = literals<AzureHavenClusterProps>(given);
  const { region, nodePools = [], environment = "test", tags = {} } = props;
  return [
    ...literalProblems(Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name]))),
    ...partProblems({ ...given, tags: undefined }),
    ...(region === undefined ? [] : regionProblems(azureRegions, region, props.residencyException)),
    ...tagProblems(tags),
    ...azureTagProblems(resolveTags(environment, tags)),
    ...clusterProblems(given),
    ...networkProblems(given.network ?? {}, [{ name: "system", ...systemPoolSize(props.systemPool ?? {}) }, ...nodePools], region),
    ...(props.nodePools?.length === 0 ? [{ path: "nodePools", message: "is empty; applications need a pool" }] : []),
    ...azurePoolProblems(nodePools, region === undefined ? [] : zonesOf(azureRegions, region)),
    ...storageProblems(given.storage ?? {}, region),
    ...loggingProblems(given.logging ?? {}),
    ...dnsProblems(given.dns ?? {}),
    ...secretStoreProblems(given.secretStore ?? {}),
  ];
}

/** What is wrong with what every part takes. */
export function partProblems(given: Incomplete<AzurePartProps>): Problem[] {
  const { name, resourceGroupName, tags } = literals<AzurePartProps>(given);
  return [
    ...literalProblems({ name: given.name }),
    // The network, the node resource group and DNS carry the name as well, some with a purpose behind it; AKS takes 63.
    ...(name === undefined ? [] : clusterNameProblems(name, 50)),
    ...groupNameProblems(resourceGroupName),
    ...azureTagProblems(tags ?? {}),
  ];
}

/** What is wrong with the cluster itself. */
export function clusterProblems(
  given: Incomplete<
    Pick<AzureClusterProps, "region" | "kubernetesVersion" | "upgrades" | "maintenance" | "access" | "systemPool" | "encryption">
  >,
): Problem[] {
  const { region, kubernetesVersion: version, ...props } = literals<typeof given>(given);
  return [
    ...(version === undefined ? [] : versionProblems(aksVersions, version, props.upgrades ?? "patch")),
    ...maintenanceProblems(props.maintenance ?? {}),
    ...accessProblems(props.access ?? {}, region),
    ...systemPoolProblems(props.systemPool ?? {}, region === undefined ? [] : zonesOf(azureRegions, region)),
    ...encryptionProblems(props.encryption ?? {}),
  ];
}

export function storageProblems(given: Incomplete<AzureStorageConfig>, region: string | undefined): Problem[] {
  const { replication, softDeleteDays, privateDnsZoneIds = {} } = literals<AzureStorageConfig>(given);
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

export function loggingProblems(given: Incomplete<AzureLoggingConfig>): Problem[] {
  const { workspaceId, retentionDays } = literals<AzureLoggingConfig>(given);
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
