export interface Line {
  readonly text: string;
  readonly weight?: "bold" | "soft";
}

/** A rectangle of the picture, in pixels, with the lines of text that are in it from its top. */
export interface Box {
  readonly kind: "region" | "network" | "band" | "zone" | "pool" | "node" | "spare" | "subnet" | "part";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PlacedLine[];
}

export interface PlacedLine extends Line {
  readonly x: number;
  /** Of the baseline of the letters. */
  readonly y: number;
}

/** From the network to a part beside it, or the other way. */
export interface Arrow {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** From back to front. */
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
  /** Beside the marks that they explain. */
  readonly legend: readonly { readonly mark: Box; readonly line: PlacedLine }[];
}
