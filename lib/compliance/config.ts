import type { IConstruct } from "constructs";
import type { Problem } from "../core/errors";
import { type FailOn, gate } from "./gate";
import { waive, type Waiver, waiverProblems } from "./waivers";

/** What a cluster file says about its own checks. */
export interface ComplianceConfig {
  /**
   * Outcomes with which the stack is refused: nothing is left that could be applied.
   *
   * @default none: the report says it, and nothing is refused
   */
  readonly failOn?: readonly FailOn[];
  /** Checks that somebody answers for, until a date. @default none */
  readonly waivers?: readonly Waiver[];
}

export function applyCompliance(scope: IConstruct, { failOn, waivers = [] }: ComplianceConfig): void {
  if (failOn) gate(scope, failOn);
  for (const waiver of waivers) waive(scope, waiver);
}

export function complianceProblems({ waivers = [] }: { readonly waivers?: readonly Partial<Waiver>[] }): Problem[] {
  return waiverProblems(waivers, "compliance.waivers");
}
