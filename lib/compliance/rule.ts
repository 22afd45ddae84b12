import type { BaselineEvidence, ClusterEvidence, Fact } from "../core/evidence";

/**
 * - `guaranteed`: the code makes it so.
 * - `expected`: designed in, and only a look at the cluster can tell ("to observe").
 * - `failed`: the check will fail.
 * - `waived`: it would fail, and somebody answers for that until a date.
 * - `unknown`: the code can't tell.
 * - `not-applicable`: not about this cluster.
 */
export type Status = "guaranteed" | "expected" | "failed" | "waived" | "unknown" | "not-applicable";

export interface Outcome {
  readonly status: Status;
  readonly because: string;
  readonly evidence: readonly Fact<unknown>[];
  /** What a user changes to make it pass. */
  readonly fix?: string;
}

/** What a rule may know besides the cluster. */
export interface RuleContext {
  /** The day that the report speaks of. */
  readonly asOf: Date;
}

export interface Rule {
  /** HCC's own id, for example `multiaz`, or an own one: ours start with `HX-`. */
  readonly id: string;
  readonly title: { readonly en: string; readonly nl: string };
  /** BIO2 measures that the check supports, by our own mapping. */
  readonly bio2: readonly string[];
  /** Why it can't be waived in production. */
  readonly essential?: string;
  readonly evaluate: (cluster: ClusterEvidence, context: RuleContext) => Outcome;
}

type Judgement = Omit<Outcome, "evidence">;
type Values<Facts extends readonly Fact<unknown>[]> = {
  readonly [Key in keyof Facts]: Facts[Key] extends Fact<infer Value> ? Value : never;
};

/**
 * Judges facts only when every one is known: a value that Terraform computes can never be a guarantee. Nor can one that Terraform
 * sets once and then ignores: what was guaranteed is then only expected.
 */
export function whenKnown<const Facts extends readonly Fact<unknown>[]>(
  facts: Facts,
  judge: (...values: Values<Facts>) => Judgement,
): Outcome {
  const unresolved = facts.filter(({ value }) => value === undefined);
  if (facts.length === 0 || unresolved.length > 0) {
    const where = unresolved.map(({ origin }) => `${origin.address}.${origin.attribute}`).join(", ");
    return {
      status: "unknown",
      because: where ? `not in the code, or not known before apply: ${where}` : "nothing to judge",
      evidence: facts,
    };
  }
  const judged = judge(...(facts.map(({ value }) => value) as unknown as Values<Facts>));
  const ignored = judged.status === "guaranteed" && facts.some(({ atCreationOnly }) => atCreationOnly);
  return {
    ...judged,
    ...(ignored && { status: "expected" as const, because: `${judged.because} (as made: Terraform ignores later changes)` }),
    evidence: facts,
  };
}

/** For what the baseline carries and the user left out, with the reason that was given. */
export function switchedOff({ switchedOff: parts }: BaselineEvidence, name: string): Outcome {
  const reason = parts.find((part) => part.name === name)?.reason;
  return {
    status: "failed",
    because: reason === undefined ? "not installed" : `switched off: ${reason}`,
    fix: `take ${name}.off out`,
    evidence: [],
  };
}

/** For what the baseline carries: without one in the app nothing is known about it. */
export const noBaseline: Outcome = { status: "unknown", because: "no baseline here", evidence: [] };
