import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { unpairedRegions } from "./regions";
import { zoneIdProblems } from "./resource-ids";

/** Settings of disks, shared files and object storage. */
export interface AzureStorageConfig {
  /**
   * Copies of logs and backups: `ZRS` in three zones, `GZRS` also in the paired region, which BIO2 8.13 asks of backups. Where
   * a region has no pair, back up to another region by other means.
   *
   * @default ZRS
   */
  readonly replication?: "ZRS" | "GZRS";

  /**
   * Days in which deleted files, logs and backups can be restored.
   *
   * @default 30
   * @minimum 7
   * @maximum 365
   */
  readonly softDeleteDays?: number;

  /**
   * Ids of existing private DNS zones `privatelink.file.core.windows.net` and `privatelink.blob.core.windows.net`, linked to this
   * network already, as landing zones have them.
   *
   * @default new zones, linked to this cluster's network
   */
  readonly privateDnsZoneIds?: {
    /** Id of the zone `privatelink.file.core.windows.net`. */
    readonly file: string;
    /** Id of the zone `privatelink.blob.core.windows.net`. */
    readonly blob: string;
  };
}

export function storageProblems(given: Incomplete<AzureStorageConfig>, region: string | undefined): Problem[] {
  const { replication, privateDnsZoneIds = {} } = literals<AzureStorageConfig>(given);
  return [
    ...(replication === "GZRS" && region !== undefined && unpairedRegions.includes(region)
      ? [{ path: "storage.replication", message: `GZRS copies to a paired region, and ${region} has none; allowed: ZRS` }]
      : []),
    ...Object.entries(privateDnsZoneIds).flatMap(([service, id]) =>
      zoneIdProblems(`storage.privateDnsZoneIds.${service}`, id, `privatelink.${service}.core.windows.net`),
    ),
  ];
}
