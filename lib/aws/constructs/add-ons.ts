import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import type { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { awsDefaults } from "../config/defaults";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";
import { type MadeRole, makeRole, type RoleRights, type Statement } from "./iam";
import type { AwsNetwork } from "./network";
import { addonVersion, type VersionPolicy } from "./upgrades";
import { podRole } from "./workload-identity";

/** An add-on that EKS installs and maintains. It needs only the AWS API, and no network access to the cluster. */
interface AddonPlan {
  readonly addonName: string;
  /** Settings in the add-on's own format. EKS validates them only at installation. */
  readonly values?: object;
  /** Service account in kube-system that calls AWS, and its rights. */
  readonly identity?: { readonly serviceAccount: string; readonly rights: RoleRights };
}

/** Cluster, network and settings that the add-ons need. */
export interface AddonContext extends VersionPolicy, AwsPartProps {
  readonly cluster: EksCluster;
  readonly network: AwsNetwork;
  /** ARN of your own key that encrypts disks. @default AWS' own key */
  readonly storageKeyArn?: string;
  /** Pinned versions, by the name of the add-on. */
  readonly addonVersions: Readonly<Record<string, string>>;
}

/** Add-ons that nodes need to become ready. Without addresses for pods, the node groups wait half an hour and fail. */
export function addonsBeforeNodes(scope: Construct, context: AddonContext): EksAddon[] {
  const [agent, ...others]: AddonPlan[] = [{ addonName: "eks-pod-identity-agent" }, vpcCni(context), { addonName: "kube-proxy" }];
  const first = install(scope, agent as AddonPlan, context, []);
  // The network add-on gets its credentials from the agent.
  return [first, ...others.map((plan) => install(scope, plan, context, [first]))];
}

/** Add-ons that run on nodes. Without nodes, EKS marks them as degraded and the installation fails. */
export function addonsAfterNodes(scope: Construct, context: AddonContext): EksAddon[] {
  const plans: AddonPlan[] = [
    { addonName: "coredns" },
    { addonName: "metrics-server" },
    ebsDriver(context),
    {
      addonName: "aws-efs-csi-driver",
      // By default, a deleted claim takes only its access point along: its files stay, invisible and billed.
      // Of version 1.7.6 and newer this is the key that works (kubernetes-sigs/aws-efs-csi-driver issue 1171).
      values: { controller: { deleteAccessPointRootDir: true } },
      identity: { serviceAccount: "efs-csi-controller-sa", rights: { managed: ["service-role/AmazonEFSCSIDriverPolicy"] } },
    },
    { addonName: "snapshot-controller" },
    // Reports node failures that Kubernetes doesn't detect, so that EKS repairs the node.
    { addonName: "eks-node-monitoring-agent" },
  ];
  return plans.map((plan) => install(scope, plan, context, []));
}

function vpcCni({ network, region, cluster }: AddonContext): AddonPlan {
  const { pods } = network.subnets;
  const securityGroups = [cluster.vpcConfig.clusterSecurityGroupId];
  return {
    addonName: "vpc-cni",
    values: {
      // This add-on enforces the baseline's network policies.
      enableNetworkPolicy: "true",
      env: {
        ENABLE_PREFIX_DELEGATION: "true",
        WARM_PREFIX_TARGET: "1",
        ...(pods.length > 0 && { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" }),
      },
      ...(pods.length > 0 && {
        eniConfig: { create: true, region, subnets: Object.fromEntries(pods.map(({ id, zone }) => [zone, { id, securityGroups }])) },
      }),
    },
    identity: { serviceAccount: "aws-node", rights: { managed: ["AmazonEKS_CNI_Policy"] } },
  };
}

function ebsDriver({ tags, storageKeyArn }: AddonContext): AddonPlan {
  return {
    addonName: "aws-ebs-csi-driver",
    // Without this setting, disks that the driver creates for claims have no cost tags.
    values: { controller: { extraVolumeTags: tags } },
    identity: {
      serviceAccount: "ebs-csi-controller-sa",
      rights: {
        // Allows only disks of this cluster. It needs version 1.58 of the driver, which every minor in the table has.
        managed: ["AmazonEBSCSIDriverEKSClusterScopedPolicy"],
        statements: storageKeyArn === undefined ? [] : diskKey(storageKeyArn),
      },
    },
  };
}

/** Rights to use a key for disks, as the driver's documentation lists them. Grants are limited to AWS services. */
function diskKey(keyArn: string): Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
      Resource: [keyArn],
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    {
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      Resource: [keyArn],
    },
  ];
}

function install(
  scope: Construct,
  { addonName, values, identity }: AddonPlan,
  context: AddonContext,
  after: readonly ITerraformDependable[],
): EksAddon {
  const { cluster, tags } = context;
  const acting = identity && actAs(scope, addonName, identity, context);
  return new EksAddon(scope, addonName, {
    clusterName: cluster.name,
    addonName,
    addonVersion: context.addonVersions[addonName] ?? addonVersion(scope, addonName, context),
    configurationValues: values && JSON.stringify(values),
    // An apply reverts manual changes in the cluster.
    resolveConflictsOnCreate: "OVERWRITE",
    resolveConflictsOnUpdate: "OVERWRITE",
    ...acting?.settings,
    tags: { ...tags },
    timeouts: awsDefaults.addonTimeouts,
    dependsOn: [...after, ...(acting?.ready ?? [])],
  });
}

type Identity = NonNullable<AddonPlan["identity"]>;

/** Settings that let an add-on's pods call AWS, in the format of the EKS add-on. */
function actAs(scope: Construct, addonName: string, identity: Identity, context: AddonContext) {
  if (addonName === "aws-efs-csi-driver" && !partitionOf(context.region).podIdentityOfEfs) {
    const { role, ready } = tokenRole(scope, addonName, identity, context);
    return { ready, settings: { serviceAccountRoleArn: role.arn } };
  }
  const { serviceAccount, rights } = identity;
  const { role, ready } = podRole(scope, addonName, "kube-system", serviceAccount, rights, context);
  return { ready, settings: { podIdentityAssociation: [{ roleArn: role.arn, serviceAccount }] } };
}

/** Role that trusts tokens of the cluster's issuer: the EFS add-on doesn't support Pod Identity in the European Sovereign Cloud. */
function tokenRole(scope: Construct, addonName: string, { serviceAccount, rights }: Identity, context: AddonContext): MadeRole {
  const url = context.cluster.identity.get(0).oidc.get(0).issuer;
  const issuer = new IamOpenidConnectProvider(scope, "token-issuer", {
    url,
    clientIdList: ["sts.amazonaws.com"],
    tags: { ...context.tags },
  });
  const name = Fn.trimprefix(url, "https://");
  const trust: Statement = {
    Effect: "Allow",
    Principal: { Federated: issuer.arn },
    Action: ["sts:AssumeRoleWithWebIdentity"],
    Condition: {
      StringEquals: { [`${name}:aud`]: "sts.amazonaws.com", [`${name}:sub`]: `system:serviceaccount:kube-system:${serviceAccount}` },
    },
  };
  return makeRole(scope, addonName, trust, rights, context);
}
