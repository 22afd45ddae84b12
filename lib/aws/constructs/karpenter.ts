import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Construct } from "constructs";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";
import { grant, type Statement } from "./iam";
import { beginPart } from "./part";
import { accountOf } from "./storage";
import { podRole } from "./workload-identity";

/** The cluster for which Karpenter creates nodes, and the role of these nodes. */
export interface AwsKarpenterProps extends AwsPartProps {
  /** Name of the cluster, as an attribute of its resource, so that the identity waits for the cluster. */
  readonly clusterName: string;
  /** Role of the nodes that Karpenter creates: the role of the pools' nodes, which EKS already accepts. */
  readonly nodeRole: IamRole;
}

/** Namespace in which Karpenter's documentation installs it. */
const namespace = "kube-system";

const serviceAccount = "karpenter";

/**
 * Identity for Karpenter, which you install yourself. Karpenter may create and remove nodes of this cluster, and no other machines. It may
 * remove all of its nodes, so Haven counts only the nodes of the pools.
 */
export class AwsKarpenter extends Construct {
  readonly role: IamRole;

  constructor(scope: Construct, id: string, props: AwsKarpenterProps) {
    super(scope, id);
    beginPart(this, props);
    const { role } = podRole(this, "karpenter", namespace, serviceAccount, {}, props);
    this.role = role;
    grant(this, "karpenter", role, karpenterRights(props, role));
    new EksPodIdentityAssociation(this, "identity", {
      clusterName: props.clusterName,
      namespace,
      serviceAccount,
      roleArn: role.arn,
      tags: { ...props.tags },
    });
  }
}

function karpenterRights({ name, region, nodeRole }: AwsKarpenterProps, role: IamRole): Statement[] {
  const partition = partitionOf(region).name;
  const account = accountOf(role.arn);
  const machines = (...kinds: readonly string[]) => kinds.map((kind) => `arn:${partition}:ec2:${region}:*:${kind}/*`);
  const mark = `kubernetes.io/cluster/${name}`;
  // Karpenter must tag its resources kubernetes.io/cluster/<name>, and may modify or delete only resources with that tag.
  const marks = { StringEquals: { [`aws:RequestTag/${mark}`]: "owned" }, StringLike: { "aws:RequestTag/karpenter.sh/nodepool": "*" } };
  const marked = { StringEquals: { [`aws:ResourceTag/${mark}`]: "owned" }, StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" } };
  const made = machines("fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume");
  const profiles = [`arn:${partition}:iam::${account}:instance-profile/*`];
  const inRegion = { "topology.kubernetes.io/region": region, [mark]: "owned" };
  const tagged = (kind: "RequestTag" | "ResourceTag") => ({
    StringEquals: Object.fromEntries(Object.entries(inRegion).map(([key, value]) => [`aws:${kind}/${key}`, value])),
  });
  return [
    {
      Effect: "Allow",
      Action: ["ec2:CreateFleet", "ec2:RunInstances"],
      Resource: [
        ...machines("capacity-reservation", "security-group", "subnet"),
        `arn:${partition}:ec2:${region}::image/*`,
        `arn:${partition}:ec2:${region}::snapshot/*`,
      ],
    },
    { Effect: "Allow", Action: ["ec2:CreateFleet", "ec2:RunInstances"], Resource: machines("launch-template"), Condition: marked },
    { Effect: "Allow", Action: ["ec2:CreateFleet", "ec2:CreateLaunchTemplate", "ec2:RunInstances"], Resource: made, Condition: marks },
    {
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: made,
      Condition: {
        ...marks,
        StringEquals: { ...marks.StringEquals, "ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"] },
      },
    },
    {
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: machines("instance"),
      Condition: { ...marked, "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"],
      Resource: machines("instance", "launch-template"),
      Condition: marked,
    },
    {
      Effect: "Allow",
      Action: [
        "ec2:DescribeCapacityReservations",
        "ec2:DescribeImages",
        "ec2:DescribeInstances",
        "ec2:DescribeInstanceStatus",
        "ec2:DescribeInstanceTypeOfferings",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplates",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSpotPriceHistory",
        "ec2:DescribeSubnets",
      ],
      // AWS supports no narrower resource for these actions.
      Resource: ["*"],
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    { Effect: "Allow", Action: ["ssm:GetParameter"], Resource: [`arn:${partition}:ssm:${region}::parameter/aws/service/*`] },
    { Effect: "Allow", Action: ["pricing:GetProducts"], Resource: ["*"] },
    {
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: [nodeRole.arn],
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    },
    {
      Effect: "Allow",
      Action: ["iam:CreateInstanceProfile", "iam:TagInstanceProfile"],
      Resource: profiles,
      Condition: tagged("RequestTag"),
    },
    {
      Effect: "Allow",
      Action: ["iam:AddRoleToInstanceProfile", "iam:DeleteInstanceProfile", "iam:RemoveRoleFromInstanceProfile"],
      Resource: profiles,
      Condition: tagged("ResourceTag"),
    },
    { Effect: "Allow", Action: ["iam:GetInstanceProfile"], Resource: profiles },
    { Effect: "Allow", Action: ["iam:ListInstanceProfiles"], Resource: ["*"] },
    { Effect: "Allow", Action: ["eks:DescribeCluster"], Resource: [`arn:${partition}:eks:${region}:${account}:cluster/${name}`] },
  ];
}
