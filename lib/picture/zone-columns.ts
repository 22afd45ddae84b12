import type { ArchitecturePool } from "../core/reading/architecture";
import { inBoth } from "../core/text/text";
import { nodesByZone, type NodesInZone } from "./node-counts";
import type { Box } from "./shape";
import type { PictureSubject } from "./subject";
import { lineHeight, setLines } from "./text-lines";
import { type Language, words } from "./words";

const gap = 10;
const node = { width: 26, height: 24, gap: 5 };

/** The zones as columns, with what is in one only, and the pools as rows over those that they have nodes in. */
export function zoneColumns(
  { zones, architecture }: PictureSubject,
  area: { readonly x: number; readonly width: number },
  top: number,
  language: Language,
): { readonly boxes: readonly Box[]; readonly bottom: number } {
  const named = [...new Set([...zones, ...architecture.nodePools.flatMap((pool) => pool.zones)])].sort();
  const columns =
    named.length === 0 ? [words.noZones[language]] : named.map((zone) => (zone.length <= 2 ? `${words.zone[language]} ${zone}` : zone));
  const width = (area.width - gap * (columns.length - 1)) / columns.length;
  const xOf = (index: number) => area.x + index * (width + gap);
  const headings = columns.map((text, index) => setLines([{ text, weight: "bold" }], xOf(index) + gap, top + 4, width - gap * 2, 1));

  const subnets = columns.map((_, index) =>
    setLines(
      architecture.network.subnets
        .filter(({ zone }) => zone !== undefined && zone === named[index])
        .flatMap(({ purpose, cidr }) => [
          { text: [inBoth(purpose)[language], cidr].filter((part) => part !== undefined).join(" "), weight: "soft" as const },
        ]),
      xOf(index) + gap,
      top + 4 + lineHeight,
      width - gap * 2,
    ),
  );
  const deepest = Math.max(...headings.flat().map(({ y }) => y), ...subnets.flat().map(({ y }) => y));
  let y = deepest + 10;
  const rows = architecture.nodePools.map((pool) => {
    const at = pool.zones.map((zone) => named.indexOf(zone));
    const [first, last] = at.length === 0 ? [0, columns.length - 1] : [Math.min(...at), Math.max(...at)];
    const row = poolRow(
      pool,
      { x: xOf(first) + 6, width: xOf(last) + width - xOf(first) - 12 },
      y,
      (zone) => xOf(named.indexOf(zone)),
      width,
      language,
    );
    y = (row[0]?.y ?? y) + (row[0]?.height ?? 0) + 8;
    return row;
  });
  const lanes = columns.map((_, index): Box => ({
    kind: "zone",
    x: xOf(index),
    y: top,
    width,
    height: y - top,
    lines: [...(headings[index] ?? []), ...(subnets[index] ?? [])],
  }));
  return { boxes: [...lanes, ...rows.flat()], bottom: y };
}

/** A pool, and its nodes in each of its zones. */
function poolRow(
  pool: ArchitecturePool,
  { x, width }: { readonly x: number; readonly width: number },
  y: number,
  columnAt: (zone: string) => number,
  columnWidth: number,
  language: Language,
): readonly Box[] {
  const known = pool.minNodes !== undefined;
  const total = known ? amount(pool.minNodes, pool.maxNodes ?? pool.minNodes, language) : words.unknownNodes[language];
  const lines = [
    ...setLines([{ text: pool.name, weight: "bold" }], x + gap, y + 4, width - gap * 2, 1),
    ...setLines(
      [{ text: [pool.machineType, total].filter((part) => part !== undefined).join(" · ") }],
      x + gap,
      y + 4 + lineHeight,
      width - gap * 2,
    ),
  ];
  const below = (lines.at(-1)?.y ?? y) + 8;
  if (!known) return [{ kind: "pool", x, y, width, height: below - y + 2, lines }];
  const zones = nodesByZone(pool);
  const counts = zones.flatMap(({ zone, always, most }) =>
    setLines([{ text: amount(always, most, language), weight: "soft" }], columnAt(zone) + 16, below + node.height + 2, columnWidth - 32, 1),
  );
  const nodes = zones.flatMap((inZone) => nodeMarks(inZone, columnAt(inZone.zone) + 16, below, columnWidth - 32));
  const height = (zones.length === 0 ? below : below + node.height + lineHeight) + 6 - y;
  return [{ kind: "pool", x, y, width, height, lines: [...lines, ...counts] }, ...nodes];
}

function amount(least: number, most: number, language: Language): string {
  const noun = most === 1 ? words.node : words.nodes;
  return `${least === most ? least : `${least} ${words.to[language]} ${most}`} ${noun[language]}`;
}

/** As many as fit; the number under them says how many there are. */
function nodeMarks({ always, most }: NodesInZone, x: number, y: number, width: number): readonly Box[] {
  const fits = Math.max(1, Math.floor((width + node.gap) / (node.width + node.gap)));
  return Array.from({ length: Math.min(most, fits) }, (_, index) => ({
    kind: index < always ? "node" : "spare",
    x: x + index * (node.width + node.gap),
    y,
    width: node.width,
    height: node.height,
    lines: [],
  }));
}
