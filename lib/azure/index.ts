export type { AzureAccess, AzureAdministrators, AzurePrivateAccess, AzureRestrictedAccess } from "./config/access";
export type { AddressPlan, OverlayRanges, SubnetPurpose } from "./config/address-plan";
export { AzureCluster, type AzureClusterProps } from "./constructs/cluster";
export { azureDefaults, azurermVersion } from "./config/defaults";
export { AzureDns, type AzureDnsProps } from "./constructs/dns";
export type { AzureDnsConfig } from "./config/dns";
export type {
  AzureEgress,
  AzureFirewallEgress,
  AzureLoadBalancerEgress,
  AzureNatGatewayEgress,
  AzureZonalNatGatewayEgress,
} from "./config/egress";
export type { Egress } from "./constructs/egress";
export type { AzureCustomerManagedKey, AzureEncryption } from "./config/encryption";
export { AzureDiskEncryption, type AzureDiskEncryptionProps } from "./constructs/encryption";
export { AzureHavenCluster } from "./constructs/haven-cluster";
export type { AzureHavenClusterProps } from "./config/cluster";
export type { AzureIngress, AzureInternalIngress, AzurePublicIngress } from "./config/ingress";
export { AzureLogging, type AzureLoggingProps } from "./constructs/logging";
export type { AzureLoggingConfig } from "./config/logging";
export type {
  AzureExistingNetwork,
  AzureNetworkConfig,
  AzureNetworkProps,
  AzureNewNetwork,
  AzureOverlay,
  AzurePeering,
  AzureSubnetRanges,
} from "./config/network";
export { AzureNetwork } from "./constructs/network";
export { AzureNodePool, type AzureNodePoolProps } from "./constructs/node-pool";
export type { AzureNodePoolContext } from "./constructs/node-settings";
export type { AzureNodePoolConfig, AzureNodeSettings, AzureSystemPoolConfig } from "./config/node-pool";
export type { AzurePartProps } from "./config/part";
export { AzurePrivateDns, type AzurePrivateDnsProps } from "./constructs/private-dns";
export { azureRegions } from "./config/regions";
export { AzureSecretStore, type AzureSecretStoreProps } from "./constructs/secret-store";
export type { AzureSecretStoreConfig } from "./config/secret-store";
export { AzureStorage, type AzureStorageProps } from "./constructs/storage";
export type { AzureStorageConfig } from "./config/storage";
export type { AzureSubnet } from "./constructs/subnet";
export { aksVersions } from "./config/versions";
