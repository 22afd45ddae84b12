import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { ResourceGroupPolicyAssignment } from "@cdktf/provider-azurerm/lib/resource-group-policy-assignment";
import { Annotations, Aspects, Fn, type ITerraformDependable, TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import { type HavenCluster, registerCluster } from "../../core/cluster/cluster";
import type { LoadBalancer } from "../../core/cluster/platform";
import { isProtected } from "../../core/cluster/cluster-props";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import { resourceName } from "../../core/cluster/names";
import { resolveTags } from "../../core/cluster/tags";
import type { Architecture } from "../../core/reading/architecture";
import { type AppJson, appOf } from "../../core/reading/app-json";
import type { ClusterEvidence } from "../../core/reading/evidence";
import type { StackJson } from "../../core/reading/terraform-json";
import type { ObjectStorage } from "../../core/storage/object-storage";
import { type StorageClass, storageClassNames } from "../../core/storage/storage-class";
import { type AzureHavenClusterProps, azureRules } from "../config/cluster";
import { podSecurityBaselinePolicySet } from "../config/defaults";
import { aksVersions } from "../config/versions";
import { azureWarnings } from "../config/warnings";
import { azureArchitecture } from "../reading/architecture";
import { azureEvidence } from "../reading/evidence";
import { kubernetesAccess } from "./access";
import { AzureCluster } from "./cluster";
import { AzureDns } from "./dns";
import { AzureLogging } from "./logging";
import { AzureNetwork } from "./network";
import type { AzureNodePool } from "./node-pool";
import { AzureSecretStore } from "./secret-store";
import { AzureStorage } from "./storage";
import { rejectCluster } from "../../core/cluster/reject-cluster";
import { checked } from "../../core/schema/checked";
import { rejectProblems } from "../../core/validation/errors";
import { azureAddresses } from "./addresses";
import { PolicyTags } from "./policy-tags";
import { claimZones } from "./shared-zones";

/**
 * AKS with its network, node pools, storage and logging, built to pass the Haven Compliancy Checker together with the baseline.
 *
 * Needs an azurerm provider in its stack. Refuses impossible props with a `ConfigurationError` that lists every problem.
 */
export class AzureHavenCluster extends Construct implements HavenCluster {
  readonly provider = "azure";
  readonly clusterName: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string;
  readonly runningVersion?: string;
  readonly apiEndpoint: string;
  readonly oidcIssuerUrl: string;
  readonly defaultStorageClass: StorageClass;
  readonly sharedStorageClass: StorageClass;
  readonly logSink: string;
  readonly objectStorage: ObjectStorage;
  readonly workloadIdentities: AzureStorage["identities"];
  readonly reachesNameServers: boolean;
  readonly egressAddresses: readonly string[];
  readonly kubeconfigCommand: string;
  readonly snapshotClass = { driver: "disk.csi.azure.com", parameters: { incremental: "true" } };
  readonly kubernetesAccess: KubernetesAccess;
  readonly platformServices = {
    metricsServer: true,
    snapshotController: true,
    // AKS has them as an option that the provider doesn't know yet.
    gatewayApi: false,
    defaultStorageClasses: ["default"],
  };
  readonly loadBalancer: LoadBalancer;
  readonly ready: readonly ITerraformDependable[];
  readonly dns?: AzureDns;
  readonly secretStore?: AzureSecretStore;

  /** Undefined when the group existed. */
  readonly resourceGroup?: ResourceGroup;
  readonly network: AzureNetwork;
  readonly cluster: AzureCluster;
  readonly nodePools: readonly AzureNodePool[];
  readonly storage: AzureStorage;
  readonly logging: AzureLogging;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AzureHavenClusterProps,
  ) {
    super(scope, id);
    rejectCluster(this, azureRules, props);
    const { name, region, access } = props;
    const tags = resolveTags(props.environment, props.tags);
    this.kubernetesVersion = props.kubernetesVersion ?? aksVersions.default;
    for (const warning of azureWarnings(props, this.kubernetesVersion)) Annotations.of(this).addWarning(warning);

    if (props.resourceGroupName === undefined) {
      this.resourceGroup = new ResourceGroup(this, "group", { name: resourceName(name, undefined, 90), location: region, tags });
    }
    const resourceGroupName = this.resourceGroup?.name ?? props.resourceGroupName ?? "";
    const { problems, warnings } = claimZones(this, props, resourceGroupName);
    rejectProblems(this.node.path, problems);
    for (const warning of warnings) Annotations.of(this).addWarning(warning);
    if (props.policyTags) Aspects.of(this).add(new PolicyTags(props.policyTags));
    const part = checked({ name, region, resourceGroupName, tags });

    this.network = new AzureNetwork(this, "network", { ...props.network, ...part });
    this.logging = new AzureLogging(this, "logging", { ...props.logging, ...part, preventDestroy: isProtected(props, "auditLog") });
    this.cluster = new AzureCluster(this, "cluster", {
      ...props,
      ...part,
      network: this.network,
      kubernetesVersion: this.kubernetesVersion,
      containerInsightsWorkspaceId: props.logging?.containerInsights === true ? this.logging.workspaceId : undefined,
      containerInsightsByPolicy: props.logging?.containerInsights === "policy",
      preventDestroy: isProtected(props, "cluster"),
    });
    const aks = this.cluster.resource;
    for (const pool of props.nodePools) this.cluster.addNodePool(checked(pool));
    this.nodePools = this.cluster.nodePools;
    this.logging.collect(aks);
    this.storage = new AzureStorage(this, "storage", {
      ...props.storage,
      ...part,
      network: this.network,
      clusterPrincipalId: this.cluster.identity.principalId,
      oidcIssuerUrl: aks.oidcIssuerUrl,
      preventDestroy: { sharedStorage: isProtected(props, "sharedStorage"), objectStorage: isProtected(props, "objectStorage") },
    });
    this.logging.collectObjectAccess(this.storage.objects);
    if (props.dns) this.dns = new AzureDns(this, "dns", { ...props.dns, ...part, oidcIssuerUrl: aks.oidcIssuerUrl });
    if (props.secretStore) {
      this.secretStore = new AzureSecretStore(this, "secret-store", { ...props.secretStore, ...part, oidcIssuerUrl: aks.oidcIssuerUrl });
    }
    if (props.azurePolicy !== "off") this.auditPodSecurity(resourceGroupName);
    if (props.managementLock) this.lock();

    // Without the patch, which Azure changes; and not from the code, which a plan may be ahead of.
    if (this.cluster.upgrades === "patch") this.runningVersion = minorOf(aks.currentKubernetesVersion);
    this.clusterName = name;
    this.region = region;
    this.zones = [...new Set([...this.cluster.zones, ...this.nodePools.flatMap(({ zones }) => zones)])].sort();
    this.apiEndpoint = `https://${access.mode === "private" ? aks.privateFqdn : aks.fqdn}:443`;
    this.oidcIssuerUrl = aks.oidcIssuerUrl;
    this.defaultStorageClass = {
      name: storageClassNames.block,
      provisioner: "disk.csi.azure.com",
      // Zone-redundant disks: a pod may come back in another zone than it left.
      parameters: {
        skuName: "Premium_ZRS",
        ...(this.cluster.diskEncryption && { diskEncryptionSetID: this.cluster.diskEncryption.diskEncryptionSet.id }),
      },
      mountOptions: [],
      volumeBindingMode: "WaitForFirstConsumer",
    };
    this.sharedStorageClass = this.storage.sharedStorageClass;
    this.kubernetesAccess = kubernetesAccess(aks.kubeConfig.get(0));
    this.loadBalancer = this.network.loadBalancer;
    this.ready = [
      ...this.nodePools.map(({ resource }) => resource),
      ...this.cluster.administrators,
      ...this.cluster.imagePulls,
      ...this.storage.ready,
      ...(this.dns?.ready ?? []),
      ...(this.secretStore?.ready ?? []),
    ];
    this.logSink = this.logging.workspaceId;
    this.objectStorage = this.storage.objectStorage;
    this.workloadIdentities = this.storage.identities;
    this.reachesNameServers = !("cidr" in props.network && (props.network.dnsServers?.length || props.network.egress?.type === "firewall"));
    this.egressAddresses = this.network.egress.addresses.map(({ ipAddress }) => ipAddress);
    this.kubeconfigCommand = `az aks get-credentials --resource-group ${resourceGroupName} --name ${name} && kubelogin convert-kubeconfig -l azurecli`;
    registerCluster(this);
  }

  evidence(stack: StackJson, app: AppJson = appOf(stack)): ClusterEvidence {
    return azureEvidence(stack, app, azureAddresses(this), this.props);
  }

  architecture(stack: StackJson): Architecture {
    return azureArchitecture(stack, azureAddresses(this));
  }

  private auditPodSecurity(resourceGroupName: string): void {
    new ResourceGroupPolicyAssignment(this, "pod-security", {
      name: resourceName(this.props.name, "pod-security", 64),
      resourceGroupId: this.resourceGroup?.id ?? `/subscriptions/${this.storage.client.subscriptionId}/resourceGroups/${resourceGroupName}`,
      policyDefinitionId: podSecurityBaselinePolicySet,
      // Denying here would refuse HCC's own probe pod, and what the baseline's collectors need.
      parameters: JSON.stringify({ effect: { value: "Audit" } }),
    });
  }

  private lock(): void {
    const { workspace } = this.logging;
    const locked = {
      cluster: this.cluster.resource.id,
      objects: this.storage.objects.id,
      ...(workspace && { logs: workspace.id }),
    };
    // A lock also keeps what is below its scope, role assignments too, so it must be created last and destroyed first.
    const below = this.node.findAll().filter((child) => TerraformResource.isTerraformResource(child));
    for (const [purpose, scope] of Object.entries(locked)) {
      new ManagementLock(this, `${purpose}-lock`, {
        name: "haven-cdktf",
        scope,
        lockLevel: "CanNotDelete",
        notes: "remove managementLock from the configuration first",
        dependsOn: below,
      });
    }
  }
}

function minorOf(version: string): string {
  return Fn.join(".", Token.asList(Fn.slice(Fn.split(".", version), 0, 2)));
}
