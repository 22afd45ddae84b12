import { boundsProblems } from "../core/bounds";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { minorOf, versionProblems } from "../core/kubernetes-version";
import { literalProblems, literals } from "../core/literals";
import { clusterNameProblems, resourceName } from "../core/names";
import { homelessProblems } from "../core/node-pool";
import { regionProblems } from "../core/regions";
import { resolveTags, tagProblems } from "../core/tags";
import { accessProblems, type AwsAccess } from "./access";
import { addonNames } from "./add-ons";
import { arnProblems } from "./arns";
import type { AwsClusterProps } from "./cluster";
import { dnsProblems } from "./dns";
import { encryptionProblems } from "./encryption";
import type { AwsHavenClusterProps } from "./haven-cluster";
import type { AwsLoggingConfig } from "./logging";
import { networkProblems } from "./network-problems";
import { awsPoolProblems } from "./node-pool-problems";
import type { AwsPartProps } from "./part-props";
import { awsRegions, zonesIn } from "./regions";
import { secretStoreProblems } from "./secret-store";
import type { AwsStorageConfig } from "./storage";
import { awsTagProblems } from "./tags";
import { eksVersions } from "./versions";

/**
 * Everything that EKS or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function awsProblems(given: Incomplete<AwsHavenClusterProps>): Problem[] {
  const props = literals<AwsHavenClusterProps>(given);
  const { region, nodePools = [], environment = "test", tags = {} } = props;
  return [
    ...literalProblems({
      region: given.region,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    ...partProblems({ ...given, tags: undefined }),
    ...(region === undefined ? [] : regionProblems(awsRegions, region, props.residencyException)),
    ...tagProblems(tags),
    ...awsTagProblems(resolveTags(environment, tags)),
    ...clusterProblems(given),
    ...networkProblems(given.network ?? {}, nodePools, region),
    ...(props.nodePools?.length === 0 ? [{ path: "nodePools", message: "is empty; applications need a pool" }] : []),
    // Without a node for them, EKS' add-ons are given up after half an hour.
    ...homelessProblems(nodePools, "EKS'"),
    ...awsPoolProblems(nodePools, poolZones(props), props.upgrades ?? "patch"),
    ...storageProblems(given.storage ?? {}),
    ...loggingProblems(given.logging ?? {}),
    ...dnsProblems(given.dns ?? {}),
    ...secretStoreProblems(given.secretStore ?? {}),
    ...boundsProblems("backup.retentionDays", props.backup?.retentionDays, 1, 3650),
  ];
}

/** Zones that a pool can be in: those of an existing network, else all of the region. */
function poolZones({ network = {}, region }: Incomplete<AwsHavenClusterProps>): readonly string[] {
  const existing = "existing" in network ? network.existing?.zones?.flatMap(({ zone }) => zone ?? []) : undefined;
  return existing ?? (region === undefined ? [] : zonesIn(region));
}

/** What is wrong with what every part takes. */
export function partProblems(given: Incomplete<AwsPartProps>): Problem[] {
  const { name, region, tags, permissionsBoundaryArn } = literals<AwsPartProps>(given);
  return [
    ...literalProblems({ name: given.name }),
    // Roles and buckets carry the name as well, with a purpose behind it.
    ...(name === undefined ? [] : clusterNameProblems(name, 50)),
    ...(permissionsBoundaryArn === undefined
      ? []
      : arnProblems("permissionsBoundaryArn", permissionsBoundaryArn, {
          service: "iam",
          resource: /^policy\/[\w+=,.@/-]+$/,
          example: "iam::111111111111:policy/boundary",
          region,
          global: true,
        })),
    ...awsTagProblems(tags ?? {}),
  ];
}

/** What is wrong with the cluster itself. */
export function clusterProblems(
  given: Incomplete<
    Pick<AwsClusterProps, "name" | "region" | "kubernetesVersion" | "upgrades" | "access" | "encryption" | "addonVersions">
  >,
): Problem[] {
  const { region, kubernetesVersion: version, ...props } = literals<typeof given>(given);
  return [
    ...(version === undefined ? [] : eksVersionProblems(version)),
    ...accessProblems(props.access ?? {}, region),
    ...nodeRoleProblems(given.name, region, props.access ?? {}),
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

export function storageProblems(given: Incomplete<AwsStorageConfig>): Problem[] {
  const { softDeleteDays, sharedOwner = {} } = literals<AwsStorageConfig>(given);
  return [
    ...boundsProblems("storage.softDeleteDays", softDeleteDays, 7, 365),
    ...boundsProblems("storage.sharedOwner.uid", sharedOwner.uid, 0, 4294967295),
    ...boundsProblems("storage.sharedOwner.gid", sharedOwner.gid, 0, 4294967295),
  ];
}

export function loggingProblems(given: Incomplete<AwsLoggingConfig>): Problem[] {
  const { retentionDays, flowRetentionDays } = literals<AwsLoggingConfig>(given);
  return [
    ...boundsProblems("logging.retentionDays", retentionDays, 30, 3653),
    ...boundsProblems("logging.flowRetentionDays", flowRetentionDays, 30, 3653),
  ];
}
