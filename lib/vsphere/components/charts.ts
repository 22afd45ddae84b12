import type { Chart } from "../../core/cluster/component";

/** Charts that only a cluster on vSphere needs. Renovate reads the comments. Newest patches seen in August 2026. */
export const charts = {
  // renovate: datasource=helm depName=vsphere-cpi registryUrl=https://kubernetes.github.io/cloud-provider-vsphere
  cloudController: { name: "vsphere-cpi", repository: "https://kubernetes.github.io/cloud-provider-vsphere", version: "1.36.0" },
} as const satisfies Readonly<Record<string, Chart>>;

/** Images of the storage driver, as the manifests of its release name them. */
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
} as const;
