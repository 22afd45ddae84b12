import { TerraformProvider, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { requireProvider } from "../../core/terraform/required-providers";

/**
 * Versions of siderolabs/talos that the schemas here were read from, and the tests ran against. Not 0.12: built for Talos 1.14, it no longer
 * tells whether a configuration takes a restart, and would restart every worker at once.
 */
export const talosProviderVersion = "~> 0.11.0";

const source = "siderolabs/talos";

/** The provider of Talos Linux. It has no settings: each resource says which machine it talks to. */
export class TalosProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      terraformResourceType: "talos",
      terraformGeneratorMetadata: { providerName: "talos", providerVersionConstraint: talosProviderVersion },
      terraformProviderSource: source,
    });
  }
}

/** Metadata of every resource of the provider. A generated binding would need Terraform's registry. */
export function talosMetadata(terraformResourceType: string) {
  return { terraformResourceType, terraformGeneratorMetadata: { providerName: "talos", providerVersionConstraint: talosProviderVersion } };
}

/** Lets the stack of a construct take the provider versions that were tested, unless the stack says another range itself. */
export function requireTalos(construct: IConstruct): void {
  requireProvider(TerraformStack.of(construct), "talos", talosProviderVersion);
}
