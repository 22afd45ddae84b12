import { type Finding, found } from "./finding";
import { guardedType } from "./guarded-types";
import type { Plan } from "./plan";

/** Ranges that an existing network or subnet would lose: platforms refuse that, or cut off everything with an address there. */
export function rangeFindings({ changes }: Plan): Finding[] {
  return changes.flatMap((change) => {
    const { before, after, fate } = change;
    const type = guardedType(change.type);
    if (before === undefined || after === undefined || fate !== "changed" || type?.ranges === undefined) return [];
    const next = type.ranges(after);
    const lost = (type.ranges(before) ?? []).filter((range) => next?.includes(range) !== true);
    if (lost.length === 0) return [];
    const what =
      next === undefined ? "CANNOT BE JUDGED: its ranges are known only after the apply" : `would LOSE THE RANGE ${lost.join(", ")}`;
    const loss = "platforms refuse it while something has an address there; only a new cluster can have other ranges";
    return [found(change, type.kind, { what, loss, allow: `${change.address}:ranges` })];
  });
}
