import type { ApiReach } from "../core/reading/guarded";
import { isOpenRange } from "../core/addresses/open-range";
import { type Finding, found } from "./finding";
import { guardedType } from "./guarded-types";
import type { Plan } from "./plan";

const everyone = "everyone";

/** Ranges that hold (nearly) the whole internet; a public API without ranges is open to everyone. */
function openRanges({ public: isPublic, ranges }: ApiReach): readonly string[] {
  if (isPublic === false || ranges === undefined) return [];
  return ranges.length === 0 ? [everyone] : ranges.filter((range) => isOpenRange(range) === true);
}

/** Who would reach the API that didn't before. */
export function apiFindings({ changes }: Plan): { readonly findings: readonly Finding[]; readonly notes: readonly string[] } {
  const judged = changes.flatMap((change): { findings: Finding[]; notes: string[] }[] => {
    const read = guardedType(change.type)?.api;
    if (read === undefined || change.after === undefined || change.fate === "kept" || change.fate === "forgotten") return [];
    const after = read(change.after);
    const before = change.before && read(change.before);
    const say = (what: string, loss: string) => [
      { notes: [], findings: [found(change, "cluster", { what, loss, allow: `${change.address}:api` })] },
    ];
    const attacked = "an API that everyone reaches is attacked all day (HX-public-api)";
    const newlyOpen = openRanges(after).filter((range) => !before || !openRanges(before).includes(range));
    if (newlyOpen.length > 0) return say(`would OPEN THE API to ${newlyOpen.join(", ")}`, attacked);
    if (before === undefined) return [];
    if (before.public === false && after.public !== false) {
      return say(
        "would OPEN THE API to outside the network",
        `it is then reached from ${after.ranges?.join(", ") ?? "ranges that can't be told before the apply"}`,
      );
    }
    if (before.ranges !== undefined && after.public !== false && after.ranges === undefined) {
      return say("has ranges before its API that are known only after the apply", attacked);
    }
    const added = (after.ranges ?? []).filter((range) => before.ranges !== undefined && !before.ranges.includes(range));
    // Not a range of addresses: whoever something else lets in, from anywhere.
    const anywhere = added.filter((range) => isOpenRange(range) === undefined);
    if (anywhere.length > 0) return say(`would OPEN THE API to ${anywhere.join(", ")}`, "addresses no longer hold anybody back");
    const closedNow = before.public === true && after.public === false;
    return [{ findings: [], notes: added.length > 0 && !closedNow ? [`the API is also reached from ${added.join(", ")}`] : [] }];
  });
  return { findings: judged.flatMap(({ findings }) => findings), notes: [...new Set(judged.flatMap(({ notes }) => notes))] };
}
