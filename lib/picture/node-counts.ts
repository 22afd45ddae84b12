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
  const share = (total: number, index: number) => Math.floor(total / zones.length) + (index < total % zones.length ? 1 : 0);
  return zones.map((zone, index) => ({
    zone,
    always: share(minNodes, index),
    most: Math.max(share(minNodes, index), share(maxNodes, index)),
  }));
}
