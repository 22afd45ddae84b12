import { splitOverZones } from "../core/cluster/node-pool";
import type { ArchitecturePool } from "../core/reading/architecture";

/** Nodes of a pool in each of its zones: those that are always there, and those that come when it is busy. */
export interface NodesInZone {
  readonly zone: string;
  readonly always: number;
  readonly most: number;
}

/** Totals over the zones, spread as evenly as they can be. */
export function nodesByZone({ minNodes = 0, maxNodes = minNodes, zones: named }: ArchitecturePool): readonly NodesInZone[] {
  const zones = [...new Set(named)];
  const [least, most] = [splitOverZones(minNodes, zones.length), splitOverZones(maxNodes, zones.length)];
  return zones.map((zone, index) => {
    const always = least[index] ?? 0;
    return { zone, always, most: Math.max(always, most[index] ?? 0) };
  });
}
