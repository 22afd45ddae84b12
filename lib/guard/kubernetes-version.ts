import { type Finding, found } from "./finding";
import { guardedType } from "./guarded-types";
import type { Plan } from "./plan";

interface Judged {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** A control plane goes up by one minor at a time, and never down. */
export function versionFindings({ changes }: Plan): Judged {
  const judged = changes.flatMap((change): Judged[] => {
    const version = guardedType(change.type)?.kubernetesVersion;
    const { before, after } = change;
    if (version === undefined || before === undefined || after === undefined || change.fate !== "changed") return [];
    const [asked, next] = [version.asked(before), version.asked(after)];
    const from = version.running?.(before) ?? asked;
    if (next === asked) return [];
    const say = (what: string, loss: string) => [
      { notes: [], findings: [found(change, "cluster", { what, loss, allow: `${change.address}:version` })] },
    ];
    const [older, newer] = [minor(from), minor(next)];
    if (from === undefined) return [];
    if (newer === undefined || older === undefined) {
      return next === undefined && after !== before && asked !== undefined
        ? say("CANNOT BE JUDGED: its Kubernetes version is known only after the apply", "perhaps it is more than one minor away")
        : [];
    }
    const step = newer - older;
    if (step > 1)
      return say(
        `would go ${step} MINORS UP, from Kubernetes ${from} to ${next}`,
        "platforms take one at a time, and what breaks can't be told apart",
      );
    if (step < 0) return say(`would go DOWN, from Kubernetes ${from} to ${next}`, "no platform takes a control plane back");
    return [{ findings: [], notes: step === 1 ? [`Kubernetes goes from ${from} to ${next}`] : [] }];
  });
  return { findings: judged.flatMap(({ findings }) => findings), notes: [...new Set(judged.flatMap(({ notes }) => notes))] };
}

/** 36 for `1.36.2`, also with a provider's own suffix. */
export function minor(version: string | undefined): number | undefined {
  const [, found] = /^v?1\.(\d+)/.exec(version ?? "") ?? [];
  return found === undefined ? undefined : Number(found);
}
