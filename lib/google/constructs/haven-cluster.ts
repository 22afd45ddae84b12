import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type HavenCluster, registerCluster } from "../../core/cluster/cluster";
import type { LoadBalancer } from "../../core/cluster/platform";
import { isProtected } from "../../core/cluster/cluster-props";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import { resolveTags } from "../../core/cluster/tags";
import type { Architecture } from "../../core/reading/architecture";
import { type AppJson, appOf } from "../../core/reading/app-json";
import type { ClusterEvidence } from "../../core/reading/evidence";
import type { StackJson } from "../../core/reading/terraform-json";
import type { ObjectStorage } from "../../core/storage/object-storage";
import type { StorageClass, VolumeSnapshotClass } from "../../core/storage/storage-class";
import { type GoogleHavenClusterProps, googleRules } from "../config/cluster";
import { googleDefaults } from "../config/defaults";
import { googleWarnings } from "../config/warnings";
import { googleArchitecture } from "../reading/architecture";
import { googleEvidence } from "../reading/evidence";
import { apiUrl, kubeconfigCommand, kubernetesAccess } from "./access";
import { GoogleApis } from "./apis";
import type { GoogleBackup } from "./backup";
import { GoogleCluster } from "./cluster";
import { GoogleDns } from "./dns";
import { GoogleLogging } from "./logging";
import { GoogleNetwork } from "./network";
import type { GoogleNodePool } from "./node-pool";
import { GoogleSecretStore } from "./secret-store";
import { GoogleStorage, snapshotClass } from "./storage";
import { identityPort } from "./workload-identity";
import { rejectCluster } from "../../core/cluster/reject-cluster";
import { checked } from "../../core/schema/checked";
import { googleAddresses } from "./addresses";

// Classes of the provider that few clusters need are loaded when one does.
/* eslint-disable @typescript-eslint/no-require-imports */
const whenAsked = { backup: () => require("./backup") as typeof import("./backup") };

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
  readonly reachesNameServers: boolean;
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
    rejectCluster(this, googleRules, props);
    for (const warning of googleWarnings(props)) Annotations.of(this).addWarning(warning);
    const { name, region, projectNumber, access, universe } = props;
    if (props.enableApis !== false) {
      this.apis = new GoogleApis(this, "apis", checked({ projectId: props.projectId, also: props.backup ? ["gkebackup"] : [] }));
    }
    const part = checked({
      name,
      region,
      projectId: this.apis?.projectId ?? props.projectId,
      tags: resolveTags(props.environment, props.tags),
    });

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
    for (const pool of props.nodePools) this.cluster.addNodePool(checked(pool));
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
      ...this.cluster.administrators,
      ...this.storage.ready,
      ...(this.dns?.ready ?? []),
      ...(this.secretStore?.ready ?? []),
    ];
    this.logSink = this.logging.bucket.id;
    this.objectStorage = this.storage.objectStorage;
    this.workloadIdentities = this.storage.identities;
    this.reachesNameServers = !("cidr" in props.network && props.network.egressRules !== undefined);
    this.egressAddresses = this.network.egress.addresses.map(({ address }) => address);
    this.kubeconfigCommand = kubeconfigCommand(access, props);
    registerCluster(this);
  }

  evidence(stack: StackJson, app: AppJson = appOf(stack)): ClusterEvidence {
    return googleEvidence(stack, app, googleAddresses(this), this.props);
  }

  architecture(stack: StackJson): Architecture {
    return googleArchitecture(stack, googleAddresses(this));
  }
}
