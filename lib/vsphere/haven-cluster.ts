import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Architecture } from "../core/reading/architecture";
import { type HavenCluster, registerCluster, twinProblems } from "../core/cluster/cluster";
import type { LoadBalancer, NodeAuditLog } from "../core/cluster/platform";
import { isProtected, type UnpatchedClusterProps } from "../core/cluster/cluster-props";
import type { ComponentFactory } from "../core/cluster/cluster";
import { rejectProblems } from "../core/validation/errors";
import type { ClusterEvidence } from "../core/reading/evidence";
import { missingProblems } from "../core/validation/incomplete";
import type { KubernetesAccess } from "../core/cluster/kubernetes-access";
import type { Upgrades } from "../core/cluster/kubernetes-version";
import { logStoreUrl } from "../core/cluster/workload-identity";
import type { ObjectStorage } from "../core/storage/object-storage";
import type { StorageClass } from "../core/storage/storage-class";
import { resolveTags } from "../core/cluster/tags";
import type { StackJson } from "../core/reading/terraform-json";
import type { TalosConfig } from "../talos/config";
import { talosVersions } from "../talos/versions";
import { kubeconfigCommand, type VsphereAccess } from "./access";
import { vsphereArchitecture } from "./architecture";
import { VsphereCluster } from "./cluster";
import { type EtcdBackupConfig, etcdBackupNamespace } from "./etcd-backup";
import { vsphereEvidence } from "./evidence";
import type { VsphereImage } from "./image";
import { auditLog, type VsphereLoggingConfig } from "./logging";
import { VsphereNetwork, type VsphereNetworkConfig } from "./network";
import type { VsphereControlPlaneConfig, VsphereNodePool, VsphereNodePoolConfig } from "./node-pool";
import { platformComponents } from "./platform-components";
import { vsphereProblems } from "./problems";
import { VsphereStorage, type VsphereStorageConfig } from "./storage";
import type { Vcenter } from "./vcenter";
import { vsphereWarnings } from "./warnings";
import { type VsphereZone, VsphereZones } from "./zones";

/** A Haven cluster on machines of VMware vSphere. Plain data: a YAML file may hold all of it. */
export interface VsphereHavenClusterProps extends UnpatchedClusterProps {
  /**
   * Kubernetes version to the patch, for example "1.36.6".
   *
   * @default the newest patch of the newest minor that Talos took, when this version of the library came out
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly kubernetesVersion?: string;

  /** `none`: your code owns the version. `patch` is refused, since nothing patches machines of your own. @default none */
  readonly upgrades?: Upgrades;

  /** vCenter, as what runs in the cluster reaches it. */
  readonly vcenter: Vcenter;

  /** Where machines are put, so that no two zones fail together. Three is best. @minItems 2 @haven multiaz */
  readonly zones: readonly VsphereZone[];

  /** Image of Talos that machines are cloned from. */
  readonly image: VsphereImage;

  /** Addresses of machines, of the API and of load balancers. */
  readonly network: VsphereNetworkConfig;

  /** Who reaches the Kubernetes API, and who administers the cluster. */
  readonly access: VsphereAccess;

  /** The machines that run Kubernetes itself. @default three of 4 processors and 8 GiB over the zones */
  readonly controlPlane?: VsphereControlPlaneConfig;

  /**
   * Pools for applications, at least three machines together.
   *
   * @minItems 1
   */
  readonly nodePools: readonly VsphereNodePoolConfig[];

  /** Disks, shared files and objects. */
  readonly storage: VsphereStorageConfig;

  /** Logs of the control plane. @default kept for 183 days in the cluster's own log store */
  readonly logging?: VsphereLoggingConfig;

  /** Snapshots of etcd. @default none, with a warning */
  readonly etcdBackup?: EtcdBackupConfig;

  /** What Talos is told. @default for machines that reach the internet */
  readonly talos?: TalosConfig;

  /**
   * vSphere's cloud controller. It takes VMware's guest agent in the image; nothing else here needs it.
   *
   * @default false
   */
  readonly cloudController?: boolean;
}

const requiredProps = [
  "name",
  "environment",
  "region",
  "tags",
  "vcenter",
  "zones",
  "image",
  "network",
  "access",
  "nodePools",
  "storage",
] as const;

/**
 * Kubernetes by Talos on machines of vSphere, built to pass the Haven Compliancy Checker together with the baseline.
 *
 * Needs a vsphere and a talos provider in its stack. Refuses impossible props with a `ConfigurationError` that lists every problem.
 */
