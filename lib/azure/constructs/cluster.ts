import { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import type { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Annotations, Fn, type ITerraformDependable, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { upgradeRequested, type Upgrades } from "../../core/cluster/kubernetes-version";
import type { MaintenanceWindow } from "../../core/cluster/maintenance";
import { hash, resourceName } from "../../core/cluster/names";
import { addressOf } from "../../core/reading/terraform-json";
import { movedFrom } from "../../core/terraform/moved-from";
import { stableText } from "../../core/terraform/stable-text";
import type { AzureAccess } from "../config/access";
import type { AzurePodAutoscaling } from "../config/cluster";
import { azureDefaults } from "../config/defaults";
import type { AzureEncryption } from "../config/encryption";
import { systemPoolSize, type AzureNodePoolConfig, type AzureSystemPoolConfig } from "../config/node-pool";
import type { AzurePartProps } from "../config/part";
import { zonesIn } from "../config/regions";
import { apiServerAccess, grantAdministrators } from "./access";
import { AzureDiskEncryption } from "./encryption";
import type { AzureNetwork } from "./network";
import { AzureNodePool } from "./node-pool";
import type { AzureNodePoolContext } from "./node-settings";
import { ignoredCount, nodeSettings } from "./node-settings";
import { AzurePrivateDns } from "./private-dns";
import { beginPart } from "./part";
import { patchesItself, upgradeSettings, warnOfOtherMinor } from "./upgrades";
import { rejectTwinPool } from "../../core/cluster/node-pool";
import { controlPlaneProblems } from "../config/control-plane";

/** Settings and surroundings of the AKS cluster, without its node pools. */
export interface AzureClusterProps extends AzurePartProps {
  readonly network: AzureNetwork;
  readonly access: AzureAccess;
  /** Minor with `upgrades: patch`, exact patch or minor with `upgrades: none`. */
  readonly kubernetesVersion: string;
  /** @default patch */
  readonly upgrades?: Upgrades;
  /** @default sunday, 01:00 UTC, 4 hours */
  readonly maintenance?: MaintenanceWindow;
  /** @default three to five Standard_D4ds_v5 over every zone */
  readonly systemPool?: AzureSystemPoolConfig;
  /** @default Azure's own keys, no encryption on the host */
  readonly encryption?: AzureEncryption;
  /** Log Analytics workspace that Container Insights sends to. @default Container Insights is off */
  readonly containerInsightsWorkspaceId?: string;
  /** Leaves Container Insights to Azure Policy. @default false: disabled without a workspace */
  readonly containerInsightsByPolicy?: boolean;
  /** @default neither add-on */
  readonly podAutoscaling?: AzurePodAutoscaling;
  /** Registries from which the nodes pull images. @default none */
  readonly containerRegistryIds?: readonly string[];
  /** @default false */
  readonly preventDestroy?: boolean;
}

/**
 * AKS, with its control plane over all zones, its API inside the network, no local accounts, and a pool for the platform.
 *
 * @haven hamasters
 * @haven kubernetesversion
 * @haven rbac
 * @haven cncf
 * @haven metrics
 */
export class AzureCluster extends Construct {
  readonly resource: KubernetesCluster;
  readonly identity: UserAssignedIdentity;
  readonly kubernetesVersion: string;
  readonly upgrades: Upgrades;
  /** Only for a private API. */
  readonly privateDns?: AzurePrivateDns;
  /** Only with a key of your own. */
  readonly diskEncryption?: AzureDiskEncryption;
  /** Rights of the administrators; without them nobody can log in. */
  readonly administrators: readonly RoleAssignment[];
  /** Rights of the nodes to pull images from registries. */
  readonly imagePulls: readonly RoleAssignment[];
  /** Zones of the system pool. */
  readonly zones: readonly string[];

  private readonly added: AzureNodePool[] = [];
  private readonly joined = new Set<string>();
  private readonly network: AzureNetwork;
  private readonly pools: AzureNodePoolContext;

  constructor(scope: Construct, id: string, props: AzureClusterProps) {
    super(scope, id);
    beginPart(this, props, { problems: controlPlaneProblems });
    const { name, region, resourceGroupName, network, access, encryption = {}, systemPool = {}, preventDestroy = false } = props;
    const tags = { ...props.tags };
    this.network = network;
    this.upgrades = props.upgrades ?? "patch";
    this.kubernetesVersion = props.kubernetesVersion;
    this.zones = systemPool.zones ?? zonesIn(region);
    this.pools = {
      region,
      kubernetesVersion: this.kubernetesVersion,
      upgrades: this.upgrades,
      upgradeNow: upgradeRequested(TerraformStack.of(this).node.id),
      hostEncryption: encryption.hostEncryption ?? false,
      tags,
    };

    this.identity = new UserAssignedIdentity(this, "identity", {
      name: resourceName(name, "cluster", 128),
      location: region,
      resourceGroupName,
      tags,
    });
    const { nodes, apiServer, ingress } = network.subnets;
    const joinable = { nodes, "api-server": apiServer, ...(ingress && { ingress }) };
    const addresses = network.outboundType === "loadBalancer" ? network.egress.addresses : [];
    const roles = [
      ...Object.entries(joinable).map(([purpose, subnet]) => this.mayJoin(`joins-${purpose}`, subnet.id)),
      ...addresses.map(({ id: address }, index) => this.mayJoin(`joins-address-${index + 1}`, address)),
      ...(network.ingressAddress ? this.mayUse(network.ingressAddress) : []),
    ];
    if (access.mode === "private") {
      this.privateDns = new AzurePrivateDns(this, "dns", {
        ...props,
        network,
        zoneId: access.privateDnsZoneId,
        clusterIdentity: this.identity,
      });
    }
    if (encryption.customerManagedKey) {
      const key = encryption.customerManagedKey;
      this.diskEncryption = new AzureDiskEncryption(this, "disks", { ...props, key, clusterIdentity: this.identity });
    }
    // Creating the cluster before these fails; destroying them first leaves a cluster that can't be deleted.
    const ready: ITerraformDependable[] = [
      ...network.ready,
      ...roles,
      ...(this.privateDns?.ready ?? []),
      ...(this.diskEncryption?.ready ?? []),
    ];

    const pool = { ...systemPool, ...systemPoolSize(systemPool), name: "system" };
    this.resource = new KubernetesCluster(this, "Resource", {
      name,
      location: region,
      resourceGroupName,
      nodeResourceGroup: resourceName(name, "nodes", 80),
      // A private cluster with a zone of its own takes the other of the two.
      ...(access.mode === "private" ? { dnsPrefixPrivateCluster: dnsPrefix(name) } : { dnsPrefix: dnsPrefix(name) }),
      // Free has no uptime promise for the API server, and is the provider's default.
      skuTier: "Standard",
      kubernetesVersion: this.kubernetesVersion,
      ...upgradeSettings(this.upgrades, props.maintenance),

      privateClusterEnabled: access.mode === "private",
      ...(this.privateDns && { privateDnsZoneId: this.privateDns.zoneId, privateClusterPublicFqdnEnabled: false }),
      apiServerAccessProfile: apiServerAccess(access, apiServer.id),
      // A way into a private cluster around its network, with the rights of the cluster's administrator.
      runCommandEnabled: false,
      localAccountDisabled: true,
      roleBasedAccessControlEnabled: true,
      azureActiveDirectoryRoleBasedAccessControl: { azureRbacEnabled: true, adminGroupObjectIds: [...access.administrators.groupIds] },
      identity: { type: "UserAssigned", identityIds: [this.identity.id] },
      oidcIssuerEnabled: true,
      workloadIdentityEnabled: true,

      networkProfile: {
        networkPlugin: "azure",
        networkPluginMode: "overlay",
        // Cilium enforces the baseline's network policies; kubenet retires in March 2028.
        networkDataPlane: "cilium",
        networkPolicy: "cilium",
        loadBalancerSku: "standard",
        outboundType: network.outboundType,
        ...(addresses.length > 0 && {
          loadBalancerProfile: {
            outboundIpAddressIds: addresses.map((address) => address.id),
            outboundPortsAllocated: network.egress.portsPerNode,
          },
        }),
        ...network.overlay,
      },
      storageProfile: { diskDriverEnabled: true, fileDriverEnabled: true, snapshotControllerEnabled: true, blobDriverEnabled: false },

      azurePolicyEnabled: true,
      imageCleanerEnabled: true,
      imageCleanerIntervalHours: azureDefaults.imageCleanerIntervalHours,
      ...(props.containerInsightsWorkspaceId !== undefined && {
        omsAgent: { logAnalyticsWorkspaceId: props.containerInsightsWorkspaceId, msiAuthForMonitoringEnabled: true },
      }),
      ...(props.podAutoscaling && {
        workloadAutoscalerProfile: {
          kedaEnabled: props.podAutoscaling.keda ?? false,
          verticalPodAutoscalerEnabled: props.podAutoscaling.vpa ?? false,
        },
      }),
      ...(this.diskEncryption && { diskEncryptionSetId: this.diskEncryption.diskEncryptionSet.id }),
      ...(encryption.customerManagedKey && {
        keyManagementService: {
          keyVaultKeyId: encryption.customerManagedKey.keyId,
          keyVaultNetworkAccess: encryption.customerManagedKey.vaultAccess === "public" ? "Public" : "Private",
        },
      }),

      defaultNodePool: {
        ...nodeSettings(pool, this.pools),
        type: "VirtualMachineScaleSets",
        vnetSubnetId: nodes.id,
        // The provider takes no taints here; this sets the one that keeps applications off.
        onlyCriticalAddonsEnabled: true,
        upgradeSettings: azureDefaults.upgradeSettings,
      },
      tags,
      timeouts: azureDefaults.clusterTimeouts,
      dependsOn: ready,
      lifecycle: {
        preventDestroy,
        ignoreChanges: [
          ...ignoredCount(pool).map((attribute) => `default_node_pool[0].${attribute}`),
          ...(patchesItself(this.pools) ? ["kubernetes_version"] : []),
          // Defender for Cloud and Azure Monitor enable these by policy, and nothing here sets them.
          "microsoft_defender",
          "monitor_metrics",
          ...(props.containerInsightsByPolicy ? ["oms_agent"] : []),
        ],
      },
    });
    this.administrators = grantAdministrators(this, this.resource.id, access.administrators);
    this.imagePulls = (props.containerRegistryIds ?? []).map((id) => this.mayPull(id));
    if (this.upgrades === "patch") warnOfOtherMinor(this.resource, [], this.kubernetesVersion);
    if (this.pools.upgradeNow && this.upgrades === "patch") {
      const message = `HAVEN_UPGRADE names this stack: the next apply upgrades the cluster to Kubernetes ${this.kubernetesVersion}`;
      Annotations.of(this.resource).addWarning(message);
    }
  }

  /** Adds a pool for applications. Refuses a pool that AKS would refuse beside the existing ones. */
  addNodePool(pool: AzureNodePoolConfig): AzureNodePool {
    rejectTwinPool(this, pool);
    const id = `pool-${pool.name}`;
    const subnetId = pool.subnetId ?? this.network.subnets.nodes.id;
    const subnet = this.textOf(subnetId);
    // One role per subnet, because Azure refuses the same assignment twice. The id contains the subnet, so that a pool that is added,
    // removed or moved up in the list leaves the role of the other pools alone.
    if (!this.joined.has(subnet)) {
      const role = this.mayJoin(`joins-subnet-${hash(subnet, 8)}`, subnetId);
      // Earlier versions named it after the first pool of the subnet.
      movedFrom(role, `joins-${pool.name}`);
      this.resource.dependsOn = [...(this.resource.dependsOn ?? []), addressOf(role)];
    }
    const made = new AzureNodePool(this, id, { ...pool, ...this.pools, subnetId, clusterId: this.resource.id });
    this.added.push(made);
    if (this.upgrades === "patch") warnOfOtherMinor(this.resource, this.added, this.kubernetesVersion);
    return made;
  }

  /** Pools for applications, in the order in which they were added. */
  get nodePools(): readonly AzureNodePool[] {
    return this.added;
  }

  /** AKS finds an address by name in a list of its group, so it must be able to read that. */
  private mayUse({ id: address }: PublicIp): RoleAssignment[] {
    const group = Token.asString(Fn.element(Fn.split("/providers/", address), 0));
    return [
      this.mayJoin("joins-ingress-address", address),
      new RoleAssignment(this, "finds-ingress-address", {
        scope: group,
        roleDefinitionName: "Reader",
        principalId: this.identity.principalId,
        principalType: "ServicePrincipal",
        lifecycle: { createBeforeDestroy: true },
      }),
    ];
  }

  private mayPull(registryId: string): RoleAssignment {
    return new RoleAssignment(this, `pulls-images-${hash(this.textOf(registryId), 8)}`, {
      scope: registryId,
      roleDefinitionName: "AcrPull",
      principalId: this.resource.kubeletIdentity.objectId,
      principalType: "ServicePrincipal",
    });
  }

  /** Azure's ids ignore case. */
  private textOf(id: string): string {
    return stableText(this, id).toLowerCase();
  }

  private mayJoin(purpose: string, scope: string): RoleAssignment {
    this.joined.add(this.textOf(scope));
    return new RoleAssignment(this, purpose, {
      scope,
      roleDefinitionName: "Network Contributor",
      principalId: this.identity.principalId,
      principalType: "ServicePrincipal",
      // The cluster must release a subnet or an address before it loses its right to it.
      lifecycle: { createBeforeDestroy: true },
    });
  }
}

// AKS takes 54 characters.
function dnsPrefix(name: string): string {
  return resourceName(name, undefined, 54);
}
