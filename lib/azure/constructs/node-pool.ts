import { KubernetesClusterNodePool } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool";
import { Construct } from "constructs";
import { taintText } from "../../core/cluster/node-pool";
import { zonesOf } from "../../core/cluster/regions";
import { rejectPool } from "../../core/schema/check";
import { azureDefaults } from "../config/defaults";
import { type AzureNodePoolConfig, azurePoolProblems } from "../config/node-pool";
import { azureRegions, zonesIn } from "../config/regions";
import { azureSchema } from "../config/schema";
import { sysctlConfig } from "../config/sysctls";
import { type AzureNodePoolContext, ignoredCount, nodeSettings } from "./node-settings";

/** Settings of a node pool, and the cluster that it is in. */
export interface AzureNodePoolProps extends AzureNodePoolConfig, AzureNodePoolContext {
  readonly clusterId: string;
  readonly subnetId: string;
}

/**
 * Nodes for applications, spread over the zones of the region.
 *
 * @haven multiaz
 * @haven haworkers
 * @haven nodehardening
 * @haven privatenetworking
 */
export class AzureNodePool extends Construct {
  readonly name: string;
  readonly resource: KubernetesClusterNodePool;
  readonly zones: readonly string[];

  constructor(scope: Construct, id: string, props: AzureNodePoolProps) {
    super(scope, id);
    rejectPool<AzureNodePoolConfig>(this, azureSchema, props, (pools) => azurePoolProblems(pools, zonesOf(azureRegions, props.region)));
    this.name = props.name;
    this.zones = props.zones ?? zonesIn(props.region);
    const taints = [...(props.taints ?? []).map(taintText), ...(props.spot ? [`${spotMark.join("=")}:NoSchedule`] : [])];
    const sysctls = sysctlConfig(props.sysctls);
    this.resource = new KubernetesClusterNodePool(this, "Resource", {
      ...nodeSettings(props, props),
      kubernetesClusterId: props.clusterId,
      vnetSubnetId: props.subnetId,
      mode: "User",
      osType: "Linux",
      ...(sysctls && { linuxOsConfig: { sysctlConfig: sysctls } }),
      // AKS sets these on spot nodes itself; without them every plan would show a change.
      nodeLabels: { ...props.labels, ...(props.spot && { [spotMark[0]]: spotMark[1] }) },
      nodeTaints: taints.length > 0 ? taints : undefined,
      ...(props.spot
        ? { priority: "Spot", evictionPolicy: "Delete", spotMaxPrice: -1 }
        : // AKS refuses upgrade settings on spot pools.
          { upgradeSettings: azureDefaults.upgradeSettings }),
      lifecycle: { ignoreChanges: ignoredCount(props) },
    });
  }
}

const spotMark = ["kubernetes.azure.com/scalesetpriority", "spot"] as const;
