import type { Chart } from "../../core/cluster/component";

const kubernetesCsi = "https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts";

/** Charts that a cluster of Talos machines needs first. Renovate reads the comments. Newest patches seen in August 2026; Cilium 1.20 was three weeks old. */
export const charts = {
  // renovate: datasource=helm depName=cilium registryUrl=https://helm.cilium.io
  cilium: { name: "cilium", repository: "https://helm.cilium.io", version: "1.19.6" },
  // renovate: datasource=helm depName=csi-driver-nfs registryUrl=https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts
  nfs: { name: "csi-driver-nfs", repository: kubernetesCsi, version: "4.13.4" },
} as const satisfies Readonly<Record<string, Chart>>;

/** Images that no chart names. */
export const images = {
  // renovate: datasource=docker depName=ghcr.io/alex1989hu/kubelet-serving-cert-approver
  certificateApprover: "alex1989hu/kubelet-serving-cert-approver:0.9.3",
  // renovate: datasource=docker depName=ghcr.io/siderolabs/talos-backup
  etcdBackup: "siderolabs/talos-backup:v0.1.0-beta.3",
} as const;
