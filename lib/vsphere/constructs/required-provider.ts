import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { requireProvider } from "../../core/terraform/required-providers";
import { vsphereVersion } from "../config/defaults";

/** Lets the stack of a construct take the provider versions that were tested, unless the stack says another range itself. */
export function requireVsphere(construct: IConstruct): void {
  requireProvider(TerraformStack.of(construct), "vsphere", vsphereVersion);
}
