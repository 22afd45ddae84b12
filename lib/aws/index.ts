export { type AwsAccess, type AwsPrincipals, type AwsPrivateAccess, type AwsRestrictedAccess } from "./access";
export type { AddressPlan, SubnetPurpose } from "./address-plan";
export type { AwsAutoMode } from "./auto-mode";
export { AwsBackup, type AwsBackupConfig, type AwsBackupProps } from "./backup";
export { AwsBucket, type AwsBucketProps } from "./bucket";
export { AwsCluster, type AwsClusterProps } from "./cluster";
export { awsDefaults, awsVersion } from "./defaults";
export { AwsDns, type AwsDnsConfig, type AwsDnsProps } from "./dns";
export type {
  AwsEgress,
  AwsNatGatewayEgress,
  AwsNoEgress,
  AwsRegionalNatGatewayEgress,
  AwsSingleNatGatewayEgress,
  AwsTransitGatewayEgress,
  Egress,
} from "./egress";
export type { AwsCustomerManagedKey, AwsEncryption } from "./encryption";
export { AwsGuardDuty } from "./guard-duty";
export { AwsHavenCluster, type AwsHavenClusterProps } from "./haven-cluster";
export type { AwsIngress, AwsInternalIngress, AwsPublicIngress } from "./ingress";
export { AwsKarpenter, type AwsKarpenterProps } from "./karpenter";
export { AwsLogging, type AwsLoggingConfig, type AwsLoggingProps } from "./logging";
export {
  type AwsExistingNetwork,
  type AwsExistingZone,
  AwsNetwork,
  type AwsNetworkConfig,
  type AwsNetworkProps,
  type AwsNewNetwork,
  type AwsOverlay,
  type AwsPeering,
  type AwsTransitGateway,
} from "./network";
export { AwsNodePool, type AwsNodePoolConfig, type AwsNodePoolContext, type AwsNodePoolProps, type AwsNodeSettings } from "./node-pool";
export type { AwsPartProps } from "./part-props";
export { awsRegions } from "./regions";
export { AwsSecretStore, type AwsSecretStoreConfig, type AwsSecretStoreProps } from "./secret-store";
export { type AwsSharedOwner, AwsStorage, type AwsStorageConfig, type AwsStorageProps } from "./storage";
export type { AwsSubnet } from "./subnet";
export { eksVersions } from "./versions";
