import type { BaselineEvidence, ClusterEvidence } from "../core/reading/evidence";
import { type Fact, partsOf } from "../core/reading/fact";
import type { Subject } from "../core/reading/unaccounted";
import { inBoth, type Text } from "../core/text/text";

export { inBoth, type Text } from "../core/text/text";

/**
 * - `guaranteed`: the code makes it so.
 * - `expected`: designed in, and only a look at the cluster can tell ("to observe").
 * - `failed`: the check will fail.
 * - `waived`: it would fail, and somebody answers for that until a date.
 * - `unknown`: the code can't tell.
 * - `not-applicable`: not about this cluster.
 */
export type Status = "guaranteed" | "expected" | "failed" | "waived" | "unknown" | "not-applicable";

/** Outcomes that may refuse a stack. */
export type FailOn = Extract<Status, "failed" | "unknown">;

/** The answer of a rule: a status, its reason and the facts behind it. */
export interface Outcome {
  readonly status: Status;
  /** Lower case, no full stop. A rule of your own may speak one language. */
  readonly because: Text | string;
  readonly evidence: readonly Fact<unknown>[];
  /** What a user changes to make it pass. */
  readonly fix?: Text | string;
}

/** What a rule may know besides the cluster. */
export interface RuleContext {
  /** The day that the report speaks of. */
  readonly asOf: Date;
}

/** A check or finding: it judges the facts about one cluster. */
export interface Rule {
  /** HCC's own id, for example `multiaz`, or an own one: ours start with `HX-`. */
  readonly id: string;
  readonly title: Text;
  /** BIO2 measures that the check supports, by our own mapping. */
  readonly bio2: readonly string[];
  /** Prop that decides it, in the words that every provider shares: where in a file a finding points to. @default the whole file */
  readonly setting?: string;
  /** What the rule reads. The report says it, so that nobody takes the title for more. */
  readonly examines?: Text;
  /** What the title may suggest, and the rule doesn't look at. */
  readonly overlooks?: Text;
  /** What the rule makes a statement about: an unaccounted part of the app that may change it takes the guarantee away. @default nothing */
  readonly subjects?: readonly Subject[];
  /** Why it can't be waived in production. */
  readonly essential?: Text;
  /** It is about how large the cluster is, which the profile `test` gives up. @default false */
  readonly size?: boolean;
  readonly evaluate: (cluster: ClusterEvidence, context: RuleContext) => Outcome;
}

/** What facts say, without the facts. */
export type Judgement = Omit<Outcome, "evidence">;
const outcome =
  (status: Status) =>
  (because: Text | string, fix?: Text | string): Judgement => ({ status, because, ...(fix !== undefined && { fix }) });

export const guaranteed = outcome("guaranteed");
export const expected = outcome("expected");
export const failed = outcome("failed");
export const unknown = outcome("unknown");

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
    const where = unresolved
      .flatMap(partsOf)
      .filter(({ value }) => value === undefined)
      .map(({ origin }) => `${origin.address}.${origin.attribute}`)
      .join(", ");
    const because = where
      ? { en: `not in the code, or not known before apply: ${where}`, nl: `niet in de code, of pas bij het uitrollen bekend: ${where}` }
      : { en: "nothing to judge", nl: "niets te beoordelen" };
    return { ...unknown(because), evidence: facts };
  }
  const judged = judge(...(facts.map(({ value }) => value) as unknown as Values<Facts>));
  const ignored = judged.status === "guaranteed" && facts.some(({ atCreationOnly }) => atCreationOnly);
  return {
    ...judged,
    ...(ignored && {
      status: "expected" as const,
      because: followed(judged.because, {
        en: " (as made: Terraform doesn't follow later changes)",
        nl: " (zoals gemaakt: Terraform volgt latere wijzigingen niet)",
      }),
    }),
    evidence: facts,
  };
}

/** For what the baseline carries and the user left out, with the reason that was given. */
export function switchedOff({ switchedOff: parts }: BaselineEvidence, name: string): Outcome {
  const reason = parts.find((part) => part.name === name)?.reason;
  const because =
    reason === undefined ? { en: "not installed", nl: "niet geïnstalleerd" } : { en: `switched off: ${reason}`, nl: `uitgezet: ${reason}` };
  return { ...failed(because, { en: `take ${name}.off out`, nl: `haal ${name}.off weg` }), evidence: [] };
}

/** For what the baseline carries: without one in the app nothing is known about it. */
export const noBaseline: Outcome = { ...unknown({ en: "no baseline here", nl: "geen baseline in deze app" }), evidence: [] };

/** A text with another behind it. */
export function followed(text: Text | string, more: Text): Text {
  const { en, nl } = inBoth(text);
  return { en: `${en}${more.en}`, nl: `${nl}${more.nl}` };
}

export const notAVersion = (version: string): Text => ({ en: `"${version}" is not a version`, nl: `"${version}" is geen versie` });
