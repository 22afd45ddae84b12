import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type ComponentFactory, type HavenCluster, registerCluster } from "../../core/cluster/cluster";
import { isProtected } from "../../core/cluster/cluster-props";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import type { LoadBalancer, NodeAuditLog } from "../../core/cluster/platform";
import { resolveTags } from "../../core/cluster/tags";
import { logStoreUrl } from "../../core/cluster/workload-identity";
import type { Architecture } from "../../core/reading/architecture";
import { type AppJson, appOf } from "../../core/reading/app-json";
import type { ClusterEvidence } from "../../core/reading/evidence";
import type { StackJson } from "../../core/reading/terraform-json";
import type { ObjectStorage } from "../../core/storage/object-storage";
import type { StorageClass } from "../../core/storage/storage-class";
import { kubeconfigCommand } from "../../talos/config/access";
import { etcdBackupNamespace } from "../../talos/config/etcd-backup";
import { auditLog } from "../../talos/config/logging";
import { talosVersions } from "../../talos/config/versions";
import { platformComponents } from "../components/platform-components";
import { type VsphereHavenClusterProps, vsphereRules } from "../config/cluster";
import { vsphereWarnings } from "../config/warnings";
import { vsphereArchitecture } from "../reading/architecture";
import { vsphereEvidence } from "../reading/evidence";
import { VsphereCluster } from "./cluster";
import { rejectNeighbours } from "./neighbours";
import { VsphereNetwork } from "./network";
import type { VsphereNodePool } from "./node-pool";
import { VsphereStorage } from "./storage";
import { VsphereZones } from "./zones";
import { vsphereAddresses } from "./addresses";
import { rejectCluster } from "../../core/cluster/reject-cluster";
import { checked } from "../../core/schema/checked";

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
    rejectCluster(this, vsphereRules, props);
    rejectNeighbours(this, props);
    const { name, region, zones, access, logging = {}, etcdBackup, talos = {} } = props;
    this.kubernetesVersion = props.kubernetesVersion ?? talosVersions.default;
    for (const warning of vsphereWarnings(props, this.kubernetesVersion)) Annotations.of(this).addWarning(warning);

    const part = checked({ name });
    this.placement = new VsphereZones(this, "zones", checked({ name, zones }));
    this.network = new VsphereNetwork(this, "network", checked({ ...props.network, zoneConfigs: zones, zones: this.placement }));
    this.cluster = new VsphereCluster(this, "cluster", {
      ...part,
      region,
      zones: this.placement,
      network: this.network,
      access,
      kubernetesVersion: this.kubernetesVersion,
      image: props.image,
      talos,
      controlPlane: props.controlPlane ?? {},
      logReceiver: logging.receiver,
      etcdBackupNamespace: etcdBackup && etcdBackupNamespace,
      cloudController: props.cloudController,
      annotation: annotation(props),
      preventDestroy: isProtected(props, "cluster"),
    });
    for (const pool of props.nodePools) this.cluster.addNodePool(checked(pool));
    this.storage = new VsphereStorage(this, "storage", checked({ ...props.storage, name }));

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

  evidence(stack: StackJson, app: AppJson = appOf(stack)): ClusterEvidence {
    return vsphereEvidence(stack, app, vsphereAddresses(this), this.props);
  }

  architecture(stack: StackJson): Architecture {
    return vsphereArchitecture(stack, vsphereAddresses(this));
  }
}

/** Tags take categories that are made beforehand, and rights on them; a note on each machine takes nothing. */
function annotation({ environment, tags }: VsphereHavenClusterProps): string {
  return Object.entries(resolveTags(environment, tags))
    .map(([key, value]) => `${key}: ${value}`)
    .sort()
    .join("\n");
}
