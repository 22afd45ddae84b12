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
 * Makes azurerm write a resource to the state once Azure accepts its creation, rather than once it is complete. A cluster that ends as
 * failed is then replaced by the next apply, or refused where it is protected; otherwise every later apply fails, because the cluster
 * exists and the state doesn't know it.
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm/pull/32318
 */
export function rememberFailed(provider: AzurermProvider): void {
  // The bindings are older than this setting.
  provider.addOverride("features.0.persist_id_on_create_before_polling_for_completion", true);
}

/**
 * Tells the stack's azurerm provider not to wait for storage accounts' data: they have no public address, so a runner outside
 * the network would wait until it fails. A provider with its own setting is left alone.
 */
export class PrivateStorageFeature implements IAspect {
  visit(node: IConstruct): void {
    if (!(node instanceof AzurermProvider)) return;
    const features = node.featuresInput;
    if (Token.isUnresolved(features) || !Array.isArray(features) || features[0]?.storage !== undefined) return;
    node.features = [{ ...features[0], storage: [{ dataPlaneAvailable: false }] }];
  }
}
