import { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import type { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { GoogleAccess } from "../config/access";
import { googleDefaults, nodeRoles, nodeScopes } from "../config/defaults";
import type { GoogleEncryption } from "../config/encryption";
import type { GoogleLoggingConfig } from "../config/logging";
import type { GoogleMaintenanceWindow } from "../config/maintenance";
import type { GoogleNodePoolConfig } from "../config/node-pool";
import type { GooglePartProps } from "../config/part";
import { zonesIn } from "../config/regions";
import { type GoogleUniverse, publicUniverse } from "../config/universe";
import type { GoogleUpgrades } from "../config/upgrades";
import type { GoogleReleaseChannel } from "../config/versions";
import { type ApiEndpoint, endpointOf, endpoints, grantAccess } from "./access";
import { grantKey } from "./encryption";
import { clusterLogs } from "./logging";
import type { GoogleNetwork } from "./network";
import { GoogleNodePool } from "./node-pool";
import type { GoogleNodePoolContext } from "./node-settings";
import { shieldedInstance } from "./node-settings";
import { beginPart } from "./part";
import { workloadPoolOf } from "./universe";
import { maintenancePolicy } from "./upgrades";
import { makeAccount } from "./workload-identity";
import { rejectTwinPool } from "../../core/cluster/node-pool";
import { controlPlaneProblems } from "../config/control-plane";

/** Settings and surroundings of the GKE cluster, without its node pools. */
export interface GoogleClusterProps extends GooglePartProps {
  /** Number of the project, under which Google's own service agents are known. */
  readonly projectNumber: string;
  readonly network: GoogleNetwork;
  readonly access: GoogleAccess;
  /** @default regular */
  readonly releaseChannel?: GoogleReleaseChannel;
  /** @default patch */
  readonly upgrades?: GoogleUpgrades;
  /** @default sunday, 01:00 UTC, 12 hours */
  readonly maintenance?: GoogleMaintenanceWindow;
  /** @default Google's own keys */
  readonly encryption?: GoogleEncryption;
  /** Logs that leave the control plane. @default those of the platform, none of containers */
  readonly logging?: Pick<GoogleLoggingConfig, "containerLogs" | "managedPrometheus">;
  /** Google's own types and controllers of Gateway API. @default false */
  readonly gatewayApi?: boolean;
  /** Puts the agent of Backup for GKE in. @default false */
  readonly backupAgent?: boolean;
  /** @default Google's public cloud */
  readonly universe?: GoogleUniverse;
  /** @default false */
  readonly preventDestroy?: boolean;
}

/**
 * GKE, with its control plane over the zones of the region, private nodes, and the Cilium of Dataplane V2.
 *
 * @haven hamasters
 * @haven kubernetesversion
 * @haven rbac
 * @haven cncf
 * @haven metrics
 */
export class GoogleCluster extends Construct {
  readonly resource: ContainerCluster;
  readonly endpoint: ApiEndpoint;
  /** Pool of the project's workload identities; whoever refers to it waits for the cluster, which makes it. */
  readonly workloadPool: string;
  /** Of every node. It may register, write logs and metrics and pull images, and nothing else. */
  readonly nodeAccount: ServiceAccount;
  /** Rights of those who administer and look at the cluster; until they are there, nobody can log in. */
  readonly administrators: readonly ITerraformDependable[];

  private readonly added: GoogleNodePool[] = [];
  private readonly pools: GoogleNodePoolContext;

  constructor(scope: Construct, id: string, props: GoogleClusterProps) {
    super(scope, id);
    beginPart(this, props, { problems: controlPlaneProblems });
    const { name, region, projectId: project, network, access, universe = publicUniverse, preventDestroy = false } = props;
    const key = props.encryption?.customerManagedKey;
    const disks = key && { bootDiskKmsKey: key.keyId };
    this.nodeAccount = makeAccount(this, "nodes", `Nodes of ${name}`, props);
    const keyUsers = key ? grantKey(this, key, props.projectNumber, universe.serviceAgentDomain, this.nodeAccount) : [];
    const rights = nodeRoles.map(
      (role) => new ProjectIamMember(this, `nodes-${role}`, { project, role: `roles/${role}`, member: this.nodeAccount.member }),
    );
    // Without these the nodes of the pool that GKE makes first fail, and the cluster with them.
    const ready: readonly ITerraformDependable[] = [...network.ready, ...keyUsers, ...rights];

    this.resource = new ContainerCluster(this, "Resource", {
      name,
      project,
      // A region: the control plane of a zonal cluster is one machine, and GKE never changes one into the other.
      location: region,
      nodeLocations: [...zonesIn(region)],

      network: network.networkId,
      subnetwork: network.nodes.id,
      networkingMode: "VPC_NATIVE",
      ipAllocationPolicy: {
        clusterSecondaryRangeName: network.nodes.podRangeName,
        servicesSecondaryRangeName: network.nodes.serviceRangeName,
        stackType: "IPV4",
      },
      // Cilium enforces the baseline's network policies; with the older way of GKE a cluster must be told to.
      datapathProvider: "ADVANCED_DATAPATH",
      enableIntranodeVisibility: true,
      // GKE switches it on by itself later, which would be a change in every plan.
      enableL4IlbSubsetting: true,
      defaultMaxPodsPerNode: googleDefaults.maxPods,
      ...endpoints(access),

      releaseChannel: { channel: (props.releaseChannel ?? googleDefaults.releaseChannel).toUpperCase() },
      maintenancePolicy: maintenancePolicy(props.maintenance, props.upgrades),

      workloadIdentityConfig: { workloadPool: workloadPoolOf(project, props.universe) },
      enableLegacyAbac: false,
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
      // Nobody can give rights to everyone, or to whoever has any Google account.
      rbacBindingConfig: { enableInsecureBindingSystemAuthenticated: false, enableInsecureBindingSystemUnauthenticated: false },
      // Health checks of load balancers only.
      anonymousAuthenticationConfig: { mode: "LIMITED" },
      ...(access.securityGroup !== undefined && { authenticatorGroupsConfig: { securityGroup: access.securityGroup } }),
      enableShieldedNodes: true,
      // Said in any case: of a block that is left out the provider keeps what is there, and Secrets would stay under a key that GKE may no
      // longer use (issue 10484).
      databaseEncryption: key ? { state: "ENCRYPTED", keyName: key.keyId } : { state: "DECRYPTED" },
      // Reports what is unwise in manifests, and blocks nothing. Looking for holes in images is another service, which costs.
      securityPostureConfig: { mode: "BASIC", vulnerabilityMode: "VULNERABILITY_DISABLED" },

      addonsConfig: {
        gcpFilestoreCsiDriverConfig: { enabled: true },
        gcePersistentDiskCsiDriverConfig: { enabled: true },
        dnsCacheConfig: { enabled: true },
        gkeBackupAgentConfig: { enabled: props.backupAgent ?? false },
      },
      gatewayApiConfig: { channel: props.gatewayApi ? "CHANNEL_STANDARD" : "CHANNEL_DISABLED" },
      ...clusterLogs(props.logging ?? {}),
      costManagementConfig: { enabled: true },

      // GKE makes no cluster without a pool; ours have settings of their own, and this one goes at once.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: {
        ...googleDefaults.throwAwayDisk,
        ...disks,
        // The project's default account is often stripped or disabled, and then making the cluster fails.
        serviceAccount: this.nodeAccount.email,
        oauthScopes: nodeScopes,
        shieldedInstanceConfig: shieldedInstance,
        tags: [network.nodeTag],
      },
      // Of whatever pool somebody adds by hand.
      nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "FALSE" } },

      resourceLabels: { ...props.tags },
      deletionProtection: preventDestroy,
      timeouts: googleDefaults.clusterTimeouts,
      dependsOn: [...ready],
      lifecycle: {
        preventDestroy,
        ignoreChanges: [
          // Of the pool that is gone.
          "node_config",
          "initial_node_count",
          // GKE answers with a newer word from 1.35 on, which provider 6.50 refuses to be told (issue 26882).
          ...(key ? ["database_encryption[0].state"] : []),
        ],
      },
    });
    this.endpoint = endpointOf(access, {
      dnsName: this.resource.controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint,
      publicAddress: this.resource.privateClusterConfig.publicEndpoint,
      privateAddress: this.resource.privateClusterConfig.privateEndpoint,
      certificate: this.resource.masterAuth.clusterCaCertificate,
    });
    this.workloadPool = this.resource.workloadIdentityConfig.workloadPool;
    this.administrators = grantAccess(this, project, access);
    this.pools = {
      region,
      projectId: project,
      clusterId: this.resource.id,
      serviceAccountEmail: this.nodeAccount.email,
      networkTag: network.nodeTag,
      tags: props.tags,
      ...(key && { diskKeyId: key.keyId }),
      after: ready,
    };
  }

  /** Adds a pool for applications; refuses one that GKE would refuse beside those that are there. */
  addNodePool(pool: GoogleNodePoolConfig): GoogleNodePool {
    rejectTwinPool(this, pool);
    const made = new GoogleNodePool(this, `pool-${pool.name}`, { ...pool, ...this.pools });
    this.added.push(made);
    return made;
  }

  /** Pools for applications, in the order in which they were added. */
  get nodePools(): readonly GoogleNodePool[] {
    return this.added;
  }
}
