import { minorOf, versionProblems } from "../../core/cluster/kubernetes-version";
import { resourceName } from "../../core/cluster/names";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { accessProblems, type AwsAccess } from "./access";
import { addonNames } from "./add-ons";
import { type AwsEncryption, encryptionProblems } from "./encryption";
import { eksVersions } from "./versions";

/** Props of a cluster that its control plane needs. `AwsHavenClusterProps` describes them. */
export interface AwsControlPlaneConfig {
  readonly name: string;
  readonly region: string;
  readonly kubernetesVersion?: string;
  readonly access: AwsAccess;
  readonly encryption?: AwsEncryption;
  readonly addonVersions?: Readonly<Record<string, string>>;
}

/** Problems of the control plane that the schema can't find. */
export function controlPlaneProblems({ region, kubernetesVersion: version, ...props }: Incomplete<AwsControlPlaneConfig>): Problem[] {
  return [
    ...(version === undefined ? [] : eksVersionProblems(version)),
    ...accessProblems(props.access ?? {}, region),
    ...nodeRoleProblems(props.name, region, props.access ?? {}),
    ...encryptionProblems(props.encryption ?? {}, region),
    ...Object.entries(props.addonVersions ?? {}).flatMap(([addon, pinned]) => addonProblems(addon, pinned)),
  ];
}

/** EKS creates the access entry of the nodes' role itself, and refuses a second one. */
function nodeRoleProblems(name: string | undefined, region: string | undefined, access: Incomplete<AwsAccess>): Problem[] {
  const role = `:role/${resourceName(`${name}-${region}`, "nodes", 64)}`;
  return Object.entries({ administrators: access.administrators, viewers: access.viewers }).flatMap(([group, principals]) =>
    (principals?.principalArns ?? []).flatMap((arn, index) =>
      arn.endsWith(role)
        ? [
            {
              path: `access.${group}.principalArns[${index}]`,
              message: `${arn} is the role of this cluster's own nodes, which have access already; remove it`,
            },
          ]
        : [],
    ),
  );
}

/** EKS accepts only minors: AWS chooses the control plane's patch in every mode. */
function eksVersionProblems(version: string): Problem[] {
  return /^1\.\d+\.\d+$/.test(version)
    ? [{ path: "kubernetesVersion", message: `must be a minor such as "${minorOf(version)}", got ${version}; AWS chooses the patch` }]
    : versionProblems(eksVersions, version, "patch");
}

function addonProblems(addon: string, version: string): Problem[] {
  const path = `addonVersions.${addon}`;
  if (!addonNames.some((name) => name === addon)) {
    return [{ path, message: `is not an add-on of this cluster; allowed: ${addonNames.join(", ")}` }];
  }
  return /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(version)
    ? []
    : [
        {
          path,
          message: `must be a version such as v1.21.1-eksbuild.3, got "${version}"`,
          hint: `list the versions with: aws eks describe-addon-versions --addon-name ${addon}`,
        },
      ];
}
