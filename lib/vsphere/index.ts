export type { VsphereAccess, VsphereOidc } from "./access";
export { VsphereCluster, type VsphereClusterProps } from "./cluster";
export { vsphereDefaults, vsphereVersion } from "./defaults";
export type { EtcdBackupConfig } from "./etcd-backup";
export { VsphereHavenCluster, type VsphereHavenClusterProps } from "./haven-cluster";
export { type LibraryImage, type OvaImage, type TemplateImage, type VsphereImage, VsphereImages } from "./image";
export type { VsphereLoggingConfig } from "./logging";
export { VsphereNetwork, type VsphereNetworkConfig, type VsphereNetworkProps } from "./network";
export {
  type VsphereControlPlaneConfig,
  type VsphereMachine,
  VsphereNodePool,
  type VsphereNodePoolConfig,
  type VsphereNodePoolContext,
  type VsphereNodePoolProps,
} from "./node-pool";
export { eeaCountries } from "./regions";
export {
  type NfsSharedStorage,
  type VsanSharedStorage,
  type VsphereObjectStorage,
  type VsphereSharedStorage,
  VsphereStorage,
  type VsphereStorageConfig,
  type VsphereStorageProps,
  type VsphereVolumes,
} from "./storage";
export type { Vcenter } from "./vcenter";
export { type ResolvedZone, type VsphereZone, VsphereZones, type VsphereZonesProps } from "./zones";
export { TalosCluster, type TalosClusterProps } from "../talos/cluster";
export type { TalosConfig } from "../talos/config";
export { TalosProvider } from "../talos/provider";
export { talosVersions } from "../talos/versions";
