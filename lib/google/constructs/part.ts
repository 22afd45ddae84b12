import type { IConstruct } from "constructs";
import { rejectPart } from "../../core/schema/check";
import { literals } from "../../core/validation/literals";
import { type GoogleHavenClusterProps, googleRules } from "../config/cluster";
import type { GooglePartProps } from "../config/part";
import { googleTagProblems } from "../config/tags";
import { requireGoogle } from "./required-provider";

/**
 * What every part of a cluster begins with: refuses impossible props when it is used alone, and lets its stack take the provider
 * versions that were tested, unless the stack says another range itself.
 *
 * @param under prop of the cluster whose content the part takes
 */
export function beginPart(part: IConstruct, props: GooglePartProps, under?: keyof GoogleHavenClusterProps): void {
  rejectPart(part, googleRules, props, under, () => googleTagProblems(literals<GooglePartProps["tags"]>(props.tags)));
  requireGoogle(part);
}
