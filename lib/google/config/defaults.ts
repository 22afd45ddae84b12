/** Every default of the Google constructs, each with its reason and source. Facts that age carry a date. */
export const googleDefaults = {
  /** New minors after some months in Rapid, with GKE's promise of uptime; Stable stays on minors that leave HCC's window. */
  releaseChannel: "regular",

  /** AppArmor is on in Google's own image, and it is the smallest. */
  operatingSystem: "container-optimized",

  /** As on the other providers. */
  diskSizeGib: 128,

  /** GKE's own default: each node takes a /24 of the pod range. */
  maxPods: 110,

  /** One more node than there are, while nodes are replaced; no node goes before its successor is there. */
  upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },

  /** A range of carriers (RFC 6598): outside 10/8, which most municipal networks use. 256 nodes of 110 pods. */
  podCidr: "100.64.0.0/16",

  /** 4,096 services, beside the pods. */
  serviceCidr: "100.65.0.0/20",

  /** Half a year, which BIO2 8.18.02 asks for privileged actions. */
  auditRetentionDays: 183,

  /** Long enough to notice a wrong delete after a holiday. */
  softDeleteDays: 30,

  /**
   * GKE makes a cluster with a pool of its own, which goes at once. Three SSDs of 100 GB would count towards the region's quota
   * (terraform-google-kubernetes-engine issue 1795).
   */
  throwAwayDisk: { diskType: "pd-standard", diskSizeGb: 50 },

  /** Powers of two; more ports for who needs them. GKE's nodes have many pods behind one address. */
  natPorts: { minPortsPerVm: 64, maxPortsPerVm: 4096 },

  /** The provider of 6.50 waits 40 to 60 minutes, and its makers raised that to 90 later. */
  clusterTimeouts: { create: "90m", update: "90m", delete: "90m" },
  nodePoolTimeouts: { create: "90m", update: "90m", delete: "90m" },
} as const;

/** Provider versions that the bindings speak of. 7.x renames nothing here, and wasn't tried. */
export const googleVersion = "~> 6.50";

/** What a cluster and its parts call; all are enabled before anything else is made. */
export const services = [
  "artifactregistry",
  "cloudkms",
  "cloudresourcemanager",
  "compute",
  "container",
  "dns",
  "file",
  "iam",
  "iamcredentials",
  "logging",
  "monitoring",
  "secretmanager",
  "servicenetworking",
  "storage",
] as const;

/** Addresses that Google keeps of each subnet. */
export const reservedSubnetAddresses = 4;

/** Ranges that Google refuses for subnets (VPC docs, prohibited ranges). */
export const reservedRanges = ["199.36.153.4/30", "199.36.153.8/30"];

/** The names of the two secondary ranges of the node subnet. */
export const rangeNames = { pods: "pods", services: "services" } as const;

/** The least that a node may do: register itself, and write logs and metrics (GKE docs, about service accounts); and pull images. */
export const nodeRoles = ["container.defaultNodeServiceAccount", "artifactregistry.reader"] as const;

/** Rights come from roles; a scope that is narrower would only get in their way (GKE docs, access scopes). */
export const nodeScopes = ["https://www.googleapis.com/auth/cloud-platform"];
