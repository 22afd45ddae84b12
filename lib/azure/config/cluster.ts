import type { ClusterProps } from "../../core/cluster/cluster-props";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { regionProblems, zonesOf } from "../../core/cluster/regions";
import { resolveTags, tagProblems } from "../../core/cluster/tags";
import type { PropsRules } from "../../core/schema/check";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import type { AzureAccess } from "./access";
import { controlPlaneProblems } from "./control-plane";
import { type AzureDnsConfig, dnsProblems } from "./dns";
import type { AzureEncryption } from "./encryption";
import { type AzureLoggingConfig, loggingProblems } from "./logging";
import { type AzureNetworkConfig, networkProblems } from "./network";
import { type AzureNodePoolConfig, azurePoolProblems, type AzureSystemPoolConfig, systemPoolSize } from "./node-pool";
import { partProblems } from "./part";
import { azureRegions } from "./regions";
import { azureSchema } from "./schema";
import { type AzureSecretStoreConfig, secretStoreProblems } from "./secret-store";
import { type AzureStorageConfig, storageProblems } from "./storage";
import { resourceIdProblems } from "./resource-ids";
import { azureTagProblems, policyTagProblems } from "./tags";

/** A Haven cluster on Azure. Plain data: a YAML file may hold all of it. */
export interface AzureHavenClusterProps extends ClusterProps {
  /**
   * Name of the cluster, and the start of the name of all that belongs to it. A change replaces the cluster.
   *
   * The network, the node resource group and DNS carry it too, some with a purpose behind it; AKS takes 63 characters.
   *
   * @maxLength 50
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @form a lower case letter, then letters, digits and dashes, and no dash at the end
   */
  readonly name: string;

  /**
   * Kubernetes minor, for example "1.36". With `upgrades: none` an exact patch may be given.
   *
   * @default the newest minor that AKS offered and that had a conformance result, when this version of the library came out
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly kubernetesVersion?: string;

  /**
   * `patch`: Azure patches the control plane and the nodes in the maintenance window, and a new minor is applied with
   * `HAVEN_UPGRADE=<stack>`. `none`: your code owns the version, and nothing is patched by itself.
   *
   * @default patch
   */
  readonly upgrades?: Upgrades;

  /** A new network, with `cidr`, or an existing one, with `existing`. */
  readonly network: AzureNetworkConfig;

  /** Access to the Kubernetes API, and the administrators of the cluster. */
  readonly access: AzureAccess;

  /**
   * Pools for applications, at least three nodes together.
   *
   * @minItems 1
   */
  readonly nodePools: readonly AzureNodePoolConfig[];

  /** Nodes for the platform's own pods. @default three to five Standard_D4ds_v5 over every zone */
  readonly systemPool?: AzureSystemPoolConfig;

  /** Shared files and objects. @default in three zones, without public address */
  readonly storage?: AzureStorageConfig;

  /** Zone that applications have their names in. @default none: certificates by an answer of the gateway only */
  readonly dns?: AzureDnsConfig;

  /** Vault that external-secrets may read. @default none */
  readonly secretStore?: AzureSecretStoreConfig;

  /**
   * Event-driven (`keda`) and vertical (`vpa`) scaling of pods by AKS' own add-ons, beside Kubernetes' horizontal autoscaler.
   *
   * @default neither
   */
  readonly podAutoscaling?: AzurePodAutoscaling;

  /**
   * Ids of container registries (ACR) from which the nodes pull images, without a password. Each must be one in which the deployer
   * may grant the role AcrPull.
   *
   * @default none
   */
  readonly containerRegistryIds?: readonly string[];

  /**
   * Names of tags that your organisation's Azure Policy writes on resources. Terraform leaves them alone; otherwise every plan would
   * remove them.
   *
   * @default none
   */
  readonly policyTags?: readonly string[];

  /** Logs of the control plane. @default a new workspace that keeps them for 183 days */
  readonly logging?: AzureLoggingConfig;

  /** Keys that disks and Secrets are encrypted with. @default Azure's own keys */
  readonly encryption?: AzureEncryption;

  /**
   * Name of an existing resource group for all resources of the cluster. A second cluster in the same group needs
   * `storage.privateDnsZoneIds`, since a private DNS zone of one name can exist once per group. A change replaces the cluster.
   *
   * Azure takes 90 characters, AKS with overlay networking 63.
   *
   * @default a new one, with the name of the cluster
   * @pattern ^[\w().-]{0,62}[\w()-]$
   * @form the name of a resource group of at most 63 characters
   */
  readonly resourceGroupName?: string;

  /**
   * `audit` reports pods that break the Pod Security baseline to Azure Policy, and blocks none. Assigning it takes the role
   * Resource Policy Contributor.
   *
   * @default audit
   */
  readonly azurePolicy?: "audit" | "off";

  /**
   * Locks the cluster, the objects and the audit log against deletion in the portal and CLI too. Shared files stay unlocked, or no
   * claim could be deleted. It takes rights that Contributor lacks, keeps pools and administrators from being removed while it is
   * there, and Terraform removes it first: against Terraform itself `deletionProtection` guards.
   *
   * @default false
   */
  readonly managementLock?: boolean;
}

/** Add-ons of AKS that scale pods. */
export interface AzurePodAutoscaling {
  /** KEDA scales pods by events, such as the length of a queue. @default false */
  readonly keda?: boolean;
  /** The vertical pod autoscaler sets requests by use. @default false */
  readonly vpa?: boolean;
}

/**
 * Everything that AKS or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function azureProblems(given: Incomplete<AzureHavenClusterProps>): Problem[] {
  const props = literals<AzureHavenClusterProps>(given);
  const { region, environment = "test", tags = {}, residencyException, nodePools = [] } = props;
  return [
    ...(region === undefined ? [] : regionProblems(azureRegions, region, residencyException)),
    ...tagProblems(environment, tags, azureTagProblems),
    ...partProblems({ ...given, tags: undefined }),
    ...policyTagProblems(props.policyTags ?? [], resolveTags(environment, tags)),
    ...(props.containerRegistryIds ?? []).flatMap((id, index) =>
      resourceIdProblems(`containerRegistryIds[${index}]`, id, "Microsoft.ContainerRegistry/registries"),
    ),
    ...literalProblems({
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    ...controlPlaneProblems(props),
    ...networkProblems(given.network ?? {}, [{ name: "system", ...systemPoolSize(props.systemPool ?? {}) }, ...nodePools], region),
    ...azurePoolProblems(nodePools, region === undefined ? [] : zonesOf(azureRegions, region)),
    ...storageProblems(given.storage ?? {}, region),
    ...loggingProblems(given.logging ?? {}),
    ...dnsProblems(given.dns ?? {}),
    ...secretStoreProblems(given.secretStore ?? {}),
  ];
}

/** How the props of a whole cluster are judged. */
export const azureRules: PropsRules<AzureHavenClusterProps> = { schema: azureSchema, problems: azureProblems };
