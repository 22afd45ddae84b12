import type { ClusterIdentity } from "../reading/evidence";
import type { ClusterProps } from "./cluster-props";
import type { PlatformVersions } from "./kubernetes-version";

/** What a cluster was made for, which stands in no resource. */
export type Intent = Pick<ClusterProps, "environment" | "residencyException">;

/** Which cluster evidence speaks of, with the dated tables of its provider. */
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
