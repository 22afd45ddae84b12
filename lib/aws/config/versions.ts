import type { PlatformVersions } from "../../core/cluster/kubernetes-version";

/** Kubernetes on EKS: the end of standard support, from AWS' calendar as it was quoted on 29 September 2026. */
export const eksVersions: PlatformVersions = {
  asOf: "2026-11-22",
  default: "1.36",
  // renovate: datasource=endoflife-date depName=amazon-eks newest=1.37
  // That of 1.37 isn't published; EKS gives fourteen months from the release of 1 October 2026.
  supportedUntil: { "1.34": "2026-12-02", "1.35": "2027-03-27", "1.36": "2027-08-02", "1.37": "2027-12-01" },
  conformant: { asOf: "2026-11-22", minors: ["1.34", "1.35", "1.36", "1.37"] },
};
