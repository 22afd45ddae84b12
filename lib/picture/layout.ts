import { networkColumn } from "./network-column";
import { partColumn } from "./part-column";
import type { Arrow, Box, Picture } from "./shape";
import type { PictureSubject } from "./subject";
import { setLines } from "./text-lines";
import { type Language, words } from "./words";

const pageWidth = 960;
const margin = 14;
const partWidth = 250;
/** Between the network and what stands beside it: room for arrows. */
const between = 24;
const top = 36;

/** Where everything is: the network with its zones as columns at the left, what stands beside it at the right. */
export function layOut(subject: PictureSubject, language: Language): Picture {
  const { architecture, region, kubernetesVersion } = subject;
  const left = { x: margin, width: pageWidth - margin * 2 - between - partWidth };
  const right = { x: pageWidth - margin - partWidth, width: partWidth };
  const inside = networkColumn(subject, left, top, language);
  const parts = partColumn(architecture, right, top, inside.bottom, language);
  const bottom = Math.max(inside.bottom, parts.bottom);
  const network: Box = { kind: "network", ...left, y: top, height: bottom - top, lines: inside.heading };
  const height = bottom + margin;
  const title = `${region} · ${architecture.platform} ${kubernetesVersion}`;
  const frame: Box = {
    kind: "region",
    x: 0.5,
    y: 0.5,
    width: pageWidth - 1,
    height: height - 1,
    lines: setLines([{ text: title, weight: "bold" }], margin, 8, pageWidth - margin * 2, 1),
  };
  return {
    width: pageWidth,
    height: height + 28,
    boxes: [frame, network, ...inside.boxes, ...parts.boxes],
    arrows: parts.boxes.map((part, index) => arrow(network, part, index === parts.ingress)),
    legend: legend(height + 8, inside.boxes, language),
  };
}

/** Requests come in; everything else goes out. */
function arrow(network: Box, part: Box, inwards: boolean): Arrow {
  const y = part.y + part.height / 2;
  const near = { x: network.x + network.width + 2, y };
  const far = { x: part.x - 2, y };
  return inwards ? { from: far, to: near } : { from: near, to: far };
}

/** Of what is drawn: where nothing ever comes, nothing is said of it. */
function legend(y: number, boxes: readonly Box[], language: Language): Picture["legend"] {
  const entry = (kind: "node" | "spare", x: number) => ({
    mark: { kind, x, y, width: 14, height: 14, lines: [] } satisfies Box,
    line: { text: words[kind === "node" ? "always" : "spare"][language], weight: "soft" as const, x: x + 20, y: y + 12 },
  });
  const drawn = (["node", "spare"] as const).filter((kind) => boxes.some((box) => box.kind === kind));
  return drawn.map((kind, index) => entry(kind, margin + 180 * index));
}
