import type { ArchitecturePart } from "../core/architecture";
import { inBoth, type Text } from "../core/text";
import type { Arrow, Box, Line, Picture, PlacedLine } from "./shape";
import type { PictureSubject } from "./subject";
import { lineHeight, setLines } from "./text-lines";
import { type Language, words } from "./words";
import { zoneColumns } from "./zone-columns";

const pageWidth = 960;
const margin = 14;
const partWidth = 244;
const gap = 12;
const padding = 12;

/** Where everything is: the network with its zones as columns at the left, what stands beside it at the right. */
export function layOut(subject: PictureSubject, language: Language): Picture {
  const say = (text: Text | string) => inBoth(text)[language];
  const { architecture, region, kubernetesVersion } = subject;
  const inner = { x: margin * 2, width: pageWidth - partWidth - margin * 3 - gap * 2 - margin };
  const top = 44;

  const networkLines = [
    ...setLines(
      [
        {
          text: [say(architecture.network.kind), architecture.network.cidr].filter((part) => part !== undefined).join("  "),
          weight: "bold",
        },
      ],
      inner.x,
      top + 8,
      inner.width,
      1,
    ),
    ...(architecture.network.existing
      ? setLines([{ text: say(words.existing), weight: "soft" }], inner.x, top + 8 + lineHeight, inner.width, 1)
      : []),
  ];
  let y = bottomOf(networkLines, top) + gap;
  const boxes: Box[] = [];
  const add = (made: Box) => {
    boxes.push(made);
    y = made.y + made.height + gap;
  };

  add(band(inner, y, [{ text: say(words.controlPlane), weight: "bold" }, ...controlPlane(subject, language)]));
  const zones = zoneColumns(subject, inner, y, language);
  boxes.push(...zones.boxes);
  y = zones.bottom + gap;
  const shared = architecture.network.subnets.filter(({ zone }) => zone === undefined);
  if (shared.length > 0) {
    const row = subnetRow(
      shared.map(({ purpose, cidr }) => ({ purpose: say(purpose), cidr })),
      say(words.subnets),
      inner,
      y,
    );
    boxes.push(...row);
    y = Math.max(...row.map((made) => made.y + made.height)) + gap;
  }
  add(band(inner, y, [{ text: say(words.inside), weight: "bold" }, ...inside(subject, language)]));

  const parts = partColumn(subject, language, top);
  const networkBottom = Math.max(y - gap + padding, parts.bottom);
  const network: Box = {
    kind: "network",
    x: margin,
    y: top,
    width: inner.width + margin * 2,
    height: networkBottom - top,
    lines: networkLines,
  };
  const height = networkBottom + margin;
  const title = setLines(
    [{ text: `${region}   ${architecture.platform} ${kubernetesVersion}`, weight: "bold" }],
    margin,
    8,
    pageWidth - margin * 2,
    1,
  );
  const frame: Box = { kind: "region", x: 0.5, y: 0.5, width: pageWidth - 1, height: height - 1, lines: title };
  return {
    width: pageWidth,
    height: height + 30,
    boxes: [frame, network, ...boxes, ...parts.boxes],
    arrows: parts.boxes.map((made, index) => arrow(network, made, index === 1)),
    legend: legend(height + 8, language),
  };
}

function bottomOf(lines: readonly PlacedLine[], top: number): number {
  return (lines.at(-1)?.y ?? top) + 4;
}

/** A box as high as its text. */
function textBox(
  kind: Box["kind"],
  { x, width }: { readonly x: number; readonly width: number },
  y: number,
  lines: readonly Line[],
  most = 2,
): Box {
  const placed = setLines(lines, x + padding, y + 6, width - padding * 2, most);
  return { kind, x, y, width, height: bottomOf(placed, y) + 6 - y, lines: placed };
}

const band = (area: { readonly x: number; readonly width: number }, y: number, lines: readonly Line[]) =>
  textBox("band", area, y, lines, 4);

function controlPlane({ controlPlane: { managed, redundant }, api }: PictureSubject, language: Language): readonly Line[] {
  const run = managed === null ? words.unknownRun : !managed ? words.ownNodes : redundant === true ? words.managedOverZones : words.managed;
  return [{ text: run[language] }, { text: reach(api, language) }];
}

