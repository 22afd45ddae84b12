import type { IConstruct } from "constructs";
import { type PartRules, rejectPart } from "../../core/schema/check";
import { partProblems, type AwsPartProps } from "../config/part";
import { awsSchema } from "../config/schema";
import { requireAws } from "./required-provider";

/**
 * What every part of a cluster begins with: refuses impossible props when it is used alone, and lets its stack take the provider
 * versions that were tested, unless the stack says another range itself.
 */
export function beginPart<View extends object>(part: IConstruct, props: AwsPartProps, rules: PartRules<View> = {}): void {
  rejectPart(part, awsSchema, props, ["name", "region", "permissionsBoundaryArn"], () => partProblems(props), rules);
  requireAws(part);
}
