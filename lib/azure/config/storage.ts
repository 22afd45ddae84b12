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
   * Ids of existing private DNS zones `privatelink.file.core.windows.net` and `privatelink.blob.core.windows.net`. They must be linked
   * to this network already, as landing zones have them, unless `privateDns: link` creates the links.
   *
   * @default new zones, linked to this cluster's network
   */
  readonly privateDnsZoneIds?: {
    /** Id of the zone `privatelink.file.core.windows.net`. */
    readonly file: string;
    /** Id of the zone `privatelink.blob.core.windows.net`. */
    readonly blob: string;
  };

  /**
   * `link` also links this cluster's network to the zones in `privateDnsZoneIds`, which must be in the same subscription. Two clusters in
   * one resource group share zones this way. `policy` creates no zone and no link, and leaves the records of the private endpoints to
   * Azure Policy, as landing zones do that deny zones of your own.
   *
   * @default records in the zones of privateDnsZoneIds or in new ones; links for new zones only
   */
  readonly privateDns?: "link" | "policy";
}

export function storageProblems(given: Incomplete<AzureStorageConfig>, region: string | undefined): Problem[] {
  const { replication, privateDnsZoneIds = {}, privateDns } = literals<AzureStorageConfig>(given);
  const hasZones = given.privateDnsZoneIds !== undefined;
  return [
    ...(privateDns === "link" && !hasZones
      ? [{ path: "storage.privateDns", message: "link needs the zones to link to", hint: "name them in storage.privateDnsZoneIds" }]
      : []),
    ...(privateDns === "policy" && hasZones
      ? [
          {
            path: "storage.privateDns",
            message: "policy leaves the zones to Azure Policy, so storage.privateDnsZoneIds has no effect",
            hint: "leave one of the two out",
          },
        ]
      : []),
    ...(replication === "GZRS" && region !== undefined && unpairedRegions.includes(region)
      ? [{ path: "storage.replication", message: `GZRS copies to a paired region, and ${region} has none; allowed: ZRS` }]
      : []),
    ...Object.entries(privateDnsZoneIds).flatMap(([service, id]) =>
      zoneIdProblems(`storage.privateDnsZoneIds.${service}`, id, `privatelink.${service}.core.windows.net`),
    ),
  ];
}
