import type { Json } from "../core/reading/json";
import { type Finding, found, keyOf } from "./finding";
import { guardedType } from "./guarded-types";
import type { Plan, PlannedChange } from "./plan";
import { fateOf } from "./reasons";

export const isRemoved = ({ fate }: PlannedChange): boolean => fate === "replaced" || fate === "rolled" || fate === "destroyed";

/** What can't be made again: a successor that comes first is empty too, so the order doesn't matter. */
export function removals(plan: Plan): Finding[] {
  const nodes = countNodes(plan);
  const removed = [...plan.changes, ...plan.deferred].filter(isRemoved);
  const names = new Set(removed.filter(({ type }) => lossOf(type)).flatMap(({ before = {} }) => [before.id, before.name].filter(isName)));
  return removed.flatMap((change) => {
    const type = guardedType(change.type);
    const loss = typeof type?.loss === "function" ? type.loss(change.before ?? {}, change.address) : type?.loss;
    if (type === undefined || loss === undefined) return [];
    const whole = type.partOf === undefined ? undefined : change.before?.[type.partOf];
    if (isName(whole) && names.has(whole)) return [];
    const counted = type.kind === "cluster" && nodes > 0 ? loss.replace(/^every node goes/, `${nodes} nodes go`) : loss;
    return [found(change, type.kind, { what: fateOf(change, plan.drift), loss: counted, allow: keyOf(change) })];
  });
}

const lossOf = (type: string) => guardedType(type)?.loss !== undefined && guardedType(type)?.partOf === undefined;
const isName = (value: Json | undefined) => typeof value === "string" && value !== "";

function countNodes({ present }: Plan): number {
  return present
    .flatMap(({ type, values, address }) => guardedType(type)?.pools?.(values, address) ?? [])
    .reduce((sum, { nodes = 0 }) => sum + nodes, 0);
}
