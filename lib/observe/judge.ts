import type { ObservedResult } from "../compliance/observation";
import type { ClusterReport } from "../compliance/report";
import type { Text } from "../core/text/text";
import type { Read, RunningCluster } from "./running-cluster";

/** What a look at one check showed. */
export type Judged = Required<Omit<ObservedResult, "id" | "label" | "mandatory">>;

/** What is known besides the running cluster. */
export interface ObserveContext {
  /** What was predicted of it. */
  readonly predicted: ClusterReport;
  readonly now: Date;
  /** The day that the version is judged on. */
  readonly asOf: Date;
}

/** Looks at what a check is about; undefined where only HCC can tell. */
export type Judge = (cluster: RunningCluster, context: ObserveContext) => Judged | undefined;

type Values<Reads extends readonly Read<unknown>[]> = {
  readonly [Key in keyof Reads]: Reads[Key] extends Read<infer Value> ? Value : never;
};

/** Judges only when all of it was read. */
export function whenRead<const Reads extends readonly Read<unknown>[]>(
  reads: Reads,
  judge: (...values: Values<Reads>) => Judged | undefined,
): Judged | undefined {
  const refused = refusals(reads);
  if (refused) return { result: "unknown", because: refused, evidence: [] };
  return judge(...(reads.map((read) => "value" in read && read.value) as unknown as Values<Reads>));
}

/**
 * A list that shows nothing unless something is in it: an API that lists no node proves nothing about nodes, neither that all of them are
 * private nor that there are too few.
 */
export function listed<Item>(read: Read<readonly Item[]>, { en, nl }: Text): Read<readonly Item[]> {
  if ("refused" in read || read.value.length > 0) return read;
  return { refused: { en: `the API lists no ${en}`, nl: `de API noemt geen ${nl}` } };
}

export const kinds = {
  nodes: { en: "nodes", nl: "nodes" },
  workloads: { en: "workloads", nl: "workloads" },
  storageClasses: { en: "storage classes", nl: "opslagklassen" },
  namespaces: { en: "namespaces", nl: "namespaces" },
  groups: { en: "groups of the API", nl: "API-groepen" },
} satisfies Readonly<Record<string, Text>>;

/** Why some of it wasn't read; undefined when all was. */
export function refusals(reads: readonly Read<unknown>[]): Text | undefined {
  const reasons = reads.flatMap((read) => ("refused" in read ? [read.refused] : []));
  if (reasons.length === 0) return undefined;
  return { en: reasons.map(({ en }) => en).join("; "), nl: reasons.map(({ nl }) => nl).join("; ") };
}

const most = 5;

/** The first few of a list, and how many more there are. */
export function few(names: readonly string[]): Text {
  const first = names.slice(0, most).join(", ");
  const more = names.length - most;
  return more > 0 ? { en: `${first} and ${more} more`, nl: `${first} en nog ${more}` } : { en: first, nl: first };
}

/** How many there are of each, by name. */
export function tally(values: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const value of [...values].sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** `zone-1 (3), zone-2 (3)`. */
export function tallied(values: readonly string[]): string {
  return Object.entries(tally(values))
    .map(([value, count]) => `${value} (${count})`)
    .join(", ");
}
