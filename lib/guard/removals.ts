import type { GuardedType, Whole } from "../core/reading/guarded";
import type { Json, JsonObject } from "../core/reading/json";
import { type Finding, found, keyOf } from "./finding";
import { guardedType, reviewedType } from "./guarded-types";
import type { Plan, PlannedChange } from "./plan";
import { fateOf } from "./reasons";

export const isRemoved = ({ fate }: PlannedChange): boolean => fate === "replaced" || fate === "rolled" || fate === "destroyed";

/** A removed resource with what is lost. */
interface Lost {
  readonly change: PlannedChange;
  readonly type: GuardedType;
  readonly loss: string;
}

/** Losses that can't be undone: a successor that is created first is empty too, so the order doesn't matter. */
export function removals(plan: Plan): Finding[] {
  const changes = [...plan.changes, ...plan.deferred];
  const removed = changes.filter(isRemoved);
  const lost = removed.flatMap((change): Lost[] => {
    const type = guardedType(change.type);
    const loss = typeof type?.loss === "function" ? type.loss(change.before ?? {}, change.address) : type?.loss;
    return type === undefined || loss === undefined ? [] : [{ change, type, loss }];
  });
  return [
    ...lost
      .filter(({ change, type }) => !isCovered(change, type, lost))
      .map(({ change, type, loss }) =>
        found(change, type.kind, {
          what: fateOf(change, plan.drift),
          loss: type.losesNodes === true ? `${nodesGo(plan, clusterOf(change))} with it, ${loss}` : loss,
          allow: keyOf(change),
        }),
      ),
    ...removed
      .filter(({ type }) => reviewedType(type) === undefined)
      .map((change) => found(change, "unreviewed", { what: fateOf(change, plan.drift), loss: unreviewed, allow: keyOf(change) })),
    ...changes.filter(({ fate }) => fate === "abandoned").flatMap(abandoned),
  ];
}

const unreviewed = "guard does not know this type, so it cannot tell what is lost";

/**
 * Whether a resource is a part of another one that is reported. An object that an earlier replacement left behind is never a part and never
 * a whole: it shares names, and sometimes ids, with its successor.
 */
function isCovered({ before = {}, deposed }: PlannedChange, { partOf = [] }: GuardedType, lost: readonly Lost[]): boolean {
  if (deposed !== undefined) return false;
  return partOf.some((whole) =>
    lost.some(({ change }) => change.deposed === undefined && change.type === whole.type && isWhole(whole, before, change.before ?? {})),
  );
}

function isWhole({ attribute, by = "id", within = [], placeOf }: Whole, part: JsonObject, whole: JsonObject): boolean {
  const same = (one: Json | undefined, other: Json | undefined) => typeof one === "string" && one !== "" && one === other;
  const [place, otherPlace] = [placeOf?.(part), placeOf?.(whole)];
  const isSamePlace = place === undefined || otherPlace === undefined || place === otherPlace;
  return same(part[attribute], whole[by]) && within.every((name) => same(part[name], whole[name])) && isSamePlace;
}

/** The old one exists on, and so nothing is lost yet; but everything that uses it is moved to an empty one. */
function abandoned(change: PlannedChange): Finding[] {
  const type = reviewedType(change.type);
  if (type?.kind === "harmless") return [];
  const loss =
    type?.kind === "cluster"
      ? "a new, empty cluster is created, and the old one runs on unmanaged, with its nodes, its volumes and its costs"
      : "a new, empty one is created, and the old one stays unmanaged, with all that it holds";
  const what = "would be LEFT BEHIND: Terraform creates a new one and forgets this one";
  return [found(change, type?.kind ?? "unreviewed", { what, loss, allow: keyOf(change) })];
}

const clusterOf = ({ type, before }: PlannedChange) => before && guardedType(type)?.clusterName?.(before);

function nodesGo({ present }: Plan, cluster: string | undefined): string {
  const nodes = present
    .flatMap(({ type, values, address }) => guardedType(type)?.pools?.(values, address) ?? [])
    .filter((part) => part.cluster === undefined || cluster === undefined || part.cluster === cluster)
    .reduce((sum, part) => sum + (part.nodes ?? 0), 0);
  return nodes > 0 ? `${nodes} nodes go` : "every node goes";
}
