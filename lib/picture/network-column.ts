import { inBoth } from "../core/text/text";
import type { Box, Line, PlacedLine } from "./shape";
import type { PictureSubject } from "./subject";
import { type Span, textBox } from "./text-box";
import { bottomOf, setLines } from "./text-lines";
import { type Language, words } from "./words";
import { zoneColumns } from "./zone-columns";

const gap = 12;

/** What is in the network, from the control plane down to what runs in the cluster. */
export function networkColumn(
  subject: PictureSubject,
  { x, width }: Span,
  top: number,
  language: Language,
): { readonly heading: readonly PlacedLine[]; readonly boxes: readonly Box[]; readonly bottom: number } {
  const { kind, cidr, existing, subnets } = subject.architecture.network;
  const span = { x: x + gap, width: width - gap * 2 };
  const heading = setLines(
    [
      { text: [inBoth(kind)[language], cidr].filter((part) => part !== undefined).join(" · "), weight: "bold" },
      ...(existing ? [{ text: words.existing[language], weight: "soft" as const }] : []),
    ],
    span.x,
    top + 6,
    span.width,
    1,
  );
  const controlPlane = textBox("band", span, bottomOf(heading, top) + 6, controlPlaneLines(subject, language), gap, 4);
  const zones = zoneColumns(subject, span, below(controlPlane), language);
  const shared = subnets
    .filter(({ zone }) => zone === undefined)
    .map(({ purpose, cidr: range }): readonly Line[] => [
      { text: inBoth(purpose)[language], weight: "soft" },
      ...(range === undefined ? [] : [{ text: range }]),
    ]);
  const [rows, y] = subnetRows(shared, span, zones.bottom + gap, language);
  const inside = textBox("band", span, y, insideLines(subject, language), gap, 4);
  return { heading, boxes: [controlPlane, ...zones.boxes, ...rows, inside], bottom: inside.y + inside.height + gap };
}

const below = ({ y, height }: Box) => y + height + gap;

function controlPlaneLines({ controlPlane: { managed, redundant }, api }: PictureSubject, language: Language): readonly Line[] {
  const run = managed === null ? words.unknownRun : !managed ? words.ownNodes : redundant === true ? words.managedOverZones : words.managed;
  return [{ text: words.controlPlane[language], weight: "bold" }, { text: run[language] }, { text: reach(api, language) }];
}

function reach({ public: open, allowedCidrs, identityGuarded }: PictureSubject["api"], language: Language): string {
  if (open === null) return words.apiUnknown[language];
  if (!open) return words.apiInside[language];
  if (identityGuarded) return words.apiGuarded[language];
  return allowedCidrs === null ? words.apiUnknown[language] : `${words.apiFrom[language]} ${allowedCidrs.join(", ")}`;
}

/** Charts go by their names, which people know; what has none is the library's own and says little. */
function insideLines({ baseline }: PictureSubject, language: Language): readonly Line[] {
  const heading: Line = { text: words.inside[language], weight: "bold" };
  if (baseline === undefined) return [heading, { text: words.nothingInside[language], weight: "soft" }];
  const charts = [...new Set(baseline.components.flatMap(({ chart }) => (chart ? [chart.name] : [])))];
  const { block, shared } = baseline.storageClasses;
  const classes = [
    ...(block === null ? [] : [`${words.defaultClass[language]}: ${block.join(", ")}`]),
    ...(shared === null ? [] : [`${words.sharedClass[language]}: ${shared}`]),
  ];
  return [heading, ...[charts.join(" · "), classes.join(" · ")].filter((text) => text !== "").map((text) => ({ text }))];
}

/** Subnets that are in every zone, at most four in a row, and where what comes below them begins. */
function subnetRows(
  subnets: readonly (readonly Line[])[],
  { x, width }: Span,
  top: number,
  language: Language,
): readonly [readonly Box[], number] {
  if (subnets.length === 0) return [[], top];
  const heading = setLines([{ text: words.subnets[language], weight: "bold" }], x + gap, top + 6, width - gap * 2, 1);
  const perRow = Math.min(subnets.length, 4);
  const space = 8;
  const each = (width - gap * 2 - space * (perRow - 1)) / perRow;
  let y = bottomOf(heading, top) + 6;
  const made: Box[] = [];
  for (let first = 0; first < subnets.length; first += perRow) {
    const row = subnets
      .slice(first, first + perRow)
      .map((lines, index) => textBox("subnet", { x: x + gap + index * (each + space), width: each }, y, lines, 8));
    made.push(...row);
    y = Math.max(...row.map((subnet) => subnet.y + subnet.height)) + space;
  }
  const band: Box = { kind: "band", x, y: top, width, height: y + 2 - top, lines: heading };
  return [[band, ...made], below(band)];
}
