import type { PlatformVersions } from "../../core/cluster/kubernetes-version";

/**
 * Kubernetes on Talos 1.13, which takes 1.31 to 1.36; ends of support are those of Kubernetes itself, as planned. HCC's window leaves
 * out what is older than 1.34.
 */
export const talosVersions: PlatformVersions = {
  asOf: "2026-08-22",
  // renovate: datasource=github-releases depName=kubernetes/kubernetes extractVersion=^v(?<version>.*)$
  default: "1.36.6",
  // renovate: datasource=endoflife-date depName=kubernetes newest=1.36
  supportedUntil: { "1.34": "2026-10-27", "1.35": "2027-02-28", "1.36": "2027-06-28" },
  conformant: { asOf: "2026-11-22", minors: ["1.34", "1.35", "1.36"] },
};
