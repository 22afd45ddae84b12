import type { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterAutoscaling } from "../../core/cluster/platform";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { hash } from "../../core/cluster/names";
import { addressOf } from "../../core/reading/terraform-json";
import type { AwsAccess } from "../config/access";
import type { AwsAutoMode } from "../config/auto-mode";
import { awsDefaults, logTypes } from "../config/defaults";
import type { AwsEncryption } from "../config/encryption";
import type { AwsNodePoolConfig } from "../config/node-pool";
import type { AwsPartProps } from "../config/part";
import { grantAccess } from "./access";
import { type AddonContext, addonsAfterNodes, addonsBeforeNodes } from "./add-ons";
import { autoModeSettings } from "./auto-mode";
import { autoscaling } from "./autoscaling";
import { makeKey } from "./encryption";
import { grant, makeRole, trustService } from "./iam";
import type { AwsLogging } from "./logging";
import type { AwsNetwork } from "./network";
import { AwsNodePool, type AwsNodePoolContext } from "./node-pool";
import { beginPart } from "./part";
import { rejectTwinPool } from "../../core/cluster/node-pool";
import { controlPlaneProblems } from "../config/control-plane";

/** Settings and surroundings of the EKS cluster, without its node pools. */
export interface AwsClusterProps extends AwsPartProps {
  readonly network: AwsNetwork;
  /** Where the control plane's logs go; the cluster waits for it. */
  readonly logging: AwsLogging;
  /** Kubernetes minor, for example "1.36". */
  readonly kubernetesVersion: string;
  /** @default patch */
  readonly upgrades?: Upgrades;
  readonly access: AwsAccess;
  /** @default a key for Secrets of the cluster's own, and AWS' own keys */
  readonly encryption?: AwsEncryption;
  /** @default nodes of the pools only */
  readonly autoMode?: AwsAutoMode;
  /** Exact versions of EKS' add-ons, by name. @default EKS' own choice for the minor */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /** @default false */
  readonly preventDestroy?: boolean;
}

/**
 * EKS control plane over the zones of the region, with EKS' own add-ons.
 *
 * @haven hamasters
 * @haven kubernetesversion
 * @haven metrics
 */
export class AwsCluster extends Construct {
  readonly resource: EksCluster;
  readonly kubernetesVersion: string;
  readonly upgrades: Upgrades;
  readonly role: IamRole;
  /** Of every node. It may join the cluster and pull images, and nothing else. */
  readonly nodeRole: IamRole;
  /** Undefined with a key of yours. */
  readonly secretsKey?: KmsKey;
  /** EKS' add-ons: those before the nodes, and those after. */
  readonly addons: { readonly beforeNodes: readonly EksAddon[]; readonly afterNodes: readonly EksAddon[] };
  /** Rights of those who administer and look at the cluster; until they are there, nobody can log in. */
  readonly administrators: readonly ITerraformDependable[];

