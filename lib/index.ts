export { type HavenCluster, type InClusterContract, isHavenCluster, registerCluster } from "./core/cluster";
export type { ClusterProps, ProtectedPart, ResidencyException } from "./core/cluster-props";
export type {
  AzurermBackendConfig,
  Backend,
  GcsBackendConfig,
  HttpBackendConfig,
  LocalBackendConfig,
  PgBackendConfig,
  S3BackendConfig,
} from "./core/backend";
export { ConfigurationError, type Problem } from "./core/errors";
export type * from "./core/evidence";
export type { PlatformVersions, Upgrades } from "./core/kubernetes-version";
export type { Freeze, MaintenanceWindow, Weekday } from "./core/maintenance";
export type { NodePoolProps, Taint } from "./core/node-pool";
export type { Region, RegionTable } from "./core/regions";
export type { ObjectStorage, StorageClass, WorkloadIdentity } from "./core/storage";
export type { Tags } from "./core/tags";
export type { Json, JsonObject, Resource, StackJson } from "./core/terraform-json";
