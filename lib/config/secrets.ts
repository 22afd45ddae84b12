import { looksLikeSecret } from "../core/text/credentials";
import { secretsHint } from "./credentials";
import { type LocatedProblem, problemAt } from "./located-problem";
import { propertyPaths, type Schema } from "../core/schema/props-schema";
import type { Path } from "../core/text/shown";
import type { MapSource, Source } from "./source";

/** Takes out what is under a key that says that it is secret, unless the schema has that key. */
export function withoutSecrets(root: MapSource, schema: () => Schema, report: (problem: LocatedProblem) => void): MapSource {
  let known: ReadonlyMap<string, unknown> | undefined;
  const clean = (source: Source, path: Path): Source => {
    if (source.kind === "list") return { ...source, items: source.items.map((item, index) => clean(item, [...path, index])) };
    return source.kind === "map" ? cleanMap(source, path) : source;
  };
  const cleanMap = (map: MapSource, path: Path): MapSource => {
    const entries = [...map.entries].map(([key, { key: at, value }]) => {
      const here = [...path, key];
      if (!looksLikeSecret(key) || (known ??= propertyPaths(schema())).has(key))
        return [key, { key: at, value: clean(value, here) }] as const;
      report(problemAt(at, here, "looks like a secret; secrets never go in here", secretsHint));
      return [key, { key: at, value: { kind: "refused", at } }] as const;
    });
    return { ...map, entries: new Map(entries) };
  };
  return cleanMap(root, []);
}
