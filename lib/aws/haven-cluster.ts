import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Architecture } from "../core/architecture";
import { type ClusterAutoscaling, type HavenCluster, type LoadBalancer, registerCluster, twinProblems } from "../core/cluster";
import { type ClusterProps, isProtected } from "../core/cluster-props";
import { rejectProblems } from "../core/errors";
import type { ClusterEvidence } from "../core/evidence";
import { missingProblems } from "../core/incomplete";
import type { KubernetesAccess } from "../core/kubernetes-access";
import type { Upgrades } from "../core/kubernetes-version";
import { type ObjectStorage, type StorageClass, storageClassNames } from "../core/storage";
import { resolveTags } from "../core/tags";
import type { StackJson } from "../core/terraform-json";
import { type AwsAccess, kubernetesAccess } from "./access";
import { awsArchitecture } from "./architecture";
import type { AwsAutoMode } from "./auto-mode";
import type { AwsBackup, AwsBackupConfig } from "./backup";
import { AwsCluster } from "./cluster";
import { AwsDns, type AwsDnsConfig } from "./dns";
import type { AwsEncryption } from "./encryption";
import { awsEvidence } from "./evidence";
import type { AwsGuardDuty } from "./guard-duty";
import { AwsKarpenter } from "./karpenter";
import { AwsLogging, type AwsLoggingConfig } from "./logging";
import { AwsNetwork, type AwsNetworkConfig } from "./network";
import type { AwsNodePool, AwsNodePoolConfig } from "./node-pool";
import { awsProblems } from "./problems";
import { AwsSecretStore, type AwsSecretStoreConfig } from "./secret-store";
import { AwsStorage, type AwsStorageConfig } from "./storage";
import { eksVersions } from "./versions";
import { awsWarnings } from "./warnings";
import { identityPort } from "./workload-identity";

/** A Haven cluster on AWS. Plain data: a YAML file may hold all of it. EKS has no windows for maintenance: nodes follow an apply. */
export interface AwsHavenClusterProps extends Omit<ClusterProps, "maintenance"> {
  /**
   * Kubernetes minor, for example "1.36". A change is applied in place, the control plane first; one minor at a time.
   *
   * @default the newest minor that EKS offered and that had a conformance result, when this version of the library came out
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly kubernetesVersion?: string;

  /**
   * `patch`: AWS patches the control plane, and each apply brings nodes and add-ons to what AWS released since. `none`: your code owns
   * the releases of images and add-ons.
   *
   * @default patch
   */
  readonly upgrades?: Upgrades;

  /** A network of the cluster's own, with `cidr`, or one that is there already, with `existing`. */
  readonly network: AwsNetworkConfig;

  /** Who reaches the Kubernetes API, and who administers the cluster. */
  readonly access: AwsAccess;

  /**
   * Pools for applications, at least three nodes together. EKS' own pods run there too.
   *
   * @minItems 1
   */
  readonly nodePools: readonly AwsNodePoolConfig[];

  /** EKS Auto Mode: nodes of EKS' own beside the pools. @default off */
  readonly autoMode?: AwsAutoMode;

  /** Makes an identity for Karpenter, which you install. @default false */
  readonly karpenter?: boolean;

  /** Exact versions of EKS' add-ons, by name. @default EKS' own choice for the minor */
  readonly addonVersions?: Readonly<Record<string, string>>;

  /** Shared files and objects. @default over all zones, reached from the nodes only */
  readonly storage?: AwsStorageConfig;

  /** Zone that applications have their names in. @default none: certificates by an answer of the gateway only */
  readonly dns?: AwsDnsConfig;

  /** Secrets that external-secrets may read. @default none */
  readonly secretStore?: AwsSecretStoreConfig;

  /** Logs of the control plane and of the network. @default a log group that keeps them for a year, the least that holds 183 days */
  readonly logging?: AwsLoggingConfig;

