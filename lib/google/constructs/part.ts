import type { IConstruct } from "constructs";
import { type PartRules, rejectPart } from "../../core/schema/check";
import { partProblems, type GooglePartProps } from "../config/part";
import { googleSchema } from "../config/schema";
import { requireGoogle } from "./required-provider";

/**
 * What every part of a cluster begins with: refuses impossible props when it is used alone, and lets its stack take the provider
 * versions that were tested, unless the stack says another range itself.
 */
export function beginPart<View extends object>(part: IConstruct, props: GooglePartProps, rules: PartRules<View> = {}): void {
  rejectPart(part, googleSchema, props, ["name", "region", "projectId"], () => partProblems(props), rules);
  requireGoogle(part);
}
