import { KubernetesClusterNodePool } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool";
import { Construct } from "constructs";
import { problemsIn, rejectProblems } from "../core/errors";
import { literals } from "../core/literals";
import { type NodePoolProps, taintText } from "../core/node-pool";
import { zonesOf } from "../core/regions";
import { azureDefaults } from "./defaults";
import { ignoredCount, nodeSettings } from "./node-settings";
import { azurePoolProblems } from "./node-pool-problems";
import { azureRegions, zonesIn } from "./regions";
import type { VersionPolicy } from "./upgrades";

/** How the nodes of a pool are made, whatever runs on them. */
export interface AzureNodeSettings {
  /**
   * Image of the nodes: `ubuntu`, or `azure-linux` with a caveat in the report, since its AppArmor came late (November 2025) and
   * the helper for encrypted NFS is missing.
   *
   * @default ubuntu
   * @haven nodehardening
   */
  readonly operatingSystem?: "ubuntu" | "azure-linux";

  /**
   * Disk of the operating system: managed, or ephemeral on the machine's own disk, which must be larger than `diskSizeGib`.
   *
   * @default managed
   */
  readonly diskType?: "managed" | "ephemeral";
}

/** A pool for applications. */
export interface AzureNodePoolConfig extends NodePoolProps, AzureNodeSettings {
  /** Id of a subnet for this pool alone. @default the network's subnet for nodes */
  readonly subnetId?: string;
}

/** The pool for the platform's own pods; applications stay off it. */
export interface AzureSystemPoolConfig extends AzureNodeSettings {
  /** Size of the machines, at least 4 vCPU and not of the B series. @default Standard_D4ds_v5 */
  readonly machineType?: string;
  /** Least number of nodes, over all zones together. @default 3 @minimum 1 */
  readonly minNodes?: number;
  /** Most nodes, over all zones together. @default 5 @minimum 1 */
  readonly maxNodes?: number;
  /** Zones that the nodes are spread over. @default every zone of the region @haven multiaz */
  readonly zones?: readonly string[];
  /** Size of the operating system's disk, in GiB. @default 128 @minimum 30 */
  readonly diskSizeGib?: number;
  /** Most pods on one node. @default 110 @minimum 30 @maximum 250 */
  readonly maxPods?: number;
}

/** What every pool of a cluster shares. */
export interface AzureNodePoolContext extends VersionPolicy {
  readonly region: string;
  /** Encrypts temporary disks and caches on the host as well. */
  readonly hostEncryption: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

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
  readonly resource: KubernetesClusterNodePool;
  readonly zones: readonly string[];

  constructor(scope: Construct, id: string, props: AzureNodePoolProps) {
    super(scope, id);
    const problems = azurePoolProblems([literals<AzureNodePoolConfig>(props)], zonesOf(azureRegions, props.region));
    rejectProblems(this.node.path, problemsIn("nodePools[0]", problems));
    this.zones = props.zones ?? zonesIn(props.region);
    const taints = [...(props.taints ?? []).map(taintText), ...(props.spot ? [`${spotMark.join("=")}:NoSchedule`] : [])];
    this.resource = new KubernetesClusterNodePool(this, "Resource", {
      ...nodeSettings(props, props),
      kubernetesClusterId: props.clusterId,
      vnetSubnetId: props.subnetId,
      mode: "User",
      osType: "Linux",
      // AKS puts these on spot nodes itself; left out, every plan would show a change.
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
