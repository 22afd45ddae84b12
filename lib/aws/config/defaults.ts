/** Every default of the AWS constructs, each with its reason and source. Facts that age carry a date. */
export const awsDefaults = {
  /** SELinux is always enforcing in it, and it has no shell; in Amazon Linux 2023 SELinux only warns (amazon-eks-ami issues 1696, 2006). */
  operatingSystem: "bottlerocket",

  /** As on the other providers. */
  diskSizeGib: 128,

  /** EKS advises no more on machines below 30 vCPU; prefix delegation makes room for them. */
  maxPods: 110,

  /** A third at once, at least one node a zone. */
  maxUnavailablePercentage: 33,

  /** EKS brings up at least this many nodes beside those of a group that it updates in one zone (EKS docs, managed-node-update-behavior). */
  surgeNodes: 2,

  /** Outside 10/8, which most municipal networks use, and EKS' own choice where that isn't taken. */
  serviceCidr: "172.20.0.0/16",

  /** Half a year, which BIO2 8.18.02 asks for privileged actions. */
  auditRetentionDays: 183,

  /** Long enough to notice a wrong delete after a holiday. */
  softDeleteDays: 30,

  /** The longest that AWS offers: with a key, all that it encrypted is gone. */
  keyDeletionDays: 30,

  /** EKS makes and deletes a control plane in some fifteen minutes; a group that doesn't come up is worth waiting for. */
  clusterTimeouts: { create: "45m", update: "90m", delete: "45m" },
  nodeGroupTimeouts: { create: "60m", update: "120m", delete: "60m" },

  /** EKS' own 20 minutes are short for a driver that waits for nodes. */
  addonTimeouts: { create: "30m", update: "30m", delete: "30m" },
} as const;

/** Provider versions that the bindings speak of: deletion protection came with 6.9, the regional NAT gateway with 6.24. */
export const awsVersion = "~> 6.25";

/** Addresses that AWS keeps of each subnet. */
export const reservedSubnetAddresses = 5;

/** All that EKS has (facts of November 2026); audit is the one that BIO2 asks for. */
export const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** Days that CloudWatch can keep a log for (CloudWatch Logs API, PutRetentionPolicy). */
export const retentions = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;
