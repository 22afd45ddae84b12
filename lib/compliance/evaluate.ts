import type { ClusterEvidence } from "../core/reading/evidence";
import { followed, type Outcome, type Rule, type RuleContext, type Status, type Text } from "./rule";
import type { Profile } from "./profile";
import type { Waiver } from "./waivers";

/** The outcome of one rule for one cluster, after waivers. */
export interface Evaluated extends Outcome {
  readonly rule: Rule;
  /** The waiver for this check, whether it holds or not. */
  readonly waiver?: Waiver;
  readonly waiverState?: "used" | "unused" | "expired" | "refused";
}

interface EvaluationContext extends RuleContext {
  /** @default production */
  readonly profile?: Profile;
}

/** Judges one cluster by every rule, and lets waivers and the profile act on what came out: a rule never knows that it was waived. */
export function evaluate(
  cluster: ClusterEvidence,
  waivers: readonly Waiver[],
  rules: readonly Rule[],
  context: EvaluationContext,
): readonly Evaluated[] {
  return rules.map((rule) => {
    const outcome = accountedFor(rule, rule.evaluate(cluster, context), cluster);
    const waiver = waivers.find(({ check }) => check === rule.id);
    const judged = waiver ? { rule, ...waived(rule, outcome, waiver, cluster, context) } : { rule, ...outcome };
    return isGivenUp(judged, cluster, context) ? { ...judged, status: "waived", because: followed(judged.because, givenUp) } : judged;
  });
}

/** Parts that one sentence names. */
const namedParts = 8;

/** A guarantee holds only when everything in the app that may contradict it was judged. */
function accountedFor({ subjects = [] }: Rule, outcome: Outcome, { unaccounted }: ClusterEvidence): Outcome {
  if (outcome.status !== "guaranteed") return outcome;
  const open = unaccounted.filter((part) => part.subjects.some((subject) => subjects.includes(subject)));
  if (open.length === 0) return outcome;
  const more = open.length - namedParts;
  const list = (language: "en" | "nl") =>
    open
      .slice(0, namedParts)
      .map(({ origin, because }) => `${origin.address}: ${because[language]}`)
      .join("; ");
  return {
    ...outcome,
    status: open.some(({ leaves }) => leaves === "unknown") ? "unknown" : "expected",
    because: followed(outcome.because, {
      en: `, but not accounted for: ${list("en")}${more > 0 ? `, and ${more} more` : ""}`,
      nl: `, maar niet beoordeeld: ${list("nl")}${more > 0 ? `, en nog ${more}` : ""}`,
    }),
  };
}

function waived(
  rule: Rule,
  outcome: Outcome,
  waiver: Waiver,
  { cluster }: ClusterEvidence,
  { asOf }: RuleContext,
): Omit<Evaluated, "rule"> {
  const { owner, until, reason } = waiver;
  const noted = (status: Status, waiverState: NonNullable<Evaluated["waiverState"]>, more: Text) => ({
    ...outcome,
    status,
    because: followed(outcome.because, more),
    waiver,
    waiverState,
  });
  if (outcome.status !== "failed" && outcome.status !== "unknown") return { ...outcome, waiver, waiverState: "unused" };
  if (rule.essential !== undefined && cluster.environment === "production") {
    return noted(outcome.status, "refused", {
      en: `; can't be waived in production: ${rule.essential.en}`,
      nl: `; in productie is geen ontheffing mogelijk: ${rule.essential.nl}`,
    });
  }
  // The last day itself still counts.
  return Date.parse(until) + 86_400_000 <= asOf.getTime()
    ? noted("failed", "expired", {
        en: `; the waiver of ${owner} ended on ${until}`,
        nl: `; de ontheffing van ${owner} liep af op ${until}`,
      })
    : noted("waived", "used", {
        en: `; accepted by ${owner} until ${until}: ${reason}`,
        nl: `; aanvaard door ${owner} tot en met ${until}: ${reason}`,
      });
}

const givenUp: Text = { en: "; given up by profile test", nl: "; opgegeven met profiel test" };

/** A waiver says who answers for it and until when, so it goes before the profile, an expired one too. */
function isGivenUp({ rule, status, waiver }: Evaluated, { cluster }: ClusterEvidence, { profile }: EvaluationContext): boolean {
  const open = status === "failed" || status === "unknown";
  return open && profile === "test" && rule.size === true && waiver === undefined && cluster.environment !== "production";
}
