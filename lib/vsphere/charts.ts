import type { Chart } from "../core/cluster/component";

const kubernetesCsi = "https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts";

/** Every chart of what a cluster on vSphere needs first. Renovate reads the comments. Newest patches seen in August 2026; Cilium 1.20 was three weeks old. */
export const charts = {
  // renovate: datasource=helm depName=cilium registryUrl=https://helm.cilium.io
  cilium: { name: "cilium", repository: "https://helm.cilium.io", version: "1.19.6" },
  // renovate: datasource=helm depName=csi-driver-nfs registryUrl=https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts
  nfs: { name: "csi-driver-nfs", repository: kubernetesCsi, version: "4.13.4" },
  // renovate: datasource=helm depName=vsphere-cpi registryUrl=https://kubernetes.github.io/cloud-provider-vsphere
  cloudController: { name: "vsphere-cpi", repository: "https://kubernetes.github.io/cloud-provider-vsphere", version: "1.36.0" },
} as const satisfies Readonly<Record<string, Chart>>;

/** Images that no chart names: those of the storage driver are what its release's own manifests have. */
export const images = {
  // renovate: datasource=docker depName=registry.k8s.io/csi-vsphere/driver
  driver: "csi-vsphere/driver:v3.7.3",
  // renovate: datasource=docker depName=registry.k8s.io/csi-vsphere/syncer
  syncer: "csi-vsphere/syncer:v3.7.3",
  // renovate: datasource=docker depName=registry.k8s.io/sig-storage/csi-attacher
  attacher: "sig-storage/csi-attacher:v4.9.0",
  // renovate: datasource=docker depName=registry.k8s.io/sig-storage/csi-resizer
  resizer: "sig-storage/csi-resizer:v1.12.0",
  // renovate: datasource=docker depName=registry.k8s.io/sig-storage/csi-provisioner
  provisioner: "sig-storage/csi-provisioner:v4.0.1",
  // renovate: datasource=docker depName=registry.k8s.io/sig-storage/livenessprobe
  liveness: "sig-storage/livenessprobe:v2.15.0",
  // renovate: datasource=docker depName=registry.k8s.io/sig-storage/csi-node-driver-registrar
  registrar: "sig-storage/csi-node-driver-registrar:v2.13.0",
  // renovate: datasource=docker depName=ghcr.io/alex1989hu/kubelet-serving-cert-approver
  certificateApprover: "alex1989hu/kubelet-serving-cert-approver:0.9.3",
  // renovate: datasource=docker depName=ghcr.io/siderolabs/talos-backup
  etcdBackup: "siderolabs/talos-backup:v0.1.0-beta.3",
} as const;
