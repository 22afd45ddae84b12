import type { Incomplete } from "../../core/validation/incomplete";
import type { IConstruct } from "constructs";
import { type PartRules, rejectPart } from "../../core/schema/check";
import { partProblems, type VspherePartProps } from "../config/part";
import { vsphereSchema } from "../config/schema";
import { requireVsphere } from "./required-provider";

/**
 * What every part of a cluster begins with: refuses impossible props when it is used alone, and lets its stack take the provider
 * versions that were tested, unless the stack says another range itself.
 */
export function beginPart<View extends object>(part: IConstruct, props: object, rules: PartRules<View> = {}): void {
  rejectPart(part, vsphereSchema, props, ["name"], () => partProblems(props as Incomplete<VspherePartProps>), rules);
  requireVsphere(part);
}
