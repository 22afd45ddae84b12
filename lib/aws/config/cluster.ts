import type { ClusterProps } from "../../core/cluster/cluster-props";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { homelessProblems } from "../../core/cluster/node-pool";
import { regionProblems } from "../../core/cluster/regions";
import { tagProblems } from "../../core/cluster/tags";
import type { PropsRules } from "../../core/schema/check";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import type { AwsAccess } from "./access";
import type { AwsAutoMode } from "./auto-mode";
import type { AwsBackupConfig } from "./backup";
import { controlPlaneProblems } from "./control-plane";
import type { AwsDnsConfig } from "./dns";
import type { AwsEncryption } from "./encryption";
import type { AwsLoggingConfig } from "./logging";
import { type AwsNetworkConfig, networkProblems } from "./network";
import { type AwsNodePoolConfig, awsPoolProblems } from "./node-pool";
import { partProblems } from "./part";
import { awsRegions, zonesIn } from "./regions";
import { awsSchema } from "./schema";
import type { AwsSecretStoreConfig } from "./secret-store";
import type { AwsStorageConfig } from "./storage";
import { awsTagProblems } from "./tags";

/** A Haven cluster on AWS. Plain data: a YAML file may hold all of it. EKS has no windows for maintenance: nodes follow an apply. */
export interface AwsHavenClusterProps extends Omit<ClusterProps, "maintenance"> {
  /**
   * Name of the cluster, and the start of the name of all that belongs to it. A change replaces the cluster.
   *
   * Roles and buckets carry it too, with a purpose behind it, and AWS takes 64 characters of those.
   *
   * @maxLength 50
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @form a lower case letter, then letters, digits and dashes, and no dash at the end
   */
  readonly name: string;

  /**
   * Kubernetes minor, for example "1.36". A change is applied in place, the control plane first; one minor at a time.
   *
   * @default the newest minor that EKS offered and that had a conformance result, when this version of the library came out
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly kubernetesVersion?: string;

  /**
   * `patch`: AWS patches the control plane, and each apply brings nodes and add-ons to what AWS released since. `none`: your code owns
   * the releases of images and add-ons.
   *
   * @default patch
   */
  readonly upgrades?: Upgrades;

  /** A network of the cluster's own, with `cidr`, or one that is there already, with `existing`. */
  readonly network: AwsNetworkConfig;

  /** Who reaches the Kubernetes API, and who administers the cluster. */
  readonly access: AwsAccess;

  /**
   * Pools for applications, at least three nodes together. EKS' own pods run there too.
   *
   * @minItems 1
   */
  readonly nodePools: readonly AwsNodePoolConfig[];

  /** EKS Auto Mode: nodes of EKS' own beside the pools. @default off */
  readonly autoMode?: AwsAutoMode;

  /** Makes an identity for Karpenter, which you install. @default false */
  readonly karpenter?: boolean;

  /** Exact versions of EKS' add-ons, by name. @default EKS' own choice for the minor */
  readonly addonVersions?: Readonly<Record<string, string>>;

  /** Shared files and objects. @default over all zones, reached from the nodes only */
  readonly storage?: AwsStorageConfig;

  /** Zone that applications have their names in. @default none: certificates by an answer of the gateway only */
  readonly dns?: AwsDnsConfig;

  /** Secrets that external-secrets may read. @default none */
  readonly secretStore?: AwsSecretStoreConfig;

  /** Logs of the control plane and of the network. @default a log group that keeps them for a year, the least that holds 183 days */
  readonly logging?: AwsLoggingConfig;

  /** Keys that Secrets and what is stored are encrypted with. @default a key of the cluster's own for Secrets, AWS' keys for the rest */
  readonly encryption?: AwsEncryption;

  /** AWS Backup of shared files and of the cluster. @default none; the baseline's `velero` is the other way */
  readonly backup?: AwsBackupConfig;

  /** Makes the GuardDuty detector of the account in this region. @default false: an organisation often has one */
  readonly guardDuty?: boolean;

  /** ARN of the policy that no role that is made may go beyond, as landing zones ask. @default none */
  readonly permissionsBoundaryArn?: string;
}

/**
 * Everything that EKS or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function awsProblems(given: Incomplete<AwsHavenClusterProps>): Problem[] {
  const props = literals<AwsHavenClusterProps>(given);
  const { region, environment = "test", tags = {}, residencyException, nodePools = [] } = props;
  return [
    ...(region === undefined ? [] : regionProblems(awsRegions, region, residencyException)),
    ...tagProblems(environment, tags, awsTagProblems),
    // Without a node for them, EKS' add-ons are given up after half an hour.
    ...homelessProblems(nodePools, "EKS'"),
    ...partProblems({ ...given, tags: undefined }),
    ...literalProblems({
      region: given.region,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    ...controlPlaneProblems(props),
    ...networkProblems(given.network ?? {}, nodePools, region),
    ...awsPoolProblems(nodePools, poolZones(props), props.upgrades ?? "patch"),
  ];
}

/** How the props of a whole cluster are judged. */
export const awsRules: PropsRules<AwsHavenClusterProps> = { schema: awsSchema, problems: awsProblems };

/** Zones that a pool can be in: those of an existing network, else all of the region. */
function poolZones({ network = {}, region }: Incomplete<AwsHavenClusterProps>): readonly string[] {
  const existing = "existing" in network ? network.existing?.zones?.flatMap(({ zone }) => zone ?? []) : undefined;
  return existing ?? (region === undefined ? [] : zonesIn(region));
}
