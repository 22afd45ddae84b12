import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Architecture } from "../core/architecture";
import { type HavenCluster, type LoadBalancer, registerCluster, twinProblems } from "../core/cluster";
import { type ClusterProps, isProtected } from "../core/cluster-props";
import { rejectProblems } from "../core/errors";
import type { ClusterEvidence } from "../core/evidence";
import { missingProblems } from "../core/incomplete";
import type { KubernetesAccess } from "../core/kubernetes-access";
import type { ObjectStorage, StorageClass, VolumeSnapshotClass } from "../core/storage";
import { resolveTags } from "../core/tags";
import type { StackJson } from "../core/terraform-json";
import { apiUrl, type GoogleAccess, kubeconfigCommand, kubernetesAccess } from "./access";
import { GoogleApis } from "./apis";
import { googleArchitecture } from "./architecture";
import type { GoogleBackup, GoogleBackupConfig } from "./backup";
import { GoogleCluster } from "./cluster";
import { googleDefaults } from "./defaults";
import { GoogleDns, type GoogleDnsConfig } from "./dns";
import type { GoogleEncryption } from "./encryption";
import { googleEvidence } from "./evidence";
import { GoogleLogging, type GoogleLoggingConfig } from "./logging";
import type { GoogleMaintenanceWindow } from "./maintenance";
import { GoogleNetwork, type GoogleNetworkConfig } from "./network";
import type { GoogleNodePool, GoogleNodePoolConfig } from "./node-pool";
import { googleProblems } from "./problems";
import { GoogleSecretStore, type GoogleSecretStoreConfig } from "./secret-store";
import { GoogleStorage, type GoogleStorageConfig, snapshotClass } from "./storage";
import type { GoogleUniverse } from "./universe";
import type { GoogleUpgrades } from "./upgrades";
import type { GoogleReleaseChannel } from "./versions";
import { googleWarnings } from "./warnings";
import { identityPort } from "./workload-identity";

/** A Haven cluster on Google Cloud. Plain data: a YAML file may hold all of it. */
export interface GoogleHavenClusterProps extends Omit<ClusterProps, "maintenance"> {
  /** Id of the project that everything is made in, for example `gemeente-haven-production`. A change replaces everything. */
  readonly projectId: string;

  /**
   * Number of the project, quoted: Google's own service agents are known under it. It is asked for, so that a plan needs no login.
   *
   * @pattern ^\d{6,}$
   */
  readonly projectNumber: string;

  /**
   * Enables the APIs that the cluster and its parts call; destroying leaves them enabled. Takes the role Service Usage Admin.
   *
   * @default true
   */
  readonly enableApis?: boolean;

  /**
   * Who decides which Kubernetes there is and when it moves on: GKE makes no clusters without a channel. `regular`: minors that were in
   * `rapid` for some months. `stable`: later still, so that its clusters are the first to leave HCC's window. `rapid`: first, without a
   * promise of uptime.
   *
   * @default regular
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly releaseChannel?: GoogleReleaseChannel;

  /**
   * `patch`: GKE upgrades the control plane and the nodes in the maintenance window, to new minors too. A hold keeps it from some of
   * that, between two days.
   *
   * @default patch
   */
  readonly upgrades?: GoogleUpgrades;

  /** When GKE may patch the cluster and its nodes. @default sunday, 01:00 UTC, 12 hours */
  readonly maintenance?: GoogleMaintenanceWindow;

  /** A network of the cluster's own, with `cidr`, or one that is there already, with `existing`. */
  readonly network: GoogleNetworkConfig;

  /** Who reaches the Kubernetes API, and who administers the cluster. */
  readonly access: GoogleAccess;

  /**
   * Pools for applications, at least three nodes together. GKE's own pods run there too.
   *
   * @minItems 1
   */
  readonly nodePools: readonly GoogleNodePoolConfig[];

  /** Shared files, disks and objects. @default over all zones of the region, files with addresses inside the network only */
  readonly storage?: GoogleStorageConfig;

  /** Zone that applications have their names in. @default none: certificates by an answer of the gateway only */
  readonly dns?: GoogleDnsConfig;

  /** Secrets that external-secrets may read. @default none */
  readonly secretStore?: GoogleSecretStoreConfig;

  /** Logs of the control plane. @default a log bucket in the region that keeps them for 183 days */
  readonly logging?: GoogleLoggingConfig;

  /** Keys that disks and Secrets are encrypted with. @default Google's own keys */
  readonly encryption?: GoogleEncryption;

  /** Backup for GKE. @default none; the baseline's `velero` is the other way */
  readonly backup?: GoogleBackupConfig;

  /**
   * Google's own types and controllers of Gateway API, beside the baseline's gateway. Google upgrades the types.
   *
   * @default false
   */
  readonly gatewayApi?: boolean;

  /** Names of a sovereign Google cloud, for regions that begin with `u-`. @default Google's public cloud */
  readonly universe?: GoogleUniverse;
}

// Classes of the provider that few clusters need are loaded when one does.
/* eslint-disable @typescript-eslint/no-require-imports */
const whenAsked = { backup: () => require("./backup") as typeof import("./backup") };
/* eslint-enable @typescript-eslint/no-require-imports */

const requiredProps = ["name", "environment", "region", "projectId", "projectNumber", "tags", "network", "access", "nodePools"] as const;

/**
 * GKE with its network, node pools, storage and logging, built to pass the Haven Compliancy Checker together with the baseline.
 *
 * Needs a google provider in its stack. Refuses impossible props with a `ConfigurationError` that lists every problem.
 */
