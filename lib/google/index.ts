export type { GoogleAccess, GoogleIdentityAccess, GoogleMembers, GooglePrivateAccess, GoogleRestrictedAccess } from "./config/access";
export type { AddressPlan, RangePurpose, SecondaryRanges } from "./config/address-plan";
export { GoogleApis, type GoogleApisProps } from "./constructs/apis";
export type { GoogleBackupConfig } from "./config/backup";
export { GoogleCluster, type GoogleClusterProps } from "./constructs/cluster";
export { googleDefaults, googleVersion } from "./config/defaults";
export { GoogleDns, type GoogleDnsProps } from "./constructs/dns";
export type { GoogleDnsConfig } from "./config/dns";
export type { Egress } from "./constructs/egress";
export type { GoogleAutomaticNatEgress, GoogleEgress, GoogleNatEgress } from "./config/egress";
export type { GoogleEgressRules } from "./config/egress-rules";
export type { GoogleCustomerManagedKey, GoogleEncryption } from "./config/encryption";
export { GoogleHavenCluster } from "./constructs/haven-cluster";
export type { GoogleHavenClusterProps } from "./config/cluster";
export type { GoogleIngress, GoogleInternalIngress, GooglePublicIngress } from "./config/ingress";
export { GoogleLogging, type GoogleLoggingProps } from "./constructs/logging";
export type { GoogleLoggingConfig } from "./config/logging";
export type { GoogleMaintenanceWindow } from "./config/maintenance";
export type {
  GoogleExistingNetwork,
  GoogleNetworkConfig,
  GoogleNetworkProps,
  GoogleNewNetwork,
  GoogleOverlay,
  GooglePeering,
  GoogleRanges,
} from "./config/network";
export { GoogleNetwork } from "./constructs/network";
export { GoogleNodePool, type GoogleNodePoolProps } from "./constructs/node-pool";
export type { GoogleNodePoolContext } from "./constructs/node-settings";
export type { GoogleNodePoolConfig, GoogleNodeSettings } from "./config/node-pool";
export type { ZoneBounds } from "./config/node-pool";
export type { GooglePartProps } from "./config/part";
export { googleRegions } from "./config/regions";
export { GoogleSecretStore, type GoogleSecretStoreProps } from "./constructs/secret-store";
export type { GoogleSecretStoreConfig } from "./config/secret-store";
export type { GoogleSharedTier, GoogleStorageConfig } from "./config/storage";
export { GoogleStorage, type GoogleStorageProps } from "./constructs/storage";
export type { GoogleSubnet } from "./constructs/subnet";
export type { GoogleUniverse } from "./config/universe";
export type { GoogleUpgradeHold, GoogleUpgrades } from "./config/upgrades";
export { type GoogleReleaseChannel, gkeVersions } from "./config/versions";
export type { GoogleWorkloadProps } from "./constructs/workload-identity";
