import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterAutoscaling, LoadBalancer } from "../../core/cluster/platform";
import { type HavenCluster, registerCluster } from "../../core/cluster/cluster";
import { isProtected } from "../../core/cluster/cluster-props";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import { resolveTags } from "../../core/cluster/tags";
import type { Architecture } from "../../core/reading/architecture";
import { type AppJson, appOf } from "../../core/reading/app-json";
import type { ClusterEvidence } from "../../core/reading/evidence";
import type { StackJson } from "../../core/reading/terraform-json";
import type { ObjectStorage } from "../../core/storage/object-storage";
import { type StorageClass, storageClassNames } from "../../core/storage/storage-class";
import { type AwsHavenClusterProps, awsRules } from "../config/cluster";
import { eksVersions } from "../config/versions";
import { awsWarnings } from "../config/warnings";
import { awsArchitecture } from "../reading/architecture";
import { awsEvidence } from "../reading/evidence";
import { kubernetesAccess } from "./access";
import type { AwsBackup } from "./backup";
import { AwsCluster } from "./cluster";
import { AwsDns } from "./dns";
import type { AwsGuardDuty } from "./guard-duty";
import { AwsKarpenter } from "./karpenter";
import { AwsLogging } from "./logging";
import { AwsNetwork } from "./network";
import type { AwsNodePool } from "./node-pool";
import { AwsSecretStore } from "./secret-store";
import { AwsStorage } from "./storage";
import { identityPort } from "./workload-identity";
import { rejectCluster } from "../../core/cluster/reject-cluster";
import { checked } from "../../core/schema/checked";
import { awsAddresses } from "./addresses";

// Bindings that few clusters need are loaded only when needed: together they take a thirtieth of a synth.
/* eslint-disable @typescript-eslint/no-require-imports */
const whenAsked = {
  backup: () => require("./backup") as typeof import("./backup"),
  guardDuty: () => require("./guard-duty") as typeof import("./guard-duty"),
};

/**
 * EKS with its network, node pools, storage and logging, designed to pass the Haven Compliancy Checker together with the baseline.
 *
 * Its stack needs an aws provider for `region`. Invalid props are refused with a `ConfigurationError` that lists every problem.
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
  readonly reachesNameServers: boolean;
  readonly egressAddresses: readonly string[];
  readonly kubeconfigCommand: string;
  readonly snapshotClass = { driver: "ebs.csi.aws.com", parameters: {} };
  readonly kubernetesAccess: KubernetesAccess;
  readonly platformServices = {
    metricsServer: true,
    snapshotController: true,
    gatewayApi: false,
    // Since 1.30, EKS doesn't mark its own storage class as the default.
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
    rejectCluster(this, awsRules, props);
    const { name, region, permissionsBoundaryArn } = props;
    const tags = resolveTags(props.environment, props.tags);
    this.kubernetesVersion = props.kubernetesVersion ?? eksVersions.default;
    for (const warning of awsWarnings(props, this.kubernetesVersion)) Annotations.of(this).addWarning(warning);
    const part = checked({ name, region, tags, permissionsBoundaryArn });
    const storageKeyArn = props.encryption?.customerManagedKey?.keyArn;

    this.network = new AwsNetwork(this, "network", { ...props.network, ...part });
    this.logging = new AwsLogging(this, "logging", { ...props.logging, ...part, preventDestroy: isProtected(props, "auditLog") });
    // The owner of an existing network decides about its flow logs.
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
    for (const pool of props.nodePools) this.cluster.addNodePool(checked(pool));
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
    // With equal bounds there is nothing to scale, and Auto Mode and cluster-autoscaler must not both decide about nodes.
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
      ...this.cluster.administrators,
      ...this.cluster.apiAccess,
      ...this.storage.ready,
      ...(this.dns?.ready ?? []),
      ...(this.secretStore?.ready ?? []),
      ...(scaling?.ready ?? []),
    ];
    this.logSink = this.logging.logGroup.arn;
    this.objectStorage = this.storage.objectStorage;
    this.workloadIdentities = this.storage.identities;
    this.reachesInternet = !("cidr" in props.network && props.network.egress?.type === "none");
    this.reachesNameServers = !("cidr" in props.network && props.network.egress?.type === "transit-gateway");
    this.egressAddresses = this.network.egress.addresses.map(({ publicIp }) => publicIp);
    this.kubeconfigCommand = `aws eks update-kubeconfig --region ${region} --name ${name}`;
    registerCluster(this);
  }

  evidence(stack: StackJson, app: AppJson = appOf(stack)): ClusterEvidence {
    return awsEvidence(stack, app, awsAddresses(this), this.props);
  }

  architecture(stack: StackJson): Architecture {
    return awsArchitecture(stack, awsAddresses(this));
  }
}
