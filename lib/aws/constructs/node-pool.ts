import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { splitOverZones, type Taint } from "../../core/cluster/node-pool";
import { awsDefaults } from "../config/defaults";
import { type AwsNodePoolConfig, awsPoolProblems } from "../config/node-pool";
import { amiType, dataDisk, userData } from "./node-settings";
import type { AwsSubnet } from "./subnet";
import { newestRelease, type VersionPolicy } from "./upgrades";
import { rejectPool } from "../../core/schema/check";
import { awsSchema } from "../config/schema";

/** Facts that all pools of a cluster share. */
export interface AwsNodePoolContext extends VersionPolicy {
  /** Name of the cluster, with which names of resources start. */
  readonly clusterName: string;
  /** Name of the cluster, as an attribute of its resource, so that nodes wait for the cluster. */
  readonly clusterId: string;
  /** ARN of the nodes' role. */
  readonly nodeRoleArn: string;
  /** Tags of every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** Subnets for nodes, one per zone. */
  readonly subnets: readonly AwsSubnet[];
  /** Resources that nodes wait for: rights, the network's route out, and the add-ons that give pods addresses. */
  readonly after: readonly ITerraformDependable[];
}

/** Settings of a node pool, and the cluster to which it belongs. */
export interface AwsNodePoolProps extends AwsNodePoolConfig, AwsNodePoolContext {}

/**
 * Node pool for applications. It has one managed node group per zone, so every zone keeps its share when the autoscaler resizes groups.
 *
 * @haven multiaz
 * @haven haworkers
 * @haven nodehardening
 * @haven privatenetworking
 */
export class AwsNodePool extends Construct {
  readonly name: string;
  readonly launchTemplate: LaunchTemplate;
  /** Node groups, one per zone, in the order of `zones`. */
  readonly groups: readonly EksNodeGroup[];
  readonly zones: readonly string[];

  constructor(scope: Construct, id: string, props: AwsNodePoolProps) {
    super(scope, id);
    const offered = props.subnets.map(({ zone }) => zone);
    rejectPool<AwsNodePoolConfig>(this, awsSchema, props, (pools) => awsPoolProblems(pools, offered, props.upgrades));
    const { name: pool, clusterName, tags } = props;
    this.name = pool;
    this.zones = props.zones ?? offered;
    this.launchTemplate = new LaunchTemplate(this, "template", {
      name: resourceName(clusterName, pool, 128),
      updateDefaultVersion: true,
      // Pods can't get the node's credentials: with a hop limit of 1, the answer doesn't reach them.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: disks(props),
      userData: userData(props),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: { ...tags, Name: resourceName(clusterName, pool, 255) },
      })),
      tags: { ...tags },
    });
    const autoscaled = props.minNodes !== props.maxNodes;
    const [least, most] = [splitOverZones(props.minNodes, this.zones.length), splitOverZones(props.maxNodes, this.zones.length)];
    const releaseVersion = props.releaseVersion ?? newestRelease(this, props);
    this.groups = this.zones.map((zone, index) => {
      const subnet = props.subnets.find((other) => other.zone === zone);
      const place = offered.indexOf(zone) + 1;
      const [minSize = 0, maxSize = 1] = [least[index], most[index]];
      return new EksNodeGroup(this, `zone-${place}`, {
        clusterName: props.clusterId,
        // EKS adds a unique suffix, so that a replacement can be created before the old group is destroyed.
        nodeGroupNamePrefix: `${pool}-${place}-`,
        nodeRoleArn: props.nodeRoleArn,
        subnetIds: [subnet?.id ?? ""],
        version: props.kubernetesVersion,
        releaseVersion,
        amiType: amiType(props),
        instanceTypes: [props.machineType],
        capacityType: props.spot ? "SPOT" : "ON_DEMAND",
        scalingConfig: { minSize, maxSize, desiredSize: minSize },
        updateConfig: { maxUnavailablePercentage: awsDefaults.maxUnavailablePercentage },
        nodeRepairConfig: { enabled: true },
        launchTemplate: { id: this.launchTemplate.id, version: Token.asString(Fn.tostring(this.launchTemplate.latestVersion)) },
        labels: { ...props.labels },
        taint: (props.taints ?? []).map(({ key, value, effect }) => ({ key, value, effect: effects[effect] })),
        tags: { ...tags },
        timeouts: awsDefaults.nodeGroupTimeouts,
        dependsOn: [...props.after],
        lifecycle: {
          createBeforeDestroy: true,
          // In a pool that scales, the autoscaler sets the number of nodes.
          ignoreChanges: autoscaled ? ["scaling_config[0].desired_size"] : undefined,
        },
      });
    });
  }
}

const effects: Readonly<Record<Taint["effect"], string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

function disks(pool: AwsNodePoolConfig) {
  const data = dataDisk(pool);
  // AWS' own key encrypts the disks. Your own key would need a grant for the role that starts machines, which a new account may lack.
  const ebs = { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" };
  return [
    // The image decides the size of this disk.
    ...(data === "/dev/xvda" ? [] : [{ deviceName: "/dev/xvda", ebs }]),
    { deviceName: data, ebs: { ...ebs, volumeSize: pool.diskSizeGib ?? awsDefaults.diskSizeGib } },
  ];
}
