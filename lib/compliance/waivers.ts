import type { IConstruct } from "constructs";
import { isDay } from "../core/validation/days";
import { type Problem, rejectProblems } from "../core/validation/errors";
import type { Rule } from "./rule";
import { rules } from "./rules";
import type { Reason } from "../core/cluster/reason";
import { wholeProblems } from "../core/schema/check";

/** Somebody answers for a check that would fail, until a date. */
export interface Waiver {
  /** Id of the check, for example `multiaz` or `HX-remote-backend`. */
  readonly check: string;
  /** Why it is acceptable. */
  readonly reason: Reason;
  /**
   * Who answers for it.
   *
   * @pattern \S
   * @form the name of who answers for it
   */
  readonly owner: string;
  /** Last day, as `2027-03-01`; after it the check counts as failed. @pattern ^\d{4}-\d{2}-\d{2}$ */
  readonly until: string;
  /** Where it was decided. @default none */
  readonly ticket?: string;
}

const metadata = "haven-cdktf:waiver";

/**
 * Accepts a check that would fail, for all clusters below `scope`; of several for one check the nearest to the cluster counts.
 *
 * Refuses a waiver that says too little with a `ConfigurationError`.
 *
 * @param own rules of your own that the waiver may name
 */
export function waive(scope: IConstruct, waiver: Waiver, own: readonly Rule[] = []): void {
  const ids = own.map(({ id }) => id);
  const rules = {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- waivers of a cluster file are checked already
    schema: () => require("./generated/props") as typeof import("./generated/props"),
    problems: ({ waivers = [] }: { readonly waivers?: readonly Partial<Waiver>[] }) => waiverProblems(waivers, "waivers", ids),
  };
  const problems = wholeProblems(rules, { waivers: [waiver] }).map((problem) =>
    problem.path.endsWith(".check") ? { ...problem, hint: "rules of your own go into waive's third argument" } : problem,
  );
  rejectProblems(scope.node.path || "app", problems);
  addWaiver(scope, waiver);
}

/** The same for a waiver that was checked. */
export function addWaiver(scope: IConstruct, waiver: Waiver): void {
  scope.node.addMetadata(metadata, waiver);
}

/** The waivers that hold for a construct, nearest first. */
export function waiversOf(construct: IConstruct): readonly Waiver[] {
  return construct.node.scopes
    .reverse()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === metadata).map(({ data }) => data as Waiver));
}

/** What is wrong with waivers of `path`, whose checks may be of a supplier's `own` rules too. */
export function waiverProblems(waivers: readonly Partial<Waiver>[], path: string, own: readonly string[] = []): Problem[] {
  const known = [...rules.map(({ id }) => id), ...own];
  return waivers.flatMap(({ check, until }, index) => {
    const at = (key: string) => `${path}[${index}].${key}`;
    return [
      ...(check === undefined || known.includes(check)
        ? []
        : [{ path: at("check"), message: `"${check}" is not a check; there are ${known.join(", ")}` }]),
      ...(until === undefined || isDay(until) ? [] : [{ path: at("until"), message: `"${until}" is not a day such as 2027-03-01` }]),
    ];
  });
}
