import { DataAzurermKubernetesCluster } from "@cdktf/provider-azurerm/lib/data-azurerm-kubernetes-cluster";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { kubernetesAccess } from "../lib/azure/access";
import { AzureHavenCluster, type AzureHavenClusterProps } from "../lib/azure/haven-cluster";
import type { BaselineConfig, BaselinePlacement } from "../lib/baseline/config";
import { HavenBaseline } from "../lib/baseline/haven-baseline";
import { applyCompliance, type ComplianceConfig } from "../lib/compliance/config";
import type { Backend } from "../lib/core/backend";
import { useBackend } from "./backend";
import { writeContract } from "./contract-outputs";

export interface AzureHavenStackProps extends AzureHavenClusterProps, BaselineConfig {
  /** Where Terraform keeps its state. @default a local file, which only one person can work with */
  readonly backend?: Backend;

  /** Where what runs inside the cluster is kept. @default in the same stack */
  readonly baseline?: BaselinePlacement;

  /** Which outcomes of the prediction refuse this stack, and who answers for deviations. @default nothing is refused */
  readonly compliance?: ComplianceConfig;
}

/** A Haven cluster on Azure with its provider, state and outputs: all that `cdktf deploy` needs. */
export class AzureHavenStack extends TerraformStack {
  readonly cluster: AzureHavenCluster;
  readonly baseline: HavenBaseline;

  constructor(scope: Construct, id: string, props: AzureHavenStackProps) {
    super(scope, id);
    useBackend(this, props.backend);
    applyCompliance(this, props.compliance ?? {});
    useAzurerm(this);
    this.cluster = new AzureHavenCluster(this, "cluster", props);
    this.baseline =
      props.baseline?.placement === "separate"
        ? separateBaseline(scope, `${id}-baseline`, props, this.cluster)
        : new HavenBaseline(this, "baseline", { ...props, cluster: this.cluster });
    writeContract(this, this.cluster, this.baseline.contract);
  }
}

function useAzurerm(stack: TerraformStack): void {
  // Subscription and login come from ARM_SUBSCRIPTION_ID and the like, since they differ by who runs this.
  new AzurermProvider(stack, "azurerm", {
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
}

/** A second stack that finds the cluster by its name, so that nothing but names and ids crosses from the first. */
function separateBaseline(scope: Construct, id: string, props: AzureHavenStackProps, cluster: AzureHavenCluster): HavenBaseline {
  const stack = new TerraformStack(scope, id);
  useBackend(stack, props.backend);
  useAzurerm(stack);
  const found = new DataAzurermKubernetesCluster(stack, "cluster", {
    name: cluster.cluster.resource.name,
    resourceGroupName: cluster.cluster.resource.resourceGroupName,
  });
  return new HavenBaseline(stack, "baseline", {
    ...props,
    cluster,
    kubernetesAccess: kubernetesAccess(found.kubeConfig.get(0)),
  });
}
