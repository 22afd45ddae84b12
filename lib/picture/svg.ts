import { escaped } from "../core/text/markup";
import { inBoth } from "../core/text/text";
import { layOut } from "./layout";
import type { Arrow, Box, PlacedLine } from "./shape";
import type { PictureSubject } from "./subject";
import { type Language, words } from "./words";

/** What the page that the picture stands in must say too; a file of its own carries it along. */
export const pictureStyle = `
.picture text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif; fill: var(--ink) }
.picture .bold { font-weight: 600 }
.picture .soft { fill: var(--soft) }
.picture rect { stroke-width: 1 }
.picture .region { fill: var(--panel); stroke: var(--line) }
.picture .network, .picture .part { fill: var(--ground); stroke: var(--line) }
.picture .band { fill: var(--panel); stroke: var(--line) }
.picture .zone { fill: none; stroke: var(--soft); stroke-dasharray: 5 4 }
.picture .pool, .picture .subnet { fill: var(--ground); stroke: var(--accent) }
.picture .subnet { stroke: var(--line) }
.picture .node { fill: var(--accent); stroke: var(--accent) }
.picture .spare { fill: none; stroke: var(--accent); stroke-dasharray: 3 2 }
.picture path { fill: none; stroke: var(--soft); stroke-width: 1.5 }
.picture path.head { fill: var(--soft); stroke: none }
`;

/** Colours by name, so that the picture is dark where the page is. */
export const lightColours = "--ink:#1b2430;--soft:#525e6c;--line:#ccd4de;--ground:#fff;--panel:#f5f7fa;--accent:#154273;";
export const darkColours = "--ink:#e7ecf2;--soft:#aab5c2;--line:#3b4655;--ground:#12171e;--panel:#1a212b;--accent:#8fb8ea;";

/** A picture, drawn once for the page and for a file of its own. */
export interface Drawing {
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  readonly size: string;
  readonly shapes: string;
}

export function draw(subject: PictureSubject, language: Language): Drawing {
  const { width, height, boxes, arrows, legend } = layOut(subject, language);
  return {
    language,
    title: `${words.title[language]} ${subject.name}`,
    description: description(subject, language),
    size: `0 0 ${width} ${round(height)}`,
    shapes: [
      ...boxes.map(rectangle),
      ...boxes.flatMap(({ lines }) => lines.map(text)),
      ...arrows.map(arrowPath),
      ...legend.flatMap(({ mark, line }) => [rectangle(mark), text(line)]),
    ].join("\n"),
  };
}

/** The picture as a part of a page, which has the style. @param id unique in the page */
export function pictureElement({ language, title, description: words, size, shapes }: Drawing, id: string, style = ""): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="${size}" role="img" lang="${language}" aria-labelledby="${id}-title ${id}-desc">
<title id="${id}-title">${escaped(title)}</title>
<desc id="${id}-desc">${escaped(words)}</desc>${style}
${shapes}
</svg>`;
}

/** The picture as a file of its own. */
export function pictureFile(drawing: Drawing): string {
  const style = `<style>.picture{${lightColours}}@media(prefers-color-scheme:dark){.picture{${darkColours}}}${pictureStyle}</style>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${pictureElement(drawing, "picture", style)}\n`;
}

const round = (value: number) => Math.round(value * 10) / 10;

function rectangle({ kind, x, y, width, height }: Box): string {
  return `<rect class="${kind}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${kind === "node" || kind === "spare" ? 3 : 6}"/>`;
}

function text({ text: words, weight, x, y }: PlacedLine): string {
  return `<text${weight === undefined ? "" : ` class="${weight}"`} x="${round(x)}" y="${round(y)}">${escaped(words)}</text>`;
}

function arrowPath({ from, to }: Arrow): string {
  const back = to.x > from.x ? -6 : 6;
  const [x, y] = [round(to.x), round(to.y)];
  return `<path d="M${round(from.x)} ${round(from.y)}H${x}"/><path class="head" d="M${x} ${y}l${back} -4v8z"/>`;
}

/** For who can't see it: the same in one sentence a part. */
function description({ region, zones, architecture, baseline }: PictureSubject, language: Language): string {
  const say = (part: Parameters<typeof inBoth>[0]) => inBoth(part)[language];
  const { network, nodePools, egress, ingress, sharedStorage, objectStorage, auditLog, platform } = architecture;
  const pools = nodePools.map(({ name, minNodes, maxNodes }) =>
    minNodes === undefined ? name : `${name} ${minNodes}–${maxNodes ?? minNodes}`,
  );
  const part = (heading: keyof typeof words, { name, details }: typeof egress) =>
    `${words[heading][language]}: ${[say(name), ...details.map(say)].join(", ")}.`;
  return [
    `${platform}, ${region}, ${words.zone[language]} ${zones.join(", ")}.`,
    `${say(network.kind)} ${network.cidr ?? words.existing[language]}.`,
    `${words.nodes[language]}: ${pools.join(", ")}.`,
    part("egress", egress),
    part("ingress", ingress),
    part("sharedStorage", sharedStorage),
    part("objectStorage", objectStorage),
    part("auditLog", auditLog),
    ...(baseline ? [`${words.inside[language]}: ${[...new Set(baseline.components.map(({ component }) => component))].join(", ")}.`] : []),
  ].join(" ");
}
