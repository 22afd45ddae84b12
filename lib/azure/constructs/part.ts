import type { IConstruct } from "constructs";
import { type PartRules, rejectPart } from "../../core/schema/check";
import { partProblems, type AzurePartProps } from "../config/part";
import { azureSchema } from "../config/schema";
import { requireAzurerm } from "./required-provider";

/**
 * What every part of a cluster begins with: refuses impossible props when it is used alone, and lets its stack take the provider
 * versions that were tested, unless the stack says another range itself.
 */
export function beginPart<View extends object>(part: IConstruct, props: AzurePartProps, rules: PartRules<View> = {}): void {
  rejectPart(part, azureSchema, props, ["name", "region", "resourceGroupName"], () => partProblems(props), rules);
  requireAzurerm(part);
}
