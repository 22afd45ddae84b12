/** Names of all that may be installed, in order. */
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
