import { minorOf, versionProblems } from "../../core/cluster/kubernetes-version";
import { resourceName } from "../../core/cluster/names";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { accessProblems, type AwsAccess } from "./access";
import { addonNames } from "./add-ons";
import { type AwsEncryption, encryptionProblems } from "./encryption";
import { eksVersions } from "./versions";

/** Props of a cluster that its control plane takes, as `AwsHavenClusterProps` describes them. */
export interface AwsControlPlaneConfig {
  readonly name: string;
  readonly region: string;
  readonly kubernetesVersion?: string;
  readonly access: AwsAccess;
  readonly encryption?: AwsEncryption;
  readonly addonVersions?: Readonly<Record<string, string>>;
}

/** What is wrong with the control plane, beside its schema. */
export function controlPlaneProblems({ region, kubernetesVersion: version, ...props }: Incomplete<AwsControlPlaneConfig>): Problem[] {
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
