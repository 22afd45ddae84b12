export type { AwsAccess, AwsPrincipals, AwsPrivateAccess, AwsRestrictedAccess } from "./config/access";
export type { AddressPlan, SubnetPurpose } from "./config/address-plan";
export type { AwsAutoMode } from "./config/auto-mode";
export { AwsBackup, type AwsBackupProps } from "./constructs/backup";
export type { AwsBackupConfig } from "./config/backup";
export { AwsBucket, type AwsBucketProps } from "./constructs/bucket";
export { AwsCluster, type AwsClusterProps } from "./constructs/cluster";
export { awsDefaults, awsVersion } from "./config/defaults";
export { AwsDns, type AwsDnsProps } from "./constructs/dns";
export type { AwsDnsConfig } from "./config/dns";
export type {
  AwsEgress,
  AwsNatGatewayEgress,
  AwsNoEgress,
  AwsRegionalNatGatewayEgress,
  AwsSingleNatGatewayEgress,
  AwsTransitGatewayEgress,
} from "./config/egress";
export type { Egress } from "./constructs/egress";
export type { AwsCustomerManagedKey, AwsEncryption } from "./config/encryption";
export { AwsGuardDuty } from "./constructs/guard-duty";
export { AwsHavenCluster } from "./constructs/haven-cluster";
export type { AwsHavenClusterProps } from "./config/cluster";
export type { AwsIngress, AwsInternalIngress, AwsPublicIngress } from "./config/ingress";
export { AwsKarpenter, type AwsKarpenterProps } from "./constructs/karpenter";
export { AwsLogging, type AwsLoggingProps } from "./constructs/logging";
export type { AwsLoggingConfig } from "./config/logging";
export type {
  AwsExistingNetwork,
  AwsExistingZone,
  AwsNetworkConfig,
  AwsNetworkProps,
  AwsNewNetwork,
  AwsOverlay,
  AwsPeering,
  AwsTransitGateway,
} from "./config/network";
export { AwsNetwork } from "./constructs/network";
export { AwsNodePool, type AwsNodePoolContext, type AwsNodePoolProps } from "./constructs/node-pool";
export type { AwsNodePoolConfig, AwsNodeSettings } from "./config/node-pool";
export type { AwsPartProps } from "./config/part";
export { awsRegions } from "./config/regions";
export { AwsSecretStore, type AwsSecretStoreProps } from "./constructs/secret-store";
export type { AwsSecretStoreConfig } from "./config/secret-store";
export type { AwsSharedOwner, AwsStorageConfig } from "./config/storage";
export { AwsStorage, type AwsStorageProps } from "./constructs/storage";
export type { AwsSubnet } from "./constructs/subnet";
export { eksVersions } from "./config/versions";
