import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import type { TerraformStack } from "cdktf";
import { AzureHavenCluster, type AzureHavenClusterProps } from "../../lib/azure";
import { synthesize } from "../../lib/testing";
import { azureProps } from "./azure-props";

/** A stack with one cluster; `change` gets it before the synth, for overrides. */
export function azureCluster(
  props: Partial<AzureHavenClusterProps> = {},
  change: (cluster: AzureHavenCluster, stack: TerraformStack) => void = () => {},
) {
  return synthesize((stack) => {
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    change(new AzureHavenCluster(stack, "cluster", azureProps(props)), stack);
  });
}
