import { apiFindings } from "./api-reach";
import { driftNotes } from "./drift";
import { type Finding, keyOf } from "./finding";
import { guardedType } from "./guarded-types";
import { versionFindings } from "./kubernetes-version";
import type { Fate, Plan, PlannedChange } from "./plan";
import { poolVersionFindings } from "./pool-versions";
import { poolFindings } from "./pools";
import { rangeFindings } from "./ranges";
import { isRemoved, removals } from "./removals";
import { safeguardFindings } from "./safeguards";

/** Judgement of a plan. */
export interface PlanJudgement {
  readonly verdict: "ok" | "refused";
  /** Harm that no `--allow` allows. */
  readonly findings: readonly Finding[];
  readonly allowed: readonly Finding[];
  /** Every `--allow` that matches no finding. */
  readonly unusedAllows: readonly string[];
  /** Remarks that are no reason to refuse. */
  readonly notes: readonly string[];
  readonly counts: Readonly<Record<Exclude<Fate, "kept">, number>>;
  /** Resources that the plan replaces or destroys beside the findings. */
  readonly alsoGone: readonly string[];
  readonly errored: boolean;
  readonly complete: boolean;
}

export function judge(plan: Plan, allows: readonly string[] = []): PlanJudgement {
  const [pools, versions, poolVersions, api] = [poolFindings(plan), versionFindings(plan), poolVersionFindings(plan), apiFindings(plan)];
  const all = [
    ...removals(plan),
    ...pools.findings,
    ...api.findings,
    ...versions.findings,
    ...poolVersions.findings,
    ...rangeFindings(plan),
    ...safeguardFindings(plan),
    ...unplanned(plan),
  ].sort((one, other) => weights.indexOf(one.kind) - weights.indexOf(other.kind));
  const isAllowed = ({ allow }: Finding) => allow !== undefined && allows.includes(allow);
  const findings = all.filter((finding) => !isAllowed(finding));
  const allowed = all.filter(isAllowed);
  const upgrades = versions.findings.length + versions.notes.length > 0;
  // The check of the version asks for an upgrade, and this plan is that upgrade.
  const checks = plan.failedChecks.filter((message) => !(upgrades && message.includes("HAVEN_UPGRADE")));
  const told = new Set(all.map(({ address }) => address));
  return {
    verdict: findings.length === 0 ? "ok" : "refused",
    findings,
    allowed,
    unusedAllows: allows.filter((allow) => !allowed.some((finding) => finding.allow === allow)),
    notes: [...versions.notes, ...poolVersions.notes, ...pools.notes, ...api.notes, ...driftNotes(plan), ...otherNotes(plan), ...checks],
    counts: count(plan.changes),
    alsoGone: plan.changes.filter((change) => isRemoved(change) && !told.has(change.address)).map(keyOf),
    errored: plan.errored,
    complete: plan.complete,
  };
}

/** The most serious kind first. */
const weights: readonly Finding["kind"][] = [
  "plan",
  "cluster",
  "node pool",
  "data",
  "audit log",
  "key",
  "network",
  "dns",
  "group",
  "unreviewed",
];

function count(changes: readonly PlannedChange[]): PlanJudgement["counts"] {
  const counts = { changed: 0, made: 0, replaced: 0, rolled: 0, destroyed: 0, forgotten: 0, abandoned: 0 };
  for (const { fate } of changes) if (fate !== "kept") counts[fate] += 1;
  return counts;
}

/** A plan that ended with an error is incomplete: it may leave out the worst change. */
function unplanned({ errored, changes, present }: Plan): Finding[] {
  if (!errored) return [];
  const planned = new Set(changes.flatMap(({ address, previousAddress = address }) => [address, previousAddress]));
  const missing = present
    .filter(({ address, type }) => !planned.has(address) && guardedType(type)?.kind === "cluster")
    .map(({ address }) => address);
  const rest = missing.length > 0 ? `; it says nothing of ${missing.join(", ")}` : "";
  return [
    {
      address: "the plan",
      kind: "plan",
      what: "is NOT WHOLE: Terraform stopped with an error",
      loss: `what stands in it was judged${rest}`,
      hint: "mend what Terraform names, and plan again; a plan with an error can't be applied",
    },
  ];
}

function otherNotes({ changes, complete, errored, deferred }: Plan): string[] {
  const forgotten = changes.filter(({ fate, type }) => fate === "forgotten" && guardedType(type) !== undefined);
  return [
    ...forgotten.map(({ address }) => `${address} stays, and Terraform forgets it: nobody manages it from then on`),
    ...(deferred.length > 0 ? [`Terraform puts off ${deferred.length} resources: plan again after the apply`] : []),
    ...(complete || errored ? [] : ["the plan is a part (-target, or something put off): the rest was not judged"]),
  ];
}