  /** Keys that Secrets and what is stored are encrypted with. @default a key of the cluster's own for Secrets, AWS' keys for the rest */
  readonly encryption?: AwsEncryption;

  /** AWS Backup of shared files and of the cluster. @default none; the baseline's `velero` is the other way */
  readonly backup?: AwsBackupConfig;

  /** Makes the GuardDuty detector of the account in this region. @default false: an organisation often has one */
  readonly guardDuty?: boolean;

  /** ARN of the policy that no role that is made may go beyond, as landing zones ask. @default none */
  readonly permissionsBoundaryArn?: string;
}

// Classes of the provider that few clusters need are loaded when one does: together they are a thirtieth of a synth.
/* eslint-disable @typescript-eslint/no-require-imports */
const whenAsked = {
  backup: () => require("./backup") as typeof import("./backup"),
  guardDuty: () => require("./guard-duty") as typeof import("./guard-duty"),
};
/* eslint-enable @typescript-eslint/no-require-imports */

const requiredProps = ["name", "environment", "region", "tags", "network", "access", "nodePools"] as const;

/**
 * EKS with its network, node pools, storage and logging, built to pass the Haven Compliancy Checker together with the baseline.
 *
 * Needs an aws provider for `region` in its stack. Refuses impossible props with a `ConfigurationError` that lists every problem.
 */
export class AwsHavenCluster extends Construct implements HavenCluster {
  readonly provider = "aws";
  readonly clusterName: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string;
  readonly apiEndpoint: string;
  readonly oidcIssuerUrl: string;
  readonly defaultStorageClass: StorageClass;
  readonly sharedStorageClass: StorageClass;
  readonly logSink: string;
  readonly objectStorage: ObjectStorage;
  readonly workloadIdentities: AwsStorage["identities"];
  readonly workloadIdentityPort = identityPort;
  readonly reachesInternet: boolean;
  readonly egressAddresses: readonly string[];
  readonly kubeconfigCommand: string;
  readonly snapshotClass = { driver: "ebs.csi.aws.com", parameters: {} };
  readonly kubernetesAccess: KubernetesAccess;
  readonly platformServices = {
    metricsServer: true,
    snapshotController: true,
    gatewayApi: false,
    // EKS' own class carries no mark since 1.30.
    defaultStorageClasses: [],
  };
  readonly loadBalancer: LoadBalancer;
  readonly autoscaling?: ClusterAutoscaling;
  readonly ready: readonly ITerraformDependable[];
  readonly dns?: AwsDns;
  readonly secretStore?: AwsSecretStore;

