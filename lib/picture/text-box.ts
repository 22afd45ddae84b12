import type { Box, Line } from "./shape";
import { bottomOf, setLines } from "./text-lines";

/** From left to right. */
export interface Span {
  readonly x: number;
  readonly width: number;
}

/** A box that is as high as its text. */
export function textBox(kind: Box["kind"], { x, width }: Span, y: number, lines: readonly Line[], padding = 12, most = 2): Box {
  const placed = setLines(lines, x + padding, y + 6, width - padding * 2, most);
  return { kind, x, y, width, height: bottomOf(placed, y) + 6 - y, lines: placed };
}
