import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { rejectProblems } from "../core/validation/errors";
import type { CertificateAccess } from "../core/cluster/kubernetes-access";
import { TalosCluster, type StartedTalosCluster } from "../talos/cluster";
import type { TalosConfig } from "../talos/config";
import { apiEndpoint, oidcArguments, type VsphereAccess } from "./access";
import { vsphereDefaults } from "./defaults";
import { VsphereImages, type VsphereImage } from "./image";
import type { VsphereNetwork } from "./network";
import { type VsphereControlPlaneConfig, VsphereNodePool, type VsphereNodePoolConfig, type VsphereNodePoolContext } from "./node-pool";
import { controlPlaneName } from "./node-pool-problems";
import type { VspherePartProps } from "./part-props";
import { clusterProblems } from "./problems";
import type { VsphereZones } from "./zones";

export interface VsphereClusterProps extends VspherePartProps {
  readonly region: string;
  readonly zones: VsphereZones;
  readonly network: VsphereNetwork;
  readonly access: VsphereAccess;
  /** Exact. */
  readonly kubernetesVersion: string;
  readonly image: VsphereImage;
  readonly talos: TalosConfig;
  readonly controlPlane: VsphereControlPlaneConfig;
  readonly nodePools: readonly VsphereNodePoolConfig[];
  /** Receiver of what Talos' own services log. @default none */
  readonly logReceiver?: string;
  /** Namespace whose pods may take snapshots of etcd. @default none */
  readonly etcdBackupNamespace?: string;
  /** Whether vSphere's controller labels nodes. @default false */
  readonly cloudController?: boolean;
  readonly annotation: string;
  /** @default false */
  readonly preventDestroy?: boolean;
}

/**
 * Kubernetes by Talos on machines of vSphere, with its control plane over the zones.
 *
 * @haven hamasters
 * @haven kubernetesversion
 * @haven rbac
 * @haven cncf
 */
export class VsphereCluster extends Construct {
  readonly talos: TalosCluster;
  readonly images: VsphereImages;
  readonly controlPlane: VsphereNodePool;
  /** Pools for applications, in the order in which they were given. */
  readonly nodePools: readonly VsphereNodePool[];
  readonly endpoint: string;
  readonly started: StartedTalosCluster;
  readonly kubernetesAccess: CertificateAccess;
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: VsphereClusterProps) {
    super(scope, id);
    rejectProblems(this.node.path, clusterProblems(props, props.network.props.virtualIp));
    const { name, network, access, talos, image, preventDestroy } = props;
    this.endpoint = apiEndpoint(access, network.props.virtualIp);
    this.talos = new TalosCluster(this, "talos", {
      name,
      endpoint: this.endpoint,
      kubernetesVersion: props.kubernetesVersion,
      region: props.region,
      virtualIp: network.props.virtualIp,
      link: vsphereDefaults.link,
      installDisk: vsphereDefaults.installDisk,
      platform: "vmware",
      secureBoot: image.secureBoot ?? false,
      schematicId: vsphereDefaults.schematicId,
      nodeCidrs: network.nodeCidrs,
      podCidr: network.podCidr,
      serviceCidr: network.serviceCidr,
      dnsServers: network.props.dnsServers,
      timeServers: network.timeServers,
      administratorCidrs: access.allowedCidrs,
      apiServerArgs: access.oidc && oidcArguments(access.oidc),
      logReceiver: props.logReceiver,
      externalCloudProvider: props.cloudController,
      etcdBackupNamespace: props.etcdBackupNamespace,
      kubeconfig: access.kubeconfig,
      talos,
      preventDestroy,
    });
    this.images = new VsphereImages(this, "image", { name, image, zones: props.zones });
    const context: VsphereNodePoolContext = {
      clusterName: name,
      zones: props.zones,
      network,
      images: this.images,
      talos: this.talos,
      delivery: talos.delivery ?? "guestinfo",
      secureBoot: image.secureBoot ?? false,
      annotation: props.annotation,
    };
    const { nodes, ...size } = { ...vsphereDefaults.controlPlane, ...props.controlPlane };
    this.controlPlane = new VsphereNodePool(this, "control-plane", {
      ...context,
      ...size,
      name: controlPlaneName,
      role: "controlplane",
      minNodes: nodes,
      maxNodes: nodes,
      preventDestroy,
    });
    this.nodePools = props.nodePools.map(
      ({ zones: zoneNames, ...pool }) => new VsphereNodePool(this, `pool-${pool.name}`, { ...context, ...pool, zoneNames, role: "worker" }),
    );
    const [first, ...others] = this.controlPlane.machines;
    if (first === undefined) throw new Error("a control plane without machines");
    this.started = this.talos.start(
      [first, ...others],
      this.nodePools.flatMap(({ machines }) => machines),
    );
    this.kubernetesAccess = this.started.kubernetesAccess;
    this.ready = [this.started.answering];
  }
}
