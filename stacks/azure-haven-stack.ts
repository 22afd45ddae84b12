import { DataAzurermKubernetesCluster } from "@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { kubernetesAccess } from "../lib/azure/constructs/access";
import { AzureHavenCluster } from "../lib/azure/constructs/haven-cluster";
import type { AzureHavenClusterProps } from "../lib/azure/config/cluster";
import type { HavenBaseline } from "../lib/baseline/haven-baseline";
import { addBaseline } from "./add-baseline";
import { beginStack } from "./begin-stack";
import { writeContract } from "./contract-outputs";
import { rememberFailed } from "../lib/azure/constructs/required-provider";
import { requireTerraform } from "../lib/core/terraform/required-version";
import type { StackProps } from "./stack-props";

/** The configuration of a Haven cluster on Azure, and of its stack. */
export interface AzureHavenStackProps extends AzureHavenClusterProps, StackProps {}

/** A Haven cluster on Azure with its provider, state and outputs: all that `cdktf deploy` needs. */
export class AzureHavenStack extends TerraformStack {
  readonly cluster: AzureHavenCluster;
  readonly baseline: HavenBaseline;

  constructor(scope: Construct, id: string, props: AzureHavenStackProps) {
    super(scope, id);
    beginStack(this, props);
    useAzurerm(this);
    this.cluster = new AzureHavenCluster(this, "cluster", props);
    this.baseline = addBaseline(scope, this, props, this.cluster, (stack) => findCluster(stack, this.cluster));
    writeContract(this, this.cluster, this.baseline.contract);
  }
}

function useAzurerm(stack: TerraformStack): void {
  // `check` blocks came with 1.5; OpenTofu began at 1.6.
  requireTerraform(stack, ">= 1.5");
  // Subscription and login come from ARM_SUBSCRIPTION_ID and the like, since they differ by who runs this.
  const provider = new AzurermProvider(stack, "azurerm", {
    features: [{ storage: [{ dataPlaneAvailable: false }] }],
    storageUseAzuread: true,
    // No more than what is used; the provider's own list registers some seventy.
    resourceProviderRegistrations: "core",
    resourceProvidersToRegister: [
      "Microsoft.ContainerService",
      "Microsoft.OperationalInsights",
      "Microsoft.PolicyInsights",
      "microsoft.insights",
    ],
  });
  rememberFailed(provider);
}

function findCluster(stack: TerraformStack, { cluster: { resource } }: AzureHavenCluster) {
  useAzurerm(stack);
  const found = new DataAzurermKubernetesCluster(stack, "cluster", {
    name: resource.name,
    resourceGroupName: resource.resourceGroupName,
  });
  return kubernetesAccess(found.kubeConfig.get(0));
}