function reach({ public: open, allowedCidrs }: PictureSubject["api"], language: Language): string {
  if (open === null) return words.apiUnknown[language];
  if (!open) return words.apiInside[language];
  return allowedCidrs === null ? words.apiUnknown[language] : `${words.apiFrom[language]} ${allowedCidrs.join(", ")}`;
}

/** Charts go by their names, which people know; what has none is the library's own and says little. */
function inside({ baseline }: PictureSubject, language: Language): readonly Line[] {
  if (baseline === undefined) return [{ text: words.nothingInside[language], weight: "soft" }];
  const charts = [...new Set(baseline.components.flatMap(({ chart }) => (chart ? [chart.name] : [])))];
  const { block, shared } = baseline.storageClasses;
  const classes = [
    ...(block === null ? [] : [`${words.defaultClass[language]}: ${block.join(", ")}`]),
    ...(shared === null ? [] : [`${words.sharedClass[language]}: ${shared}`]),
  ];
  return [charts.join(" · "), classes.join(" · ")].filter((text) => text !== "").map((text) => ({ text }));
}

/** Subnets that are in every zone, as many in a row as fit. */
function subnetRow(
  subnets: readonly { readonly purpose: string; readonly cidr: string | undefined }[],
  heading: string,
  { x, width }: { readonly x: number; readonly width: number },
  y: number,
): readonly Box[] {
  const perRow = Math.min(subnets.length, 4);
  const each = (width - padding * 2 - 8 * (perRow - 1)) / perRow;
  const title = setLines([{ text: heading, weight: "bold" }], x + padding, y + 6, width - padding * 2, 1);
  let top = bottomOf(title, y) + 6;
  const made: Box[] = [];
  for (let first = 0; first < subnets.length; first += perRow) {
    const row = subnets
      .slice(first, first + perRow)
      .map(({ purpose, cidr }, index) =>
        textBox("subnet", { x: x + padding + index * (each + 8), width: each }, top, [
          { text: purpose, weight: "soft" },
          ...(cidr === undefined ? [] : [{ text: cidr }]),
        ]),
      );
    made.push(...row);
    top = Math.max(...row.map((subnet) => subnet.y + subnet.height)) + 8;
  }
  return [{ kind: "band", x, y, width, height: top - y + 2, lines: title }, ...made];
}

/** What stands beside the network, one under the other. */
function partColumn({ architecture }: PictureSubject, language: Language, top: number) {
  const area = { x: pageWidth - margin - partWidth, width: partWidth };
  const parts: readonly (readonly [Text, ArchitecturePart])[] = [
    [words.egress, architecture.egress],
    [words.ingress, architecture.ingress],
    [words.sharedStorage, architecture.sharedStorage],
    [words.objectStorage, architecture.objectStorage],
    [words.auditLog, architecture.auditLog],
  ];
  let y = top;
  const boxes = parts.map(([heading, { name, details }]) => {
    const made = textBox("part", area, y, [
      { text: heading[language], weight: "soft" },
      { text: inBoth(name)[language], weight: "bold" },
      ...details.map((detail) => ({ text: inBoth(detail)[language] })),
    ]);
    y = made.y + made.height + gap;
    return made;
  });
  return { boxes, bottom: y - gap };
}

/** Requests come in; everything else goes out. */
function arrow(network: Box, part: Box, inwards: boolean): Arrow {
  const y = part.y + part.height / 2;
  const left = { x: network.x + network.width + 3, y };
  const right = { x: part.x - 3, y };
  return inwards ? { from: right, to: left } : { from: left, to: right };
}

function legend(y: number, language: Language): Picture["legend"] {
  const entry = (kind: "node" | "spare", x: number) => ({
    mark: { kind, x, y, width: 14, height: 14, lines: [] } satisfies Box,
    line: { text: words[kind === "node" ? "always" : "spare"][language], weight: "soft" as const, x: x + 20, y: y + 12 },
  });
  return [entry("node", margin), entry("spare", margin + 180)];
}
