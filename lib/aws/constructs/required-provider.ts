import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { requireProvider } from "../../core/terraform/required-providers";
import { awsVersion } from "../config/defaults";

/** Limits the stack of a construct to the tested provider versions, unless the stack sets its own range. */
export function requireAws(construct: IConstruct): void {
  requireProvider(TerraformStack.of(construct), "aws", awsVersion);
}