export class GoogleHavenCluster extends Construct implements HavenCluster {
  readonly provider = "google";
  readonly clusterName: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string;
  readonly apiEndpoint: string;
  readonly oidcIssuerUrl: string;
  readonly defaultStorageClass: StorageClass;
  readonly sharedStorageClass: StorageClass;
  readonly additionalStorageClasses: readonly StorageClass[];
  readonly logSink: string;
  readonly objectStorage: ObjectStorage;
  readonly workloadIdentities: GoogleStorage["identities"];
  readonly workloadIdentityPort = identityPort;
  readonly egressAddresses: readonly string[];
  readonly kubeconfigCommand: string;
  readonly snapshotClass: VolumeSnapshotClass;
  readonly kubernetesAccess: KubernetesAccess;
  readonly platformServices: HavenCluster["platformServices"];
  readonly loadBalancer: LoadBalancer;
  readonly ready: readonly ITerraformDependable[];
  readonly dns?: GoogleDns;
  readonly secretStore?: GoogleSecretStore;

  /** Undefined when the APIs are somebody else's business. */
  readonly apis?: GoogleApis;
  readonly network: GoogleNetwork;
  readonly cluster: GoogleCluster;
  readonly nodePools: readonly GoogleNodePool[];
  readonly storage: GoogleStorage;
  readonly logging: GoogleLogging;
  readonly backup?: GoogleBackup;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: GoogleHavenClusterProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, missingProblems(props, requiredProps));
    rejectProblems(this.node.path, [...googleProblems(props), ...twinProblems(this, this.provider, props.name)]);
    for (const warning of googleWarnings(props)) Annotations.of(this).addWarning(warning);
    const { name, region, projectNumber, access, universe } = props;
    if (props.enableApis !== false) {
      this.apis = new GoogleApis(this, "apis", { projectId: props.projectId, also: props.backup ? ["gkebackup"] : [] });
    }
    const part = { name, region, projectId: this.apis?.projectId ?? props.projectId, tags: resolveTags(props.environment, props.tags) };

    this.network = new GoogleNetwork(this, "network", { ...props.network, ...part });
    this.logging = new GoogleLogging(this, "logging", { ...props.logging, ...part, preventDestroy: isProtected(props, "auditLog") });
    this.cluster = new GoogleCluster(this, "cluster", {
      ...props,
      ...part,
      network: this.network,
      backupAgent: props.backup !== undefined,
      preventDestroy: isProtected(props, "cluster"),
    });
    const gke = this.cluster.resource;
    for (const pool of props.nodePools) this.cluster.addNodePool(pool);
    this.nodePools = this.cluster.nodePools;
    const inCluster = { ...part, workloadPool: this.cluster.workloadPool };
    this.storage = new GoogleStorage(this, "storage", {
      ...props.storage,
      ...inCluster,
      network: this.network,
      ...(universe && { universeDomain: universe.domain }),
      ...(props.encryption?.customerManagedKey && { diskKeyId: props.encryption.customerManagedKey.keyId }),
      preventDestroy: { objectStorage: isProtected(props, "objectStorage") },
    });
    if (props.dns) this.dns = new GoogleDns(this, "dns", { ...props.dns, ...inCluster });
    if (props.secretStore)
      this.secretStore = new GoogleSecretStore(this, "secret-store", { ...props.secretStore, ...inCluster, projectNumber });
    if (props.backup) {
      this.backup = new (whenAsked.backup().GoogleBackup)(this, "backup", {
        ...props.backup,
        ...part,
        clusterId: gke.id,
        preventDestroy: isProtected(props, "objectStorage"),
      });
    }

    this.clusterName = name;
    this.region = region;
    this.zones = [...new Set(this.nodePools.flatMap(({ zones }) => zones))].sort();
    this.kubernetesVersion = `${props.releaseChannel ?? googleDefaults.releaseChannel} channel`;
    this.apiEndpoint = apiUrl(this.cluster.endpoint);
    // GKE signs the tokens of service accounts in the name of the cluster's own resource.
    this.oidcIssuerUrl = gke.selfLink;
    this.defaultStorageClass = this.storage.defaultStorageClass;
    this.sharedStorageClass = this.storage.sharedStorageClass;
    this.additionalStorageClasses = this.storage.additionalStorageClasses;
    this.snapshotClass = snapshotClass(props);
    this.kubernetesAccess = kubernetesAccess(this.cluster.endpoint);
    this.platformServices = {
      metricsServer: true,
      // It came with the driver for disks in GKE 1.17.
      snapshotController: true,
      gatewayApi: props.gatewayApi ?? false,
      defaultStorageClasses: ["standard-rwo"],
    };
    this.loadBalancer = this.network.loadBalancer;
    this.ready = [
      ...this.nodePools.map(({ resource }) => resource),
      ...this.cluster.members,
      ...this.storage.ready,
      ...(this.dns?.ready ?? []),
      ...(this.secretStore?.ready ?? []),
    ];
    this.logSink = this.logging.bucket.id;
    this.objectStorage = this.storage.objectStorage;
    this.workloadIdentities = this.storage.identities;
    this.egressAddresses = this.network.egress.addresses.map(({ address }) => address);
    this.kubeconfigCommand = kubeconfigCommand(access, props);
    registerCluster(this);
  }

  evidence(stack: StackJson): ClusterEvidence {
    return googleEvidence(stack, this, this.props);
  }

  architecture(stack: StackJson): Architecture {
    return googleArchitecture(stack, this);
  }
}
