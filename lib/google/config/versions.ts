import type { PlatformVersions } from "../../core/cluster/kubernetes-version";

/** Who decides which Kubernetes a cluster runs, and when it moves on. */
export type GoogleReleaseChannel = "regular" | "stable" | "rapid";

/** What a new cluster gets from each channel: GKE's release notes of 17 September 2026, facts that age. */
export const gkeChannels: Readonly<Record<GoogleReleaseChannel, string>> = { rapid: "1.36", regular: "1.35", stable: "1.35" };

/**
 * Kubernetes on GKE. The end of standard support is that of GKE's release schedule as endoflife.date had it in April 2026, which had
 * no date for 1.36 yet.
 */
export const gkeVersions: PlatformVersions = {
  asOf: "2026-09-17",
  default: gkeChannels.regular,
  // renovate: datasource=endoflife-date depName=google-kubernetes-engine newest=1.35
  supportedUntil: { "1.34": "2026-10-01", "1.35": "2027-04-11" },
  conformant: { asOf: "2026-11-22", minors: ["1.34", "1.35", "1.36"] },
};
