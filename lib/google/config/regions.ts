import type { RegionTable } from "../../core/cluster/regions";

const zonesWith = (region: string, letters: readonly string[]) => letters.map((letter) => `${region}-${letter}`);

const abc = ["a", "b", "c"];

/**
 * Google Cloud regions in Europe and their zones: facts of November 2026. The zones of the two sovereign clouds (`u-…`) are taken to be
 * named as elsewhere.
 */
export const googleRegions: RegionTable = {
  asOf: "2026-11-22",
  regions: {
    "europe-central2": { eea: true, zones: zonesWith("europe-central2", abc) },
    "europe-north1": { eea: true, zones: zonesWith("europe-north1", abc) },
    "europe-north2": { eea: true, zones: zonesWith("europe-north2", abc) },
    "europe-southwest1": { eea: true, zones: zonesWith("europe-southwest1", abc) },
    // There is no -a here.
    "europe-west1": { eea: true, zones: zonesWith("europe-west1", ["b", "c", "d"]) },
    "europe-west2": { eea: false, zones: zonesWith("europe-west2", abc) },
    "europe-west3": { eea: true, zones: zonesWith("europe-west3", abc) },
    "europe-west4": { eea: true, zones: zonesWith("europe-west4", abc) },
    "europe-west6": { eea: false, zones: zonesWith("europe-west6", abc) },
    "europe-west8": { eea: true, zones: zonesWith("europe-west8", abc) },
    "europe-west9": { eea: true, zones: zonesWith("europe-west9", abc) },
    "europe-west10": { eea: true, zones: zonesWith("europe-west10", abc) },
    "europe-west12": { eea: true, zones: zonesWith("europe-west12", abc) },
    "u-france-east1": { eea: true, zones: zonesWith("u-france-east1", abc) },
    "u-germany-northeast1": { eea: true, zones: zonesWith("u-germany-northeast1", abc) },
  },
};

/** Zones of a region by their names; of a region that the table doesn't know, three are taken to exist. */
export function zonesIn(region: string): readonly string[] {
  return googleRegions.regions[region]?.zones ?? zonesWith(region, abc);
}
