import type { Problem } from "../validation/errors";
import { nearest } from "../validation/nearest";
import type { ResidencyException } from "./cluster-props";

/** Regions of a provider: dated facts. */
export interface RegionTable {
  readonly asOf: string;
  readonly regions: Readonly<Record<string, Region>>;
}

/** What a table of regions says of one. */
export interface Region {
  /** In the European Union or European Economic Area. */
  readonly eea: boolean;
  /** Empty where the provider has no zones. */
  readonly zones: readonly string[];
}

export function eeaRegions({ regions }: RegionTable): readonly string[] {
  return Object.keys(regions).filter((name) => regions[name]?.eea);
}

/** Warning about a residency exception for a region inside the EU/EEA: the report would claim that data leaves it. */
export function residencyWarning(table: RegionTable, region: string, exception: ResidencyException | undefined): string | undefined {
  if (exception === undefined || !table.regions[region]?.eea) return undefined;
  return `residencyException isn't needed: ${region} is in the EU or EEA`;
}

/** Zones of a region; none for a region that the table doesn't know. */
export function zonesOf({ regions }: RegionTable, region: string): readonly string[] {
  return regions[region]?.zones ?? [];
}

export function regionProblems(table: RegionTable, region: string, exception: Partial<ResidencyException> | undefined): Problem[] {
  const known = table.regions[region];
  const usable = eeaRegions(table).filter((name) => zonesOf(table, name).length > 1);
  if (known?.eea !== true && exception === undefined) {
    const near = known ? undefined : nearest(region, Object.keys(table.regions));
    const what = known ? "is outside the EU and EEA" : `is not a region in the EU or EEA known on ${table.asOf}`;
    return [
      {
        path: "region",
        message: `${region} ${what}; ${near === undefined ? "" : `did you mean ${near}? `}allowed: ${usable.join(", ")}`,
        hint: "if data may leave the EU/EEA, say why in residencyException.reason; the report shows it",
      },
    ];
  }
  if (known?.zones.length === 0) {
    return [{ path: "region", message: `${region} has no availability zones, which Haven asks for; with zones: ${usable.join(", ")}` }];
  }
  return [];
}
