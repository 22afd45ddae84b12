import type { ClusterProps } from "../../core/cluster/cluster-props";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { homelessProblems } from "../../core/cluster/node-pool";
import { regionProblems } from "../../core/cluster/regions";
import { tagProblems } from "../../core/cluster/tags";
import type { PropsRules } from "../../core/schema/check";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { listProblems, literalProblems, literals } from "../../core/validation/literals";
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

/**
 * Configuration of a Haven cluster on AWS. It is plain data, so a YAML file can hold all of it. EKS has no maintenance windows: nodes are
 * updated by an apply.
 */
export interface AwsHavenClusterProps extends Omit<ClusterProps, "maintenance"> {
  /**
   * Name of the cluster. The names of its other resources start with it. A change replaces the cluster.
   *
   * Roles and buckets are named after the cluster with a suffix for their purpose, and AWS allows them at most 64 characters.
   *
   * @maxLength 50
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @form lower case letters, digits and dashes, starting with a letter and not ending with a dash
   */
  readonly name: string;

  /**
   * Kubernetes minor, for example "1.36". An upgrade is applied in place, one minor at a time and the control plane first.
   *
   * @default the newest minor with a conformance result that EKS offered when this version of the library was released
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly kubernetesVersion?: string;

  /**
   * Way in which patches arrive. With `patch`, AWS patches the control plane, and each apply updates nodes and add-ons to the newest
   * release. With `none`, your code pins the releases of images and add-ons.
   *
   * @default patch
   */
  readonly upgrades?: Upgrades;

  /** A new network for the cluster, with `cidr`, or an existing network, with `existing`. */
  readonly network: AwsNetworkConfig;

  /** Networks that reach the Kubernetes API, and people who administer the cluster. */
  readonly access: AwsAccess;

  /**
   * Pools for applications, with at least three nodes in total. EKS' own pods run there too.
   *
   * @minItems 1
   */
  readonly nodePools: readonly AwsNodePoolConfig[];

  /** EKS Auto Mode, which adds nodes beside the pools. @default off */
  readonly autoMode?: AwsAutoMode;

  /** Creates an identity for Karpenter. You install Karpenter yourself. @default false */
  readonly karpenter?: boolean;

  /** Exact versions of EKS add-ons, by name. @default the version that EKS chooses for the minor */
  readonly addonVersions?: Readonly<Record<string, string>>;

  /** Shared files and object storage. @default spread over all zones, and reachable only from the nodes */
  readonly storage?: AwsStorageConfig;

  /** DNS zone that contains the names of applications. @default none: certificate authorities check names over HTTP only */
  readonly dns?: AwsDnsConfig;

  /** Secrets that external-secrets may read. @default none */
  readonly secretStore?: AwsSecretStoreConfig;

  /** Logs of the control plane and of the network. @default kept for a year, CloudWatch's shortest retention of at least 183 days */
  readonly logging?: AwsLoggingConfig;

  /** Keys that encrypt Secrets and storage. @default a new key for Secrets, and AWS' own keys for storage */
  readonly encryption?: AwsEncryption;

  /** AWS Backup of shared files and of the cluster. @default none; the baseline's `velero` is the alternative */
  readonly backup?: AwsBackupConfig;

  /** Creates the GuardDuty detector of the account in this region. @default false: an organisation often has one already */
  readonly guardDuty?: boolean;

  /** ARN of the permissions boundary of every created role. Landing zones often require one. @default none */
  readonly permissionsBoundaryArn?: string;
}

/**
 * Problems of a configuration that EKS or the provider would refuse later, mostly at apply.
 *
 * Accepts incomplete props, so that schema errors of a configuration file and these problems are shown together.
 */
export function awsProblems(given: Incomplete<AwsHavenClusterProps>): Problem[] {
  const props = literals<AwsHavenClusterProps>(given);
  const { region, environment = "test", tags = {}, residencyException, nodePools = [] } = props;
  return [
    ...(region === undefined ? [] : regionProblems(awsRegions, region, residencyException)),
    ...tagProblems(environment, tags, awsTagProblems),
    // Without a node to run on, the installation of EKS add-ons fails after half an hour.
    ...homelessProblems(nodePools, "EKS'"),
    ...partProblems({ ...given, tags: undefined }),
    ...literalProblems({
      region: given.region,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    ...listProblems({
      "access.administrators.principalArns": given.access?.administrators?.principalArns,
      "access.viewers.principalArns": given.access?.viewers?.principalArns,
      // A private API has a security group rule per range; a public one takes the list as it is.
      "access.allowedCidrs": given.access?.mode === "private" ? given.access.allowedCidrs : undefined,
    }),
    ...controlPlaneProblems(props),
    ...networkProblems(given.network ?? {}, nodePools, region),
    ...awsPoolProblems(nodePools, poolZones(props), props.upgrades ?? "patch"),
  ];
}

/** Schema and rules that check the props of a whole cluster. */
export const awsRules: PropsRules<AwsHavenClusterProps> = { schema: awsSchema, problems: awsProblems };

/** Zones that a pool can use: the zones of an existing network, or else all zones of the region. */
function poolZones({ network = {}, region }: Incomplete<AwsHavenClusterProps>): readonly string[] {
  const existing = "existing" in network ? network.existing?.zones?.flatMap(({ zone }) => zone ?? []) : undefined;
  return existing ?? (region === undefined ? [] : zonesIn(region));
}
