/** Names of the EKS add-ons that a cluster has, in the order in which they are installed. */
export const addonNames = [
  "eks-pod-identity-agent",
  "vpc-cni",
  "kube-proxy",
  "coredns",
  "metrics-server",
  "aws-ebs-csi-driver",
  "aws-efs-csi-driver",
  "snapshot-controller",
  "eks-node-monitoring-agent",
] as const;
