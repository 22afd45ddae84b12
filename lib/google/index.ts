export {
  type GoogleAccess,
  type GoogleIdentityAccess,
  type GoogleMembers,
  type GooglePrivateAccess,
  type GoogleRestrictedAccess,
} from "./access";
export type { AddressPlan, RangePurpose, SecondaryRanges } from "./address-plan";
export { GoogleApis, type GoogleApisProps } from "./apis";
export type { GoogleBackupConfig } from "./backup";
export { GoogleCluster, type GoogleClusterProps } from "./cluster";
export { googleDefaults, googleVersion } from "./defaults";
export { GoogleDns, type GoogleDnsConfig, type GoogleDnsProps } from "./dns";
export type { Egress, GoogleAutomaticNatEgress, GoogleEgress, GoogleNatEgress } from "./egress";
export type { GoogleEgressRules } from "./egress-rules";
export type { GoogleCustomerManagedKey, GoogleEncryption } from "./encryption";
export { GoogleHavenCluster, type GoogleHavenClusterProps } from "./haven-cluster";
export type { GoogleIngress, GoogleInternalIngress, GooglePublicIngress } from "./ingress";
export { GoogleLogging, type GoogleLoggingConfig, type GoogleLoggingProps } from "./logging";
export type { GoogleMaintenanceWindow } from "./maintenance";
export {
  type GoogleExistingNetwork,
  GoogleNetwork,
  type GoogleNetworkConfig,
  type GoogleNetworkProps,
  type GoogleNewNetwork,
  type GoogleOverlay,
  type GooglePeering,
  type GoogleRanges,
} from "./network";
export {
  GoogleNodePool,
  type GoogleNodePoolConfig,
  type GoogleNodePoolContext,
  type GoogleNodePoolProps,
  type GoogleNodeSettings,
} from "./node-pool";
export type { ZoneBounds } from "./node-settings";
export type { GooglePartProps } from "./part-props";
export { googleRegions } from "./regions";
export { GoogleSecretStore, type GoogleSecretStoreConfig, type GoogleSecretStoreProps } from "./secret-store";
export { type GoogleSharedTier, GoogleStorage, type GoogleStorageConfig, type GoogleStorageProps } from "./storage";
export type { GoogleSubnet } from "./subnet";
export type { GoogleUniverse } from "./universe";
export type { GoogleUpgradeHold, GoogleUpgrades } from "./upgrades";
export { type GoogleReleaseChannel, gkeVersions } from "./versions";
export type { GoogleWorkloadProps } from "./workload-identity";
