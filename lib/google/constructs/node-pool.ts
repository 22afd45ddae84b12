import { ContainerNodePool } from "@cdktf/provider-google/lib/container-node-pool";
import { Construct } from "constructs";
import { zonesOf } from "../../core/cluster/regions";
import { rejectPool } from "../../core/schema/check";
import { googleDefaults } from "../config/defaults";
import { type GoogleNodePoolConfig, googlePoolProblems, type ZoneBounds, zoneBounds } from "../config/node-pool";
import { googleRegions, zonesIn } from "../config/regions";
import { googleSchema } from "../config/schema";
import { type GoogleNodePoolContext, nodeConfig } from "./node-settings";

/** Settings of a node pool, and the cluster that it is in. */
export interface GoogleNodePoolProps extends GoogleNodePoolConfig, GoogleNodePoolContext {}

/**
 * Nodes for applications, spread evenly over the zones of the region.
 *
 * @haven multiaz
 * @haven haworkers
 * @haven nodehardening
 * @haven privatenetworking
 */
export class GoogleNodePool extends Construct {
  readonly name: string;
  readonly resource: ContainerNodePool;
  readonly zones: readonly string[];
  /** What became of `minNodes` and `maxNodes`: nodes in each zone. */
  readonly inEachZone: ZoneBounds;

  constructor(scope: Construct, id: string, props: GoogleNodePoolProps) {
    super(scope, id);
    rejectPool<GoogleNodePoolConfig>(this, googleSchema, props, (pools) => googlePoolProblems(pools, zonesOf(googleRegions, props.region)));
    this.name = props.name;
    this.zones = props.zones ?? zonesIn(props.region);
    this.inEachZone = zoneBounds(props, this.zones.length);
    const { min, max } = this.inEachZone;
    this.resource = new ContainerNodePool(this, "Resource", {
      // GKE's API takes no change of some attributes; a unique end lets the pool that replaces this one come before it goes.
      namePrefix: `${props.name}-`,
      project: props.projectId,
      cluster: props.clusterId,
      location: props.region,
      nodeLocations: [...this.zones],
      // Between equal bounds there is nothing to scale. Both counts at once are refused, and only at apply.
      ...(min === max
        ? { nodeCount: min }
        : { initialNodeCount: min, autoscaling: { minNodeCount: min, maxNodeCount: max, locationPolicy: "BALANCED" } }),
      maxPodsPerNode: props.maxPods ?? googleDefaults.maxPods,
      // GKE refuses a channel without them.
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: googleDefaults.upgradeSettings,
      networkConfig: { enablePrivateNodes: true },
      nodeConfig: nodeConfig(props, props),
      timeouts: googleDefaults.nodePoolTimeouts,
      dependsOn: [...props.after],
      lifecycle: {
        createBeforeDestroy: true,
        // Changing it would replace the pool, and the autoscaler owns the count.
        ignoreChanges: ["initial_node_count"],
      },
    });
  }
}
