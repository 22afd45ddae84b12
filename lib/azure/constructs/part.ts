import type { IConstruct } from "constructs";
import { rejectPart } from "../../core/schema/check";
import { literals } from "../../core/validation/literals";
import { type AzureHavenClusterProps, azureRules } from "../config/cluster";
import type { AzurePartProps } from "../config/part";
import { azureTagProblems } from "../config/tags";
import { requireAzurerm } from "./required-provider";

/**
 * What every part of a cluster begins with: refuses impossible props when it is used alone, and lets its stack take the provider
 * versions that were tested, unless the stack says another range itself.
 *
 * @param under prop of the cluster whose content the part takes
 */
export function beginPart(part: IConstruct, props: AzurePartProps, under?: keyof AzureHavenClusterProps): void {
  rejectPart(part, azureRules, props, under, () => azureTagProblems(literals<AzurePartProps["tags"]>(props.tags)));
  requireAzurerm(part);
}
