export { type HavenCluster, type InClusterContract, isHavenCluster, registerCluster } from "./core/cluster/cluster";
export type { ClusterProps, ProtectedPart, ResidencyException } from "./core/cluster/cluster-props";
export type {
  AzurermBackendConfig,
  Backend,
  GcsBackendConfig,
  HttpBackendConfig,
  LocalBackendConfig,
  PgBackendConfig,
  S3BackendConfig,
} from "./core/terraform/backend";
export { ConfigurationError, type Problem } from "./core/validation/errors";
export type { Environment } from "./core/cluster/environment";
export type * from "./core/reading/evidence";
export type { Fact, Origin } from "./core/reading/fact";
export type { PlatformVersions, Upgrades } from "./core/cluster/kubernetes-version";
export type { Freeze, MaintenanceWindow, Weekday } from "./core/cluster/maintenance";
export type { NodePoolProps, Taint } from "./core/cluster/node-pool";
export type { Region, RegionTable } from "./core/cluster/regions";
export type { ObjectStorage } from "./core/storage/object-storage";
export type { StorageClass } from "./core/storage/storage-class";
export type { WorkloadIdentity } from "./core/cluster/workload-identity";
export type { Tags } from "./core/cluster/tags";
export type { Json, JsonObject } from "./core/reading/json";
export type { Resource, StackJson } from "./core/reading/terraform-json";
