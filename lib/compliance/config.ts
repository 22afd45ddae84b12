import type { IConstruct } from "constructs";
import { type Problem, rejectProblems } from "../core/validation/errors";
import type { Environment } from "../core/reading/evidence";
import { type FailOn, gate } from "./gate";
import { type Profile, profileProblems, useProfile } from "./profile";
import { waive, type Waiver, waiverProblems } from "./waivers";

/** What a cluster file says about its own checks. */
export interface ComplianceConfig {
  /**
   * Outcomes with which the stack is refused: nothing is left that could be applied.
   *
   * @default none: the report says it, and nothing is refused
   */
  readonly failOn?: readonly FailOn[];
  /**
   * `test` gives up the checks that are about size, for a small cluster that isn't production.
   *
   * @default production
   */
  readonly profile?: Profile;
  /** Checks that somebody answers for, until a date. @default none */
  readonly waivers?: readonly Waiver[];
}

/** Refuses with a `ConfigurationError` what a cluster of that environment can't have. */
export function applyCompliance(scope: IConstruct, { failOn, profile, waivers = [] }: ComplianceConfig, environment: Environment): void {
  rejectProblems(scope.node.path, profileProblems(profile, environment));
  if (profile) useProfile(scope, profile);
  if (failOn) gate(scope, failOn);
  for (const waiver of waivers) waive(scope, waiver);
}

export function complianceProblems(
  { profile, waivers = [] }: { readonly profile?: Profile; readonly waivers?: readonly Partial<Waiver>[] },
  environment?: Environment,
): Problem[] {
  return [...profileProblems(profile, environment), ...waiverProblems(waivers, "compliance.waivers")];
}
