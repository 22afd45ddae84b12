import { boundsProblems } from "../core/bounds";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literalProblems, literals } from "../core/literals";
import { clusterNameProblems } from "../core/names";
import { homelessProblems } from "../core/node-pool";
import { regionProblems, zonesOf } from "../core/regions";
import { resolveTags, tagProblems } from "../core/tags";
import { accessProblems } from "./access";
import type { GoogleBackupConfig } from "./backup";
import type { GoogleClusterProps } from "./cluster";
import { dnsProblems, projectIdProblems } from "./dns";
import { encryptionProblems } from "./encryption";
import type { GoogleHavenClusterProps } from "./haven-cluster";
import type { GoogleLoggingConfig } from "./logging";
import { googleMaintenanceProblems } from "./maintenance";
import { type IncompleteNetwork, networkProblems } from "./network-problems";
import { diskProblems, googlePoolProblems } from "./node-pool-problems";
import type { GooglePartProps } from "./part-props";
import { googleRegions } from "./regions";
import { secretStoreProblems } from "./secret-store";
import type { GoogleStorageConfig } from "./storage";
import { googleTagProblems } from "./tags";
import { universeProblems } from "./universe";
import { upgradeProblems } from "./upgrades";

/**
 * Everything that GKE or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function googleProblems(given: Incomplete<GoogleHavenClusterProps>): Problem[] {
  const props = literals<GoogleHavenClusterProps>(given);
  const { region, projectNumber, nodePools = [], environment = "test", tags = {} } = props;
  const network: IncompleteNetwork = given.network ?? {};
  return [
    ...literalProblems({
      region: given.region,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    ...partProblems({ ...given, tags: undefined }),
    ...(projectNumber === undefined || /^\d{6,}$/.test(projectNumber)
      ? []
      : [
          {
            path: "projectNumber",
            message: `"${projectNumber}" is not the number of a project (quoted, in YAML)`,
            hint: "gcloud projects describe <id> --format 'value(projectNumber)'",
          },
        ]),
    ...(region === undefined ? [] : regionProblems(googleRegions, region, props.residencyException)),
    ...universeProblems(given.universe, region, network.egressRules !== undefined),
    ...tagProblems(tags),
    ...googleTagProblems(resolveTags(environment, tags)),
    ...clusterProblems(given),
    ...networkProblems(network, nodePools, region),
    ...(props.nodePools?.length === 0 ? [{ path: "nodePools", message: "is empty; applications need a pool" }] : []),
    // Names of the cluster's services, for one, are answered by such a pod.
    ...homelessProblems(nodePools, "GKE's"),
    ...googlePoolProblems(nodePools, region === undefined ? [] : zonesOf(googleRegions, region)),
    ...diskProblems(nodePools, props.storage?.diskType ?? "pd-balanced"),
    ...storageProblems(given.storage ?? {}),
    ...loggingProblems(given.logging ?? {}),
    ...dnsProblems(given.dns ?? {}),
    ...secretStoreProblems(given.secretStore ?? {}),
    ...backupProblems(props.backup ?? {}),
  ];
}

/** What is wrong with what every part takes. */
export function partProblems(given: Incomplete<GooglePartProps>): Problem[] {
  const { name, projectId, tags } = literals<GooglePartProps>(given);
  return [
    ...literalProblems({ name: given.name }),
    // GKE takes 40 characters. IAM takes no account of fewer than six, and some are called <name>-dns.
    ...(name === undefined ? [] : clusterNameProblems(name, 40)),
    ...(name?.length === 1 ? [{ path: "name", message: `"${name}" is too short; Google's IAM takes at least two` }] : []),
    ...(projectId === undefined ? [] : projectIdProblems("projectId", projectId)),
    ...googleTagProblems(tags ?? {}),
  ];
}

/** What is wrong with the cluster itself. */
export function clusterProblems(
  given: Incomplete<Pick<GoogleClusterProps, "region" | "upgrades" | "maintenance" | "access" | "encryption">>,
): Problem[] {
  const { region, ...props } = literals<typeof given>(given);
  return [
    ...upgradeProblems(props.upgrades),
    ...googleMaintenanceProblems(props.maintenance ?? {}),
    ...accessProblems(props.access ?? {}),
    ...encryptionProblems(props.encryption ?? {}, region),
  ];
}

export function storageProblems(given: Incomplete<GoogleStorageConfig>): Problem[] {
  // Cloud Storage takes no longer.
  return boundsProblems("storage.softDeleteDays", literals<GoogleStorageConfig>(given).softDeleteDays, 7, 90);
}

export function loggingProblems(given: Incomplete<GoogleLoggingConfig>): Problem[] {
  return boundsProblems("logging.retentionDays", literals<GoogleLoggingConfig>(given).retentionDays, 30, 3650);
}

function backupProblems({ retentionDays, deleteLockDays }: Incomplete<GoogleBackupConfig>): Problem[] {
  return [
    ...boundsProblems("backup.retentionDays", retentionDays, 1, 365),
    ...boundsProblems("backup.deleteLockDays", deleteLockDays, 0, 90),
    ...(deleteLockDays !== undefined && deleteLockDays > (retentionDays ?? 35)
      ? [{ path: "backup.deleteLockDays", message: `${deleteLockDays} is longer than the backups are kept, ${retentionDays ?? 35} days` }]
      : []),
  ];
}
