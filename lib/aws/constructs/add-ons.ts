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

/** A part of the platform that EKS installs and keeps, through the AWS API: no way into the cluster is needed for it. */
interface AddonPlan {
  readonly addonName: string;
  /** In the add-on's own words; EKS checks them only when it is installed. */
  readonly values?: object;
  /** Service account in kube-system that acts in AWS, and what it may do there. */
  readonly identity?: { readonly serviceAccount: string; readonly rights: RoleRights };
}

export interface AddonContext extends VersionPolicy, AwsPartProps {
  readonly cluster: EksCluster;
  readonly network: AwsNetwork;
  /** Key of the user's that disks are encrypted with. @default AWS' own */
  readonly storageKeyArn?: string;
  /** Versions that the user pins, by the name of the add-on. */
  readonly addonVersions: Readonly<Record<string, string>>;
}

/** What nodes need to become ready: without addresses for pods they wait half an hour and fail. */
export function addonsBeforeNodes(scope: Construct, context: AddonContext): EksAddon[] {
  const [agent, ...others]: AddonPlan[] = [{ addonName: "eks-pod-identity-agent" }, vpcCni(context), { addonName: "kube-proxy" }];
  const first = install(scope, agent as AddonPlan, context, []);
  // The network's add-on gets its identity from the agent.
  return [first, ...others.map((plan) => install(scope, plan, context, [first]))];
}

/** What runs on nodes, and would be given up as degraded without them. */
export function addonsAfterNodes(scope: Construct, context: AddonContext): EksAddon[] {
  const plans: AddonPlan[] = [
    { addonName: "coredns" },
    { addonName: "metrics-server" },
    ebsDriver(context),
    {
      addonName: "aws-efs-csi-driver",
      identity: { serviceAccount: "efs-csi-controller-sa", rights: { managed: ["service-role/AmazonEFSCSIDriverPolicy"] } },
    },
    { addonName: "snapshot-controller" },
    // Tells EKS of nodes that fail in ways that Kubernetes doesn't see, so that it repairs them.
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
      // The baseline's network policies are enforced by it.
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
    // Disks that claims make are in nobody's bill, unless the driver is told.
    values: { controller: { extraVolumeTags: tags } },
    identity: {
      serviceAccount: "ebs-csi-controller-sa",
      rights: {
        // Only disks of this cluster; it wants version 1.58 of the driver, which every minor in the table has.
        managed: ["AmazonEBSCSIDriverEKSClusterScopedPolicy"],
        statements: storageKeyArn === undefined ? [] : diskKey(storageKeyArn),
      },
    },
  };
}

/** As the driver's documentation has it: the grant is for AWS' own services only. */
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
    // What was changed by hand in the cluster goes back to what the code says.
    resolveConflictsOnCreate: "OVERWRITE",
    resolveConflictsOnUpdate: "OVERWRITE",
    ...acting?.settings,
    tags: { ...tags },
    timeouts: awsDefaults.addonTimeouts,
    dependsOn: [...after, ...(acting?.ready ?? [])],
  });
}

type Identity = NonNullable<AddonPlan["identity"]>;

/** What lets an add-on's pods act in AWS, in EKS' words. */
function actAs(scope: Construct, addonName: string, identity: Identity, context: AddonContext) {
  if (addonName === "aws-efs-csi-driver" && !partitionOf(context.region).podIdentityOfEfs) {
    const { role, ready } = tokenRole(scope, addonName, identity, context);
    return { ready, settings: { serviceAccountRoleArn: role.arn } };
  }
  const { serviceAccount, rights } = identity;
  const { role, ready } = podRole(scope, addonName, "kube-system", serviceAccount, rights, context);
  return { ready, settings: { podIdentityAssociation: [{ roleArn: role.arn, serviceAccount }] } };
}

/** By the tokens of the cluster's own issuer: the EFS add-on takes no Pod Identity in the European Sovereign Cloud. */
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
