import type { Line, PlacedLine } from "./shape";

/** Pixels; text that is set no wider than this is legible and stays in its box in every common font. */
export const lineHeight = 17;

// The widest of the fonts that browsers fall back to, DejaVu Sans: 0.61 em on average, 0.7 em in bold.
const regular = 13 * 0.61;
const bold = 13 * 0.7;

export function widthOf({ text, weight }: Line): number {
  return Array.from(text).length * (weight === "bold" ? bold : regular);
}

/** Breaks a line into as many as are needed, between words where it can; at most `most`, of which the last then ends in an ellipsis. */
function wrapped(line: Line, width: number, most = 2): readonly Line[] {
  const { text, weight } = line;
  const perLine = Math.max(1, Math.floor(width / (weight === "bold" ? bold : regular)));
  if (text.length <= perLine) return [line];
  const lines: string[] = [];
  for (const word of text.split(/\s+/).flatMap((part) => pieces(part, perLine))) {
    const last = lines.at(-1);
    if (last !== undefined && Array.from(last).length + 1 + Array.from(word).length <= perLine) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, most);
  const cut = kept.at(-1);
  if (lines.length > most && cut !== undefined)
    kept[most - 1] = `${Array.from(cut)
      .slice(0, perLine - 1)
      .join("")}…`;
  return kept.map((part) => ({ text: part, ...(weight && { weight }) }));
}

/** A word that is longer than a line, in parts; letters stay whole. */
function pieces(word: string, length: number): readonly string[] {
  const letters = Array.from(word);
  return Array.from({ length: Math.ceil(letters.length / length) }, (_, index) =>
    letters.slice(index * length, (index + 1) * length).join(""),
  );
}

/** Lines from the top of a box, broken where they are too wide. */
export function setLines(lines: readonly Line[], x: number, top: number, width: number, most = 2): readonly PlacedLine[] {
  const placed: PlacedLine[] = [];
  for (const line of lines) {
    for (const { text, weight } of wrapped(line, width, most)) {
      const y = top + 13 + placed.length * lineHeight;
      // Not spread into one another: a fleet's pictures have tens of thousands of lines.
      placed.push(weight === undefined ? { text, x, y } : { text, weight, x, y });
    }
  }
  return placed;
}

/** Under the last line, with what hangs below its letters; `top` without one. */
export function bottomOf(lines: readonly PlacedLine[], top: number): number {
  return (lines.at(-1)?.y ?? top) + 4;
}
