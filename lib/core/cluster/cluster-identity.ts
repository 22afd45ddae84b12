import type { ClusterIdentity } from "../reading/evidence";
import type { ClusterProps } from "./cluster-props";
import type { PlatformVersions } from "./kubernetes-version";

/** Props that no Terraform resource carries, so evidence can't read them from the JSON. */
export type Intent = Pick<ClusterProps, "environment" | "residencyException">;

/** Identity of the cluster that evidence is about, with the dated tables of its provider. */
export function clusterIdentity(
  names: Pick<ClusterIdentity, "name" | "provider" | "platform">,
  { environment, residencyException }: Intent,
  residency: ClusterIdentity["residency"],
  versions: PlatformVersions,
): ClusterIdentity {
  return {
    ...names,
    environment,
    residency,
    conformantMinors: versions.conformant,
    support: { asOf: versions.asOf, until: versions.supportedUntil },
    ...(residencyException && { residencyException: residencyException.reason }),
  };
}
