import type { IConstruct } from "constructs";
import { type PartRules, rejectPart } from "../../core/schema/check";
import { partProblems, type AwsPartProps } from "../config/part";
import { awsSchema } from "../config/schema";
import { requireAws } from "./required-provider";

/**
 * First step of every part's constructor. It refuses invalid props when the part is used alone, and limits the stack to tested provider
 * versions, unless the stack sets its own range.
 */
export function beginPart<View extends object>(part: IConstruct, props: AwsPartProps, rules: PartRules<View> = {}): void {
  rejectPart(part, awsSchema, props, ["name", "region", "permissionsBoundaryArn"], () => partProblems(props), rules);
  requireAws(part);
}
