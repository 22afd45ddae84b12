import type { RegionTable } from "../../core/cluster/regions";

const three = ["1", "2", "3"];

/**
 * Azure regions in Europe and their zones, from Azure's own location list of August 2026. Which machine types a zone has
 * differs per subscription, so a table can't promise those.
 */
export const azureRegions: RegionTable = {
  asOf: "2026-08-22",
  regions: {
    austriaeast: { eea: true, zones: three },
    belgiumcentral: { eea: true, zones: three },
    denmarkeast: { eea: true, zones: three },
    francecentral: { eea: true, zones: three },
    francesouth: { eea: true, zones: [] },
    germanynorth: { eea: true, zones: [] },
    germanywestcentral: { eea: true, zones: three },
    italynorth: { eea: true, zones: three },
    northeurope: { eea: true, zones: three },
    norwayeast: { eea: true, zones: three },
    norwaywest: { eea: true, zones: [] },
    polandcentral: { eea: true, zones: three },
    spaincentral: { eea: true, zones: three },
    swedencentral: { eea: true, zones: three },
    swedensouth: { eea: true, zones: [] },
    switzerlandnorth: { eea: false, zones: three },
    switzerlandwest: { eea: false, zones: [] },
    uksouth: { eea: false, zones: three },
    ukwest: { eea: false, zones: [] },
    westeurope: { eea: true, zones: three },
  },
};

/** Regions without a pair, on the same day: geo-redundant storage has nowhere to go from there. */
export const unpairedRegions: readonly string[] = [
  "austriaeast",
  "belgiumcentral",
  "denmarkeast",
  "italynorth",
  "polandcentral",
  "spaincentral",
];

/**
 * Regions of the table above that Microsoft's list of regions with zone-redundant premium file shares did not contain; copies of the list
 * differ on Spain Central, which is not here. Azure adds regions over time.
 *
 * @see https://learn.microsoft.com/azure/storage/files/redundancy-premium-file-shares
 */
const withoutZonalFiles = { asOf: "2026-12-01", regions: ["austriaeast", "belgiumcentral", "denmarkeast"] } as const;

/** Warning about a region in which the account for shared files may be refused, after the cluster was created. */
export function sharedFilesWarning(region: string): string | undefined {
  if (!withoutZonalFiles.regions.some((name) => name === region)) return undefined;
  const how = `az storage account check-name can't tell, az storage sku list --query "[?name=='Premium_ZRS'].locations[]" can`;
  return `${region} was not among the regions with zone-redundant premium file shares (Premium_ZRS) on ${withoutZonalFiles.asOf}, which haven-shared and haven-block need; look before the first apply: ${how}`;
}

/** Zones that nodes can be spread over; of a region that the table doesn't know, three are taken to exist. */
export function zonesIn(region: string): readonly string[] {
  return azureRegions.regions[region]?.zones ?? three;
}
