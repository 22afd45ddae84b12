export { type AzureAccess, type AzureAdministrators, type AzurePrivateAccess, type AzureRestrictedAccess } from "./access";
export type { AddressPlan, OverlayRanges, SubnetPurpose } from "./address-plan";
export { AzureCluster, type AzureClusterProps } from "./cluster";
export { azureDefaults, azurermVersion } from "./defaults";
export { AzureDns, type AzureDnsConfig, type AzureDnsProps } from "./dns";
export type {
  AzureEgress,
  AzureFirewallEgress,
  AzureLoadBalancerEgress,
  AzureNatGatewayEgress,
  AzureZonalNatGatewayEgress,
  Egress,
} from "./egress";
export { type AzureCustomerManagedKey, AzureDiskEncryption, type AzureDiskEncryptionProps, type AzureEncryption } from "./encryption";
export { AzureHavenCluster, type AzureHavenClusterProps } from "./haven-cluster";
export type { AzureIngress, AzureInternalIngress, AzurePublicIngress } from "./ingress";
export { AzureLogging, type AzureLoggingConfig, type AzureLoggingProps } from "./logging";
export {
  type AzureExistingNetwork,
  AzureNetwork,
  type AzureNetworkConfig,
  type AzureNetworkProps,
  type AzureNewNetwork,
  type AzureOverlay,
  type AzurePeering,
  type AzureSubnetRanges,
} from "./network";
export {
  AzureNodePool,
  type AzureNodePoolConfig,
  type AzureNodePoolContext,
  type AzureNodePoolProps,
  type AzureNodeSettings,
  type AzureSystemPoolConfig,
} from "./node-pool";
export type { AzurePartProps } from "./part-props";
export { AzurePrivateDns, type AzurePrivateDnsProps } from "./private-dns";
export { azureRegions } from "./regions";
export { AzureSecretStore, type AzureSecretStoreConfig, type AzureSecretStoreProps } from "./secret-store";
export { AzureStorage, type AzureStorageConfig, type AzureStorageProps } from "./storage";
export type { AzureSubnet } from "./subnet";
export { aksVersions } from "./versions";
