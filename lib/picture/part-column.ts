import type { Architecture } from "../core/reading/architecture";
import { inBoth } from "../core/text/text";
import type { Box } from "./shape";
import { type Span, textBox } from "./text-box";
import { type Language, words } from "./words";

const gap = 12;
const widestGap = 40;
const parts = ["egress", "ingress", "sharedStorage", "objectStorage", "auditLog"] as const;

/** What stands beside the network, one under the other, spread over the height that there is. */
export function partColumn(
  architecture: Architecture,
  span: Span,
  top: number,
  bottom: number,
  language: Language,
): { readonly boxes: readonly Box[]; readonly bottom: number; readonly ingress: number } {
  const made = parts.map((part) => {
    const { name, details } = architecture[part];
    return textBox("part", span, 0, [
      { text: words[part][language], weight: "soft" },
      { text: inBoth(name)[language], weight: "bold" },
      ...details.map((detail) => ({ text: inBoth(detail)[language] })),
    ]);
  });
  const filled = made.reduce((sum, { height }) => sum + height, 0);
  const room = (bottom - top - filled) / (made.length - 1);
  const space = Math.min(Math.max(room, gap), widestGap);
  let y = top;
  const boxes = made.map((box) => {
    const moved = { ...box, y, lines: box.lines.map((line) => ({ ...line, y: line.y + y })) };
    y += box.height + space;
    return moved;
  });
  return { boxes, bottom: y - space, ingress: parts.indexOf("ingress") };
}
