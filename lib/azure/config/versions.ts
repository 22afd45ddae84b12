import type { PlatformVersions } from "../../core/cluster/kubernetes-version";

/** Kubernetes on AKS, from the calendar of 5 August 2026; support ends on the last day of the month named there. */
export const aksVersions: PlatformVersions = {
  asOf: "2026-08-05",
  default: "1.36",
  // renovate: datasource=endoflife-date depName=azure-kubernetes-service newest=1.37
  supportedUntil: { "1.34": "2026-11-30", "1.35": "2027-03-31", "1.36": "2027-06-30", "1.37": "2027-10-31" },
  // 1.37 was not filed yet.
  conformant: { asOf: "2026-11-22", minors: ["1.34", "1.35", "1.36"] },
};
