import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { ClusterAutoscaling } from "../../core/cluster/platform";
import type { AwsPartProps } from "../config/part";
import { workloadIdentity } from "./workload-identity";

/** Identity and settings of cluster-autoscaler. It finds the cluster's node groups by the tags that EKS adds, and may resize only those. */
export function autoscaling(
  scope: Construct,
  props: AwsPartProps & { readonly clusterName: string },
): ClusterAutoscaling & { readonly ready: readonly ITerraformDependable[] } {
  const { workload, ready } = workloadIdentity(
    scope,
    "autoscaling",
    {
      statements: [
        {
          Effect: "Allow",
          Action: [
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeAutoScalingInstances",
            "autoscaling:DescribeLaunchConfigurations",
            "autoscaling:DescribeScalingActivities",
            "ec2:DescribeImages",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeLaunchTemplateVersions",
            "ec2:GetInstanceTypesFromInstanceRequirements",
            "eks:DescribeNodegroup",
          ],
          // AWS supports no narrower resource for these actions.
          Resource: ["*"],
        },
        {
          Effect: "Allow",
          Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
          Resource: ["*"],
          Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${props.name}`]: "owned" } },
        },
      ],
    },
    props,
  );
  return {
    identity: workload,
    values: { cloudProvider: "aws", awsRegion: props.region, autoDiscovery: { clusterName: props.name } },
    ready,
  };
}
