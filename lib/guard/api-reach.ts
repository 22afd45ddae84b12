import { Address4, Address6 } from "ip-address";
import { isOpenRange } from "../core/addresses/open-range";
import type { ApiReach } from "../core/reading/guarded";
import { type Finding, found } from "./finding";
import { guardedType } from "./guarded-types";
import type { Plan } from "./plan";

const everyone = "everyone";

const together = "ranges that together are (nearly) the whole internet";

/** Ranges that hold (nearly) the whole internet; a public API without ranges is open to everyone. */
function openRanges({ public: isPublic, ranges }: ApiReach): readonly string[] {
  if (isPublic === false || ranges === undefined) return [];
  if (ranges.length === 0) return [everyone];
  const open = ranges.filter((range) => isOpenRange(range) === true);
  return open.length === 0 && areOpenTogether(ranges) ? [together] : open;
}

/** As wide as the narrowest range that `isOpenRange` refuses alone: an IPv4 /7, or an IPv6 /15. */
const widest = { v4: 1n << 25n, v6: 1n << 113n };

/** Whether ranges cover more addresses together than one range may. Addresses in several ranges count once. */
function areOpenTogether(ranges: readonly string[]): boolean {
  const spans = ranges.flatMap((range) => spanOf(range) ?? []);
  const size = (version: Span["version"]) => {
    const sorted = spans.filter((span) => span.version === version).sort((one, other) => (one.start < other.start ? -1 : 1));
    let [covered, end] = [0n, -1n];
    for (const span of sorted) {
      const start = span.start > end ? span.start : end + 1n;
      if (span.end >= start) covered += span.end - start + 1n;
      if (span.end > end) end = span.end;
    }
    return covered;
  };
  return size("v4") > widest.v4 || size("v6") > widest.v6;
}

interface Span {
  readonly version: "v4" | "v6";
  readonly start: bigint;
  readonly end: bigint;
}

function spanOf(range: string): Span | undefined {
  if (isOpenRange(range) === undefined) return undefined;
  const address = range.includes(":") ? new Address6(range) : new Address4(range);
  return {
    version: address instanceof Address6 ? "v6" : "v4",
    start: address.startAddress().bigInt(),
    end: address.endAddress().bigInt(),
  };
}

/** Changes that let others reach the API who could not reach it before. */
export function apiFindings({ changes }: Plan): { readonly findings: readonly Finding[]; readonly notes: readonly string[] } {
  const judged = changes.flatMap((change): { findings: Finding[]; notes: string[] }[] => {
    const type = guardedType(change.type);
    const read = type?.api;
    if (read === undefined || change.after === undefined || change.fate === "kept" || change.fate === "forgotten") return [];
    const after = read(change.after);
    const before = change.before && read(change.before);
    const say = (what: string, loss: string) => [
      { notes: [], findings: [found(change, "cluster", { what, loss, allow: `${change.address}:api` })] },
    ];
    const attacked = "an API that everyone reaches is attacked all day (HX-public-api)";
    const newlyOpen = openRanges(after).filter((range) => !before || !openRanges(before).includes(range));
    if (newlyOpen.length > 0) return say(`would OPEN THE API to ${newlyOpen.join(", ")}`, attacked);
    const unknown = "CANNOT BE JUDGED: the ranges that reach its API are known only after the apply";
    if (before === undefined) {
      // The configuration of a new machine is always unknown; the machines before it showed who reaches the API.
      return after.public !== false && after.ranges === undefined && type?.isMachine !== true ? say(unknown, attacked) : [];
    }
    if (before.public === false && after.public !== false) {
      return say(
        "would OPEN THE API to outside the network",
        `it is then reached from ${after.ranges?.join(", ") ?? "ranges that are known only after the apply"}`,
      );
    }
    if (before.ranges !== undefined && after.public !== false && after.ranges === undefined) return say(unknown, attacked);
    const added = (after.ranges ?? []).filter((range) => before.ranges !== undefined && !before.ranges.includes(range));
    // Not a range of addresses, but for example an identity, which can connect from anywhere.
    const anywhere = added.filter((range) => isOpenRange(range) === undefined);
    if (anywhere.length > 0) return say(`would OPEN THE API to ${anywhere.join(", ")}`, "addresses no longer hold anybody back");
    const closedNow = before.public === true && after.public === false;
    return [{ findings: [], notes: added.length > 0 && !closedNow ? [`the API is also reached from ${added.join(", ")}`] : [] }];
  });
  return { findings: judged.flatMap(({ findings }) => findings), notes: [...new Set(judged.flatMap(({ notes }) => notes))] };
}
