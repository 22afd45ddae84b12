import { guardedBaseline } from "../baseline/guarded";
import { providers } from "../config/providers";
import type { GuardedType } from "../core/reading/guarded";
import { guardedEverywhere } from "./types-of-no-provider";

const types = new Map<string, GuardedType>(
  [guardedEverywhere, guardedBaseline, ...Object.values(providers).map(({ guarded }) => guarded)].flatMap((each) => Object.entries(each)),
);

/** Names with a `*`, the most specific first. */
const patterns = [...types]
  .filter(([name]) => name.includes("*"))
  .sort(([one], [other]) => literal(other) - literal(one))
  .map(([name, type]) => ({ matches: new RegExp(`^${name.replaceAll("*", ".*")}$`), type }));

function literal(name: string): number {
  return name.replaceAll("*", "").length;
}

/** What was decided about a resource type; undefined for a type that nobody has reviewed. */
export function reviewedType(type: string): GuardedType | undefined {
  return types.get(type) ?? patterns.find(({ matches }) => matches.test(type))?.type;
}

/** Rules for a resource type; undefined for a type that needs no protection, or that nobody has reviewed. */
export function guardedType(type: string): GuardedType | undefined {
  const reviewed = reviewedType(type);
  return reviewed?.kind === "harmless" ? undefined : reviewed;
}
