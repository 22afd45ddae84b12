import type { IConstruct } from "constructs";
import { rejectPart } from "../../core/schema/check";
import { literals } from "../../core/validation/literals";
import { awsRules, type AwsHavenClusterProps } from "../config/cluster";
import type { AwsPartProps } from "../config/part";
import { awsTagProblems } from "../config/tags";
import { requireAws } from "./required-provider";

/**
 * What every part of a cluster begins with: refuses impossible props when it is used alone, and lets its stack take the provider
 * versions that were tested, unless the stack says another range itself.
 *
 * @param under prop of the cluster whose content the part takes
 */
export function beginPart(part: IConstruct, props: AwsPartProps, under?: keyof AwsHavenClusterProps): void {
  rejectPart(part, awsRules, props, under, () => awsTagProblems(literals<AwsPartProps["tags"]>(props.tags)));
  requireAws(part);
}
