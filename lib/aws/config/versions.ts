import type { PlatformVersions } from "../../core/cluster/kubernetes-version";

/**
 * Kubernetes minors on EKS and the end of their standard support, from AWS' calendar as quoted on 29 September 2026.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const eksVersions: PlatformVersions = {
  asOf: "2026-11-22",
  default: "1.36",
  // renovate: datasource=endoflife-date depName=amazon-eks newest=1.37
  // The end date of 1.37 isn't published yet. EKS supports a minor for fourteen months, and released 1.37 on 1 October 2026.
  supportedUntil: { "1.34": "2026-12-02", "1.35": "2027-03-27", "1.36": "2027-08-02", "1.37": "2027-12-01" },
  conformant: { asOf: "2026-11-22", minors: ["1.34", "1.35", "1.36", "1.37"] },
};
