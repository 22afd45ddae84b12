/** Every default of the Azure constructs, each with its reason and source. Facts that age carry a date. */
export const azureDefaults = {
  /** 4 vCPU: AKS advises at least that for system pools, and never B-series (AKS docs, use-system-pools). */
  machineType: "Standard_D4ds_v5",

  /** Three, one a zone: the system pods survive the loss of a zone. Two more for an upgrade of the add-ons. */
  systemPool: { minNodes: 3, maxNodes: 5 },

  /** AppArmor is on in AKS' Ubuntu images, and the NFS encryption helper is in them; both are missing or newer on Azure Linux. */
  operatingSystem: "ubuntu",

  /** AKS' own default; changing it later replaces every node, so it is emitted rather than left to the platform. */
  diskSizeGib: 128,

  /** Fits the /24 that overlay networking gives each node, with room to replace pods during an upgrade. */
  maxPods: 110,

  /** A third more nodes during an upgrade, 30 minutes to drain each. Left out, every plan would show a change (azurerm issue 24020). */
  upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30, nodeSoakDurationInMinutes: 0 },

  /** Share of `maxSurge`, for counting addresses. */
  surge: 0.33,

  /** Overlay networks: never seen outside the cluster, so they may be the same on every one. */
  podCidr: "10.244.0.0/16",

  /** Outside 10/8, which most municipal networks use; AKS' own 10.0.0.0/16 would overlap them. */
  serviceCidr: "172.16.0.0/16",

  /** Half a year, which BIO2 8.18.02 asks for privileged actions. */
  auditRetentionDays: 183,

  /**
   * kube-audit-admin holds every audit event that changes something; kube-audit adds reads and costs many times more.
   * guard holds the decisions of Entra ID.
   */
  logCategories: ["kube-audit-admin", "guard", "kube-apiserver", "kube-controller-manager", "cluster-autoscaler"],

  /** Long enough to notice a wrong delete after a holiday. */
  softDeleteDays: 30,

  /** A week: AKS' own minimum is a day. Images that nothing uses carry old vulnerabilities along. */
  imageCleanerIntervalHours: 168,

  /** AKS creates and deletes a large cluster within the hour; the provider waits 90 minutes by default. */
  clusterTimeouts: { create: "90m", update: "120m", delete: "90m" },
} as const;

/**
 * Range of provider versions. The bindings' own pin, 4.55.0, refuses StandardV2; 4.75 is the first that keeps a failed creation in the
 * state. The tests ran against 4.80.0.
 */
export const azurermVersion = ">= 4.75, < 5.0";

/** Addresses that Azure keeps of each subnet. */
export const reservedSubnetAddresses = 5;

/** Ranges that AKS refuses for nodes, pods and services (AKS docs, configure-azure-cni). */
export const reservedRanges = ["172.30.0.0/16", "172.31.0.0/16", "192.0.2.0/24"];

/** Built-in policy set "Kubernetes cluster pod security baseline standards for Linux-based workloads". */
export const podSecurityBaselinePolicySet = "/providers/Microsoft.Authorization/policySetDefinitions/a8640138-9b0a-4a28-b8cb-1666c838647d";
