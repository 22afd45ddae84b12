import { knownAfterApply, plannedAt, type Safeguard } from "../core/reading/guarded";
import type { JsonObject } from "../core/reading/json";
import { type Finding, found } from "./finding";
import { guardedType } from "./guarded-types";
import type { Plan, PlannedChange } from "./plan";
import { isRemoved } from "./removals";

/** Rules that a resource keeps now and would no longer keep. The loss of a whole resource is judged as a removal. */
export function safeguardFindings({ changes }: Plan): Finding[] {
  return changes.flatMap((change) => {
    const { after } = change;
    if (after === undefined || change.fate === "kept" || change.fate === "forgotten") return [];
    const type = guardedType(change.type);
    return (type?.safeguards ?? []).flatMap((safeguard): Finding[] => {
      const before = valuesBefore(change, safeguard);
      if (before === undefined) return [];
      const kept = safeguard.kept(after, before);
      // Most values of a replaced resource are unknown, and its replacement is reported already.
      if (kept === true || (kept === undefined && isRemoved(change))) return [];
      return [
        found(change, type?.kind ?? "cluster", {
          what:
            kept === false
              ? `would WEAKEN ${safeguard.rule}`
              : `CANNOT BE JUDGED on ${safeguard.rule}: it depends on values that are known only after the apply`,
          loss: kept === false ? safeguard.weaker : `perhaps ${safeguard.weaker}`,
          allow: `${change.address}:${safeguard.rule}`,
        }),
      ];
    });
  });
}

/** Values that keep the rule now; undefined where there is no rule to break. */
function valuesBefore({ before, after = {}, fate }: PlannedChange, { kept, appliesTo }: Safeguard): JsonObject | undefined {
  if (before !== undefined && fate !== "abandoned") return kept(before, before) === true ? before : undefined;
  const target = appliesTo === undefined ? undefined : plannedAt(after, appliesTo);
  return typeof target === "string" && target !== "" && target !== knownAfterApply ? {} : undefined;
}
