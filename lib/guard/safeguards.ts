import { type Finding, found } from "./finding";
import { guardedType } from "./guarded-types";
import type { Plan } from "./plan";

/** Rules that a resource keeps now and wouldn't any more. What goes as a whole is judged as a removal. */
export function safeguardFindings({ changes }: Plan): Finding[] {
  return changes.flatMap((change) => {
    const { before, after, fate } = change;
    if (before === undefined || after === undefined || fate === "kept" || fate === "forgotten") return [];
    const type = guardedType(change.type);
    return (type?.safeguards ?? [])
      .filter(({ kept }) => kept(before) === true && kept(after) !== true)
      .map(({ rule, weaker, kept }) =>
        found(change, type?.kind ?? "cluster", {
          what: `would ${kept(after) === false ? "WEAKEN" : "perhaps WEAKEN"} ${rule}`,
          loss: weaker,
          allow: `${change.address}:${rule}`,
        }),
      );
  });
}
