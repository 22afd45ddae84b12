import type { Position } from "../core/source/position";
import type { Path } from "../core/text/shown";

/** A value with the place that it was read from. */
export type Source = MapSource | ListSource | ScalarSource | RefusedSource;

export interface MapSource {
  readonly kind: "map";
  readonly at: Position;
  /** First key: where the map is to the eye, and where one adds to it. */
  readonly start: Position;
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: Position;
  readonly value: Source;
}

interface ListSource {
  readonly kind: "list";
  readonly at: Position;
  readonly items: readonly Source[];
}

export interface ScalarSource {
  readonly kind: "scalar";
  readonly at: Position;
  readonly value: string | number | boolean | null;
  /** As it was written: `1.30` where the value is 1.3. */
  readonly written: string;
}

/** What was reported already: there is no value, yet nothing is missing. */
export interface RefusedSource {
  readonly kind: "refused";
  readonly at: Position;
}

/** The data alone. What was refused is left out of maps and undefined in lists, so that indices stay true. */
export function plain(source: Source): unknown {
  switch (source.kind) {
    case "map":
      return Object.fromEntries([...source.entries].flatMap(([key, { value }]) => (value.kind === "refused" ? [] : [[key, plain(value)]])));
    case "list":
      return source.items.map(plain);
    case "scalar":
      return source.value;
    case "refused":
      return undefined;
  }
}

/** Sources from the root down to `path`, as far as it exists. */
export function along(root: Source, path: Path): Source[] {
  const found = [root];
  for (const step of path) {
    const next = child(found.at(-1), step);
    if (next === undefined) break;
    found.push(next);
  }
  return found;
}

export function sourceAt(root: Source, path: Path): Source | undefined {
  const found = along(root, path);
  return found.length === path.length + 1 ? found.at(-1) : undefined;
}

export function entryAt(root: Source, path: Path, key: string): Entry | undefined {
  const parent = sourceAt(root, path);
  return parent?.kind === "map" ? parent.entries.get(key) : undefined;
}

/**
 * Where a person adds what is missing from the map at `path`: in the file that was asked for, as near to that map as it gets.
 * Only an item of an inherited list can't be completed there, since lists replace each other.
 */
export function placeToAdd(root: Source, path: Path): Position {
  const chain = along(root, path);
  const maps = chain.filter((source) => source.kind === "map");
  const inheritedItem = chain.some(({ kind, at }) => kind === "list" && at.file !== root.at.file);
  const map = inheritedItem ? maps.at(-1) : maps.findLast(({ at }) => at.file === root.at.file);
  return map?.start ?? root.at;
}

function child(source: Source | undefined, step: string | number): Source | undefined {
  if (source?.kind === "map" && typeof step === "string") return source.entries.get(step)?.value;
  if (source?.kind === "list" && typeof step === "number") return source.items[step];
  return undefined;
}
