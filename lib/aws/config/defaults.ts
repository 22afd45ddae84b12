/** Every default of the AWS constructs, each with its reason and source. Facts that age carry a date. */
export const awsDefaults = {
  /**
   * Bottlerocket always enforces SELinux, and has no shell. In Amazon Linux 2023 SELinux only warns (awslabs/amazon-eks-ami#1696).
   *
   * @see https://github.com/awslabs/amazon-eks-ami/issues/2006
   */
  operatingSystem: "bottlerocket",

  /** Size of a node's disk, equal to the other providers. */
  diskSizeGib: 128,

  /**
   * EKS recommends at most 110 pods on machines with fewer than 30 vCPUs. Prefix delegation gives each pod an address.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html
   */
  maxPods: 110,

  /** Share of a group that is updated at once: a third, and at least one node per zone. */
  maxUnavailablePercentage: 33,

  /**
   * Least number of extra nodes that EKS creates when it updates a group in one zone.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
   */
  surgeNodes: 2,

  /** Range outside 10.0.0.0/8, which most municipal networks use. EKS chooses the same range when it is free. */
  serviceCidr: "172.20.0.0/16",

  /** Half a year, the retention that BIO2 8.18.02 requires for privileged actions. */
  auditRetentionDays: 183,

  /** Long enough to notice a mistaken delete after a holiday. */
  softDeleteDays: 30,

  /** The longest waiting period that AWS offers: once a key is deleted, the data that it encrypted is lost. */
  keyDeletionDays: 30,

  /** EKS creates or deletes a control plane in about fifteen minutes. */
  clusterTimeouts: { create: "45m", update: "90m", delete: "45m" },
  /** Node groups get more time: it is worth waiting for a group that isn't ready yet. */
  nodeGroupTimeouts: { create: "60m", update: "120m", delete: "60m" },

  /** The provider's default of 20 minutes is short for a driver that waits for nodes. */
  addonTimeouts: { create: "30m", update: "30m", delete: "30m" },
} as const;

/** Provider versions that the bindings support. Deletion protection needs 6.9, and the regional NAT gateway needs 6.24. */
export const awsVersion = "~> 6.25";

/** Number of addresses that AWS reserves in each subnet. */
export const reservedSubnetAddresses = 5;

/** All log types of the EKS control plane, as of November 2026. BIO2 requires `audit`. */
export const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/**
 * Retention periods of 30 days and more that CloudWatch accepts, in days.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const retentions = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;
