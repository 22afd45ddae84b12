import type { IConstruct } from "constructs";
import type { Problem } from "../core/validation/errors";
import type { Environment } from "../core/cluster/environment";
import { gate } from "./gate";
import { type Profile, profileProblems, useProfile } from "./profile";
import type { FailOn } from "./rule";
import { addWaiver, type Waiver, waiverProblems } from "./waivers";

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

/** Sets what a checked configuration asks for on all clusters below `scope`. */
export function applyCompliance(scope: IConstruct, { failOn, profile, waivers = [] }: ComplianceConfig): void {
  if (profile) useProfile(scope, profile);
  if (failOn) gate(scope, failOn);
  for (const waiver of waivers) addWaiver(scope, waiver);
}

export function complianceProblems(
  { profile, waivers = [] }: { readonly profile?: Profile; readonly waivers?: readonly Partial<Waiver>[] },
  environment?: Environment,
): Problem[] {
  return [...profileProblems(profile, environment), ...waiverProblems(waivers, "compliance.waivers")];
}