export class VsphereHavenCluster extends Construct implements HavenCluster {
  readonly provider = "vsphere";
  readonly clusterName: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string;
  readonly apiEndpoint: string;
  readonly oidcIssuerUrl: string;
  readonly defaultStorageClass: StorageClass;
  readonly sharedStorageClass: StorageClass;
  readonly logSink: string;
  readonly auditLog: NodeAuditLog;
  readonly objectStorage?: ObjectStorage;
  readonly workloadIdentities: VsphereStorage["identities"];
  /** A router of yours decides. */
  readonly egressAddresses: readonly string[] = [];
  readonly kubeconfigCommand: string;
  readonly kubernetesAccess: KubernetesAccess;
  readonly platformServices = { metricsServer: false, snapshotController: false, gatewayApi: false, defaultStorageClasses: [] };
  readonly platformComponents: readonly ComponentFactory[];
  readonly loadBalancer: LoadBalancer;
  readonly ready: readonly ITerraformDependable[];

  /** Resource pools, folders and groups of hosts. */
  readonly placement: VsphereZones;
  readonly network: VsphereNetwork;
  readonly cluster: VsphereCluster;
  readonly nodePools: readonly VsphereNodePool[];
  readonly storage: VsphereStorage;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VsphereHavenClusterProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, missingProblems(props, requiredProps));
    rejectProblems(this.node.path, [...vsphereProblems(props), ...twinProblems(this, this.provider, props.name)]);
    const { name, region, zones, access, logging = {}, etcdBackup, talos = {} } = props;
    this.kubernetesVersion = props.kubernetesVersion ?? talosVersions.default;
    for (const warning of vsphereWarnings(props, this.kubernetesVersion)) Annotations.of(this).addWarning(warning);

    this.placement = new VsphereZones(this, "zones", { name, zones });
    this.network = new VsphereNetwork(this, "network", { ...props.network, zoneConfigs: zones, zones: this.placement });
    this.cluster = new VsphereCluster(this, "cluster", {
      name,
      region,
      zones: this.placement,
      network: this.network,
      access,
      kubernetesVersion: this.kubernetesVersion,
      image: props.image,
      talos,
      controlPlane: props.controlPlane ?? {},
      nodePools: props.nodePools,
      logReceiver: logging.receiver,
      etcdBackupNamespace: etcdBackup && etcdBackupNamespace,
      cloudController: props.cloudController,
      annotation: annotation(props),
      preventDestroy: isProtected(props, "cluster"),
    });
    this.storage = new VsphereStorage(this, "storage", { ...props.storage, name });

    this.clusterName = name;
    this.region = region;
    this.zones = [...new Set([this.cluster.controlPlane, ...this.cluster.nodePools].flatMap((pool) => pool.zones))].sort();
    this.nodePools = this.cluster.nodePools;
    this.apiEndpoint = this.cluster.endpoint;
    // Nobody outside the cluster can read its keys there; it is what tokens say.
    this.oidcIssuerUrl = this.cluster.endpoint;
    this.defaultStorageClass = this.storage.defaultStorageClass;
    this.sharedStorageClass = this.storage.sharedStorageClass;
    this.objectStorage = this.storage.objectStorage;
    this.workloadIdentities = this.storage.identities;
    this.auditLog = auditLog(logging);
    this.logSink = this.objectStorage ? `${this.objectStorage.endpoint}/${this.objectStorage.buckets.logs}` : logStoreUrl;
    this.loadBalancer = this.network.loadBalancer;
    this.kubernetesAccess = this.cluster.kubernetesAccess;
    this.kubeconfigCommand = kubeconfigCommand(name, this.apiEndpoint, this.cluster.controlPlane.machines[0]?.address ?? "", access);
    this.platformComponents = platformComponents(props);
    this.ready = this.cluster.ready;
    registerCluster(this);
  }

  evidence(stack: StackJson): ClusterEvidence {
    return vsphereEvidence(stack, this, this.props);
  }

  architecture(stack: StackJson): Architecture {
    return vsphereArchitecture(stack, this);
  }
}

/** Tags take categories that are made beforehand, and rights on them; a note on each machine takes nothing. */
function annotation({ environment, tags }: VsphereHavenClusterProps): string {
  return Object.entries(resolveTags(environment, tags))
    .map(([key, value]) => `${key}: ${value}`)
    .sort()
    .join("\n");
}
