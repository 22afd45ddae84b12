import type { ClusterProps } from "../../core/cluster/cluster-props";
import { minorOf, type Upgrades, versionProblems } from "../../core/cluster/kubernetes-version";
import { resourceName } from "../../core/cluster/names";
import { homelessProblems } from "../../core/cluster/node-pool";
import { regionProblems } from "../../core/cluster/regions";
import { tagProblems } from "../../core/cluster/tags";
import type { PropsRules } from "../../core/schema/check";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { accessProblems, type AwsAccess } from "./access";
import { addonNames } from "./add-ons";
import type { AwsAutoMode } from "./auto-mode";
import type { AwsBackupConfig } from "./backup";
import type { AwsDnsConfig } from "./dns";
import { type AwsEncryption, encryptionProblems } from "./encryption";
import type { AwsLoggingConfig } from "./logging";
import { type AwsNetworkConfig, networkProblems } from "./network";
import { type AwsNodePoolConfig, awsPoolProblems } from "./node-pool";
import { awsRegions, zonesIn } from "./regions";
import { arnProblems } from "./resource-ids";
import type { AwsSecretStoreConfig } from "./secret-store";
import type { AwsStorageConfig } from "./storage";
import { awsTagProblems } from "./tags";
import { eksVersions } from "./versions";

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
  const { region, environment = "test", tags = {}, residencyException, nodePools = [] } = literals<AwsHavenClusterProps>(given);
  return [
    ...(region === undefined ? [] : regionProblems(awsRegions, region, residencyException)),
    ...tagProblems(environment, tags, awsTagProblems),
    // Without a node for them, EKS' add-ons are given up after half an hour.
    ...homelessProblems(nodePools, "EKS'"),
    ...partProblems(given),
  ];
}

/** How the props of a cluster on AWS are judged, and those of its parts. */
export const awsRules: PropsRules<AwsHavenClusterProps> = {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- props of a cluster file are checked already
  schema: () => require("../generated/props") as typeof import("../generated/props"),
  problems: awsProblems,
  partProblems,
  shared: ["name", "region", "permissionsBoundaryArn"],
};

/** Rules that hold for a part as well, when it is used without the cluster. */
function partProblems(given: Incomplete<AwsHavenClusterProps>): Problem[] {
  const props = literals<AwsHavenClusterProps>(given);
  const { region, nodePools = [], permissionsBoundaryArn } = props;
  return [
    ...literalProblems({
      name: given.name,
      region: given.region,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    ...(permissionsBoundaryArn === undefined
      ? []
      : arnProblems("permissionsBoundaryArn", permissionsBoundaryArn, {
          service: "iam",
          resource: /^policy\/[\w+=,.@/-]+$/,
          example: "iam::111111111111:policy/boundary",
          region,
          global: true,
        })),
    ...clusterProblems(props),
    ...networkProblems(given.network ?? {}, nodePools, region),
    ...awsPoolProblems(nodePools, poolZones(props), props.upgrades ?? "patch"),
  ];
}

/** Zones that a pool can be in: those of an existing network, else all of the region. */
function poolZones({ network = {}, region }: Incomplete<AwsHavenClusterProps>): readonly string[] {
  const existing = "existing" in network ? network.existing?.zones?.flatMap(({ zone }) => zone ?? []) : undefined;
  return existing ?? (region === undefined ? [] : zonesIn(region));
}

/** What is wrong with the cluster itself. */
function clusterProblems({ region, kubernetesVersion: version, ...props }: Incomplete<AwsHavenClusterProps>): Problem[] {
  return [
    ...(version === undefined ? [] : eksVersionProblems(version)),
    ...accessProblems(props.access ?? {}, region),
    ...nodeRoleProblems(props.name, region, props.access ?? {}),
    ...encryptionProblems(props.encryption ?? {}, region),
    ...Object.entries(props.addonVersions ?? {}).flatMap(([addon, pinned]) => addonProblems(addon, pinned)),
  ];
}

/** EKS lets the nodes' role in by itself, and refuses a second entry for it. */
function nodeRoleProblems(name: string | undefined, region: string | undefined, access: Incomplete<AwsAccess>): Problem[] {
  const role = `:role/${resourceName(`${name}-${region}`, "nodes", 64)}`;
  return Object.entries({ administrators: access.administrators, viewers: access.viewers }).flatMap(([group, principals]) =>
    (principals?.principalArns ?? []).flatMap((arn, index) =>
      arn.endsWith(role)
        ? [{ path: `access.${group}.principalArns[${index}]`, message: `${arn} is the role of this cluster's own nodes` }]
        : [],
    ),
  );
}

/** EKS has minors only: which patch the control plane runs, is AWS' business in every mode. */
function eksVersionProblems(version: string): Problem[] {
  return /^1\.\d+\.\d+$/.test(version)
    ? [{ path: "kubernetesVersion", message: `${version} names a patch, which EKS doesn't take; give "${minorOf(version)}"` }]
    : versionProblems(eksVersions, version, "patch");
}

function addonProblems(addon: string, version: string): Problem[] {
  const path = `addonVersions.${addon}`;
  if (!addonNames.some((name) => name === addon)) {
    return [{ path, message: `is not an add-on of this cluster; it has ${addonNames.join(", ")}` }];
  }
  return /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)
    ? []
    : [
        {
          path,
          message: `"${version}" is not a version such as v1.21.1-eksbuild.3`,
          hint: `aws eks describe-addon-versions --addon-name ${addon}`,
        },
      ];
}