  private readonly added: AwsNodePool[] = [];
  private readonly pools: AwsNodePoolContext;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AwsClusterProps,
  ) {
    super(scope, id);
    beginPart(this, props, { problems: controlPlaneProblems });
    const { name, network, logging, access, encryption = {}, preventDestroy = false } = props;
    const tags = { ...props.tags };
    this.upgrades = props.upgrades ?? "patch";
    this.kubernetesVersion = props.kubernetesVersion;
    const autoMode = props.autoMode ?? {};

    const customerKey = encryption.customerManagedKey?.keyArn;
    this.secretsKey = customerKey === undefined ? makeKey(this, "secrets", props, preventDestroy) : undefined;
    const keyArn = customerKey ?? this.secretsKey?.arn ?? "";
    const control = makeRole(
      this,
      "cluster",
      trustService("eks", "sts:TagSession"),
      { managed: ["AmazonEKSClusterPolicy", ...(autoMode.enabled ? autoModePolicies : [])] },
      props,
    );
    this.role = control.role;
    const usesKey = grant(this, "cluster", this.role, [
      {
        Effect: "Allow",
        Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
        Resource: [keyArn],
      },
    ]);
    const nodes = makeRole(
      this,
      "nodes",
      trustService("ec2"),
      { managed: ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"] },
      props,
    );
    this.nodeRole = nodes.role;

    // EKS lets a role in for its own nodes or for those of groups, and never for both.
    const autoNodes = autoMode.enabled
      ? makeRole(
          this,
          "auto-nodes",
          trustService("ec2"),
          { managed: ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"] },
          props,
        )
      : undefined;
    const auto = autoModeSettings(autoMode, autoNodes?.role.arn);
    this.resource = new EksCluster(this, "Resource", {
      name,
      roleArn: this.role.arn,
      version: this.kubernetesVersion,
      // EKS' add-ons take their place, each in its turn.
      bootstrapSelfManagedAddons: false,
      // Extended support costs six times as much, and is EKS' default: it starts by itself when the standard one ends.
      upgradePolicy: { supportType: "STANDARD" },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      vpcConfig: {
        subnetIds: network.subnets["control-plane"].map((subnet) => subnet.id),
        endpointPrivateAccess: true,
        endpointPublicAccess: access.mode === "restricted",
        // Left out, EKS lets the whole internet in.
        ...(access.mode === "restricted" && { publicAccessCidrs: [...access.allowedCidrs] }),
      },
      kubernetesNetworkConfig: { serviceIpv4Cidr: network.serviceCidr, ...auto.network },
      ...auto.cluster,
      encryptionConfig: { resources: ["secrets"], provider: { keyArn } },
      enabledClusterLogTypes: [...logTypes],
      // Lets AWS move traffic away from a zone that fails; it costs nothing.
      zonalShiftConfig: { enabled: true },
      deletionProtection: preventDestroy,
      tags,
      timeouts: awsDefaults.clusterTimeouts,
      // Destroying these first leaves network cards behind that keep the subnets.
      dependsOn: [...network.ready, logging.logGroup, ...logging.ready, ...control.ready, ...(autoNodes?.ready ?? []), usesKey],
      lifecycle: {
        preventDestroy,
        // Only said when a cluster is made: one that is imported would be replaced for them (terraform-aws-eks does the same).
        ignoreChanges: ["access_config[0].bootstrap_cluster_creator_admin_permissions", "bootstrap_self_managed_addons"],
      },
    });
    this.administrators = grantAccess(this, this.resource.name, access, props);
    if (access.mode === "private") this.letIn([...new Set([...network.cidrs, ...(access.allowedCidrs ?? [])])]);

    const addons: AddonContext = {
      ...props,
      cluster: this.resource,
      network,
      upgrades: this.upgrades,
      storageKeyArn: customerKey,
      addonVersions: props.addonVersions ?? {},
    };
    const beforeNodes = addonsBeforeNodes(this, addons);
    this.addons = { beforeNodes, afterNodes: addonsAfterNodes(this, addons) };
    this.pools = {
      kubernetesVersion: this.kubernetesVersion,
      upgrades: this.upgrades,
      clusterName: name,
      clusterId: this.resource.id,
      tags,
      nodeRoleArn: this.nodeRole.arn,
      subnets: network.subnets.nodes,
      after: [...beforeNodes, ...nodes.ready, ...network.ready],
    };
  }

  /** Adds a pool for applications; refuses one that EKS would refuse beside those that are there. */
  addNodePool(pool: AwsNodePoolConfig): AwsNodePool {
    rejectTwinPool(this, pool);
    const made = new AwsNodePool(this, `pool-${pool.name}`, { ...pool, ...this.pools });
    this.added.push(made);
    for (const addon of this.addons.afterNodes) addon.dependsOn = [...(addon.dependsOn ?? []), ...made.groups.map(addressOf)];
    return made;
  }

  /** Pools for applications, in the order in which they were added. */
  get nodePools(): readonly AwsNodePool[] {
    return this.added;
  }

  /** How cluster-autoscaler may change the size of this cluster's pools. */
  autoscaling(): ClusterAutoscaling & { readonly ready: readonly ITerraformDependable[] } {
    return autoscaling(this, { ...this.props, clusterName: this.resource.name });
  }

  /** The control plane's addresses have a security group of EKS', which lets only nodes through. */
  private letIn(cidrs: readonly string[]): void {
    for (const cidrIpv4 of cidrs) {
      new VpcSecurityGroupIngressRule(this, `reaches-api-${hash(cidrIpv4, 8)}`, {
        securityGroupId: this.resource.vpcConfig.clusterSecurityGroupId,
        description: "Kubernetes API",
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: { ...this.props.tags },
      });
    }
  }
}

/** What EKS does with nodes, disks and load balancers that it makes by itself. */
const autoModePolicies = [
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];
