import type { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { ClusterAutoscaling } from "../../core/cluster/platform";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { hash } from "../../core/cluster/names";
import { movedFrom } from "../../core/terraform/moved-from";
import { stableText } from "../../core/terraform/stable-text";
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
  /** Network in which the cluster is created. */
  readonly network: AwsNetwork;
  /** Destination of the control plane's logs. The cluster is created after it. */
  readonly logging: AwsLogging;
  /** Kubernetes minor, for example "1.36". */
  readonly kubernetesVersion: string;
  /** Way in which patches arrive: `patch` follows AWS' releases, `none` keeps the pinned ones. @default patch */
  readonly upgrades?: Upgrades;
  /** Access to the Kubernetes API. */
  readonly access: AwsAccess;
  /** Keys that encrypt Secrets and disks. @default a new key for Secrets, and AWS' own keys for disks */
  readonly encryption?: AwsEncryption;
  /** EKS Auto Mode. @default off: only the pools have nodes */
  readonly autoMode?: AwsAutoMode;
  /** Exact versions of EKS add-ons, by name. @default the version that EKS chooses for the minor */
  readonly addonVersions?: Readonly<Record<string, string>>;
  /** Whether Terraform and AWS refuse to delete the cluster, and Terraform refuses to destroy its key. @default false */
  readonly preventDestroy?: boolean;
}

/**
 * EKS control plane in all zones of the region, with the EKS add-ons.
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
  /** Role of every node. It may only join the cluster and pull images. */
  readonly nodeRole: IamRole;
  /** Key that encrypts Secrets. Undefined with your own key. */
  readonly secretsKey?: KmsKey;
  /** EKS add-ons: the ones that nodes wait for, and the ones that wait for nodes. */
  readonly addons: { readonly beforeNodes: readonly EksAddon[]; readonly afterNodes: readonly EksAddon[] };
  /** Access rights of administrators and viewers. Until these exist, nobody can log in. */
  readonly administrators: readonly ITerraformDependable[];
  /** Rules that open a private API. Until these exist, only nodes reach it. */
  readonly apiAccess: readonly ITerraformDependable[];

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

    // EKS accepts a role either for Auto Mode nodes or for node groups, never for both.
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
      // The EKS add-ons replace these, each in its own step.
      bootstrapSelfManagedAddons: false,
      // EXTENDED, the EKS default, costs six times as much and starts by itself when standard support ends.
      upgradePolicy: { supportType: "STANDARD" },
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      vpcConfig: {
        subnetIds: network.subnets["control-plane"].map((subnet) => subnet.id),
        endpointPrivateAccess: true,
        endpointPublicAccess: access.mode === "restricted",
        // Without this list, EKS allows the whole internet.
        ...(access.mode === "restricted" && { publicAccessCidrs: [...access.allowedCidrs] }),
      },
      kubernetesNetworkConfig: { serviceIpv4Cidr: network.serviceCidr, ...auto.network },
      ...auto.cluster,
      encryptionConfig: { resources: ["secrets"], provider: { keyArn } },
      enabledClusterLogTypes: [...logTypes],
      // Lets AWS move traffic away from a failing zone, at no cost.
      zonalShiftConfig: { enabled: true },
      deletionProtection: preventDestroy,
      tags,
      timeouts: awsDefaults.clusterTimeouts,
      // If these are destroyed before the cluster, leftover network interfaces block the deletion of the subnets.
      dependsOn: [...network.ready, logging.logGroup, ...logging.ready, ...control.ready, ...(autoNodes?.ready ?? []), usesKey],
      lifecycle: {
        preventDestroy,
        // Both apply only at creation. Without this, an imported cluster would be replaced.
        // terraform-aws-modules/terraform-aws-eks ignores them too.
        ignoreChanges: ["access_config[0].bootstrap_cluster_creator_admin_permissions", "bootstrap_self_managed_addons"],
      },
    });
    this.administrators = grantAccess(this, this.resource.name, access, props);
    this.apiAccess = access.mode === "private" ? this.letIn([...new Set([...network.cidrs, ...(access.allowedCidrs ?? [])])]) : [];

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

  /** Adds a pool for applications. Refuses a pool that EKS would refuse next to the existing ones. */
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

  /** Creates the identity with which cluster-autoscaler resizes this cluster's pools. */
  autoscaling(): ClusterAutoscaling & { readonly ready: readonly ITerraformDependable[] } {
    return autoscaling(this, { ...this.props, clusterName: this.resource.name });
  }

  /** Opens the private API to ranges. Its security group is created by EKS, and allows only nodes. */
  private letIn(cidrs: readonly string[]): VpcSecurityGroupIngressRule[] {
    return cidrs.map((cidrIpv4) => {
      const rule = new VpcSecurityGroupIngressRule(this, `reaches-api-${hash(stableText(this, cidrIpv4), 8)}`, {
        securityGroupId: this.resource.vpcConfig.clusterSecurityGroupId,
        description: "Kubernetes API",
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: { ...this.props.tags },
      });
      // Earlier versions used the token's own text.
      if (Token.isUnresolved(cidrIpv4)) movedFrom(rule, `reaches-api-${hash(cidrIpv4, 8)}`);
      return rule;
    });
  }
}

/** Policies with which EKS manages the nodes, disks and load balancers of Auto Mode. */
const autoModePolicies = [
  "AmazonEKSBlockStoragePolicy",
  "AmazonEKSComputePolicy",
  "AmazonEKSLoadBalancingPolicy",
  "AmazonEKSNetworkingPolicy",
];