  readonly network: AwsNetwork;
  readonly cluster: AwsCluster;
  readonly nodePools: readonly AwsNodePool[];
  readonly storage: AwsStorage;
  readonly logging: AwsLogging;
  readonly backup?: AwsBackup;
  readonly guardDuty?: AwsGuardDuty;
  readonly karpenter?: AwsKarpenter;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AwsHavenClusterProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, missingProblems(props, requiredProps));
    rejectProblems(this.node.path, [...awsProblems(props), ...twinProblems(this, this.provider, props.name)]);
    const { name, region, permissionsBoundaryArn } = props;
    const tags = resolveTags(props.environment, props.tags);
    this.kubernetesVersion = props.kubernetesVersion ?? eksVersions.default;
    for (const warning of awsWarnings(props, this.kubernetesVersion)) Annotations.of(this).addWarning(warning);
    const part = { name, region, tags, permissionsBoundaryArn };
    const storageKeyArn = props.encryption?.customerManagedKey?.keyArn;

    this.network = new AwsNetwork(this, "network", { ...props.network, ...part });
    this.logging = new AwsLogging(this, "logging", { ...props.logging, ...part, preventDestroy: isProtected(props, "auditLog") });
    // Of a network that was there before, its owner knows who spoke with whom.
    if (this.network.vpc) this.logging.collectFlows(this.network.vpcId);
    this.cluster = new AwsCluster(this, "cluster", {
      ...props,
      ...part,
      network: this.network,
      logging: this.logging,
      kubernetesVersion: this.kubernetesVersion,
      preventDestroy: isProtected(props, "cluster"),
    });
    const eks = this.cluster.resource;
    for (const pool of props.nodePools) this.cluster.addNodePool(pool);
    this.nodePools = this.cluster.nodePools;
    if (props.logging?.containerInsights) this.logging.collectContainers(this.cluster);
    const inCluster = { ...part, clusterName: eks.name };
    this.storage = new AwsStorage(this, "storage", {
      ...props.storage,
      ...inCluster,
      network: this.network,
      nodeSecurityGroupId: eks.vpcConfig.clusterSecurityGroupId,
      storageKeyArn,
      preventDestroy: { sharedStorage: isProtected(props, "sharedStorage"), objectStorage: isProtected(props, "objectStorage") },
    });
    if (props.dns) this.dns = new AwsDns(this, "dns", { ...props.dns, ...inCluster });
    if (props.secretStore) this.secretStore = new AwsSecretStore(this, "secret-store", { ...props.secretStore, ...inCluster });
    if (props.backup) {
      this.backup = new (whenAsked.backup().AwsBackup)(this, "backup", {
        ...props.backup,
        ...part,
        resourceArns: [eks.arn, this.storage.files.arn],
        storageKeyArn,
        preventDestroy: isProtected(props, "sharedStorage"),
      });
    }
    if (props.guardDuty) this.guardDuty = new (whenAsked.guardDuty().AwsGuardDuty)(this, "guard-duty", part);
    if (props.karpenter) this.karpenter = new AwsKarpenter(this, "karpenter", { ...inCluster, nodeRole: this.cluster.nodeRole });
    // Between equal bounds there is nothing to scale, and of two that decide about nodes one is too many.
    const scaled = !props.autoMode?.enabled && props.nodePools.some(({ minNodes, maxNodes }) => minNodes !== maxNodes);
    const scaling = scaled ? this.cluster.autoscaling() : undefined;
    this.autoscaling = scaling;

    this.clusterName = name;
    this.region = region;
    this.zones = [...new Set(this.nodePools.flatMap(({ zones }) => zones))].sort();
    this.apiEndpoint = eks.endpoint;
    this.oidcIssuerUrl = eks.identity.get(0).oidc.get(0).issuer;
    this.defaultStorageClass = {
      name: storageClassNames.block,
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true", ...(storageKeyArn !== undefined && { kmsKeyId: storageKeyArn }) },
      mountOptions: [],
      volumeBindingMode: "WaitForFirstConsumer",
    };
    this.sharedStorageClass = this.storage.sharedStorageClass;
    this.kubernetesAccess = kubernetesAccess(name, region, {
      endpoint: eks.endpoint,
      certificate: eks.certificateAuthority.get(0).data,
    });
    this.loadBalancer = this.network.loadBalancer;
    this.ready = [
      ...this.nodePools.flatMap(({ groups }) => groups),
      ...this.cluster.addons.afterNodes,
      ...this.cluster.principals,
      ...this.storage.ready,
      ...(this.dns?.ready ?? []),
      ...(this.secretStore?.ready ?? []),
      ...(scaling?.ready ?? []),
    ];
    this.logSink = this.logging.logGroup.arn;
    this.objectStorage = this.storage.objectStorage;
    this.workloadIdentities = this.storage.identities;
    this.reachesInternet = !("cidr" in props.network && props.network.egress?.type === "none");
    this.egressAddresses = this.network.egress.addresses.map(({ publicIp }) => publicIp);
    this.kubeconfigCommand = `aws eks update-kubeconfig --region ${region} --name ${name}`;
    registerCluster(this);
  }

  evidence(stack: StackJson): ClusterEvidence {
    return awsEvidence(stack, this, this.props);
  }

  architecture(stack: StackJson): Architecture {
    return awsArchitecture(stack, this);
  }
}
