import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { CertificateAccess } from "../../core/cluster/kubernetes-access";
import { apiEndpoint, oidcArguments, type TalosAccess } from "../../talos/config/access";
import type { VsphereTalosConfig } from "../config/talos";
import { type StartedTalosCluster, TalosCluster } from "../../talos/constructs/cluster";
import { vsphereDefaults } from "../config/defaults";
import type { VsphereImage } from "../config/image";
import { controlPlaneName, type VsphereControlPlaneConfig, type VsphereNodePoolConfig } from "../config/node-pool";
import type { VspherePartProps } from "../config/part";
import { VsphereImages } from "./image";
import type { VsphereNetwork } from "./network";
import { VsphereNodePool, type VsphereNodePoolContext } from "./node-pool";
import type { VsphereZones } from "./zones";
import { rejectTwinPool } from "../../core/cluster/node-pool";
import { checked } from "../../core/schema/checked";
import { type VsphereControlPlaneSettings, controlPlaneProblems } from "../config/control-plane";
import { beginPart } from "./part";

/** Settings and surroundings of the cluster, without its node pools. */
export interface VsphereClusterProps extends VspherePartProps {
  readonly region: string;
  readonly zones: VsphereZones;
  readonly network: VsphereNetwork;
  readonly access: TalosAccess;
  /** Exact. */
  readonly kubernetesVersion: string;
  readonly image: VsphereImage;
  readonly talos: VsphereTalosConfig;
  readonly controlPlane: VsphereControlPlaneConfig;
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
  readonly endpoint: string;
  readonly started: StartedTalosCluster;
  readonly kubernetesAccess: CertificateAccess;
  readonly ready: readonly ITerraformDependable[];

  private readonly added: VsphereNodePool[] = [];
  private readonly context: VsphereNodePoolContext;

  constructor(scope: Construct, id: string, props: VsphereClusterProps) {
    super(scope, id);
    beginPart<VsphereControlPlaneSettings>(this, props, { problems: (given) => controlPlaneProblems(given, props.network.virtualIp) });
    const { name, network, access, talos, image, preventDestroy } = props;
    this.endpoint = apiEndpoint(access, network.virtualIp);
    this.talos = new TalosCluster(
      this,
      "talos",
      checked({
        name,
        endpoint: this.endpoint,
        kubernetesVersion: props.kubernetesVersion,
        region: props.region,
        virtualIp: network.virtualIp,
        link: vsphereDefaults.link,
        installDisk: vsphereDefaults.installDisk,
        platform: "vmware",
        secureBoot: image.secureBoot ?? false,
        schematicId: vsphereDefaults.schematicId,
        nodeCidrs: network.nodeCidrs,
        podCidr: network.podCidr,
        serviceCidr: network.serviceCidr,
        dnsServers: network.dnsServers,
        timeServers: network.timeServers,
        administratorCidrs: access.allowedCidrs,
        apiServerArgs: access.oidc && oidcArguments(access.oidc),
        logReceiver: props.logReceiver,
        externalCloudProvider: props.cloudController,
        etcdBackupNamespace: props.etcdBackupNamespace,
        kubeconfig: access.kubeconfig,
        configuredAtBoot: talos.delivery !== "api",
        talos,
        preventDestroy,
      }),
    );
    this.images = new VsphereImages(this, "image", checked({ name, image, zones: props.zones }));
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
    this.controlPlane = new VsphereNodePool(
      this,
      "control-plane",
      checked({
        ...context,
        ...size,
        name: controlPlaneName,
        role: "controlplane",
        minNodes: nodes,
        maxNodes: nodes,
        preventDestroy,
      }),
    );
    this.context = context;
    const [first, ...others] = this.controlPlane.machines;
    if (first === undefined) throw new Error("a control plane without machines");
    this.started = this.talos.start([first, ...others]);
    this.kubernetesAccess = this.started.kubernetesAccess;
    this.ready = [this.started.answering];
  }
  /** Adds a pool for applications; refuses one that Kubernetes or vSphere would refuse beside the existing ones. */
  addNodePool({ zones: zoneNames, ...pool }: VsphereNodePoolConfig): VsphereNodePool {
    rejectTwinPool(this, pool);
    const made = new VsphereNodePool(this, `pool-${pool.name}`, { ...this.context, ...pool, zoneNames, role: "worker" });
    this.added.push(made);
    this.talos.join(this.started, made.machines);
    return made;
  }

  /** Pools for applications, in the order in which they were added. */
  get nodePools(): readonly VsphereNodePool[] {
    return this.added;
  }
}
