import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { requireProvider } from "../../core/terraform/required-providers";
import { googleVersion } from "../config/defaults";

/** Lets the stack of a construct take the provider versions that were tested, unless the stack says another range itself. */
export function requireGoogle(construct: IConstruct): void {
  requireProvider(TerraformStack.of(construct), "google", googleVersion);
}
