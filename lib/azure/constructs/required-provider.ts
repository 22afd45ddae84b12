import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { type IAspect, TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { requireProvider } from "../../core/terraform/required-providers";
import { azurermVersion } from "../config/defaults";

/** Lets the stack of a construct take the provider versions that were tested, unless the stack says another range itself. */
export function requireAzurerm(construct: IConstruct): void {
  requireProvider(TerraformStack.of(construct), "azurerm", azurermVersion);
}

/**
 * Tells the stack's azurerm provider not to wait for storage accounts' data: they have no public address, so a runner outside
 * the network would wait until it fails. A provider that says so itself, either way, is left alone.
 */
export class PrivateStorageFeature implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof AzurermProvider)) return;
    const features = node.featuresInput;
    if (Token.isUnresolved(features) || !Array.isArray(features) || features[0]?.storage !== undefined) return;
    node.features = [{ ...features[0], storage: [{ dataPlaneAvailable: false }] }];
  }
}
