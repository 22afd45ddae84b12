import type { Environment } from "./environment";
import type { MaintenanceWindow } from "./maintenance";
import type { Reason } from "./reason";
import type { Tags } from "./tags";

/**
 * Props that every provider's cluster takes under the same names.
 *
 * Plain data: the same interface is what a YAML file may hold and what a construct takes.
 */
export interface ClusterProps extends UnpatchedClusterProps {
  /**
   * Weekly window in which the platform may patch the cluster and its nodes.
   *
   * @default sunday, 01:00 UTC, 4 hours
   */
  readonly maintenance?: MaintenanceWindow;
}

/** The same props for a platform that doesn't patch by itself. */
export interface UnpatchedClusterProps {
  /**
   * Name of the cluster, and the start of the name of all that belongs to it. A change replaces the cluster.
   *
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @form a lower case letter, then letters, digits and dashes, and no dash at the end
   */
  readonly name: string;

  /** Stage of the cluster. It sets the default of `deletionProtection` and decides which checks can't be waived. */
  readonly environment: Environment;

  /** The provider's own name of the region, for example `westeurope`. EU and EEA only, unless `residencyException` says why. */
  readonly region: string;

  /**
   * Allows a region outside the EU/EEA, for a reason that the report shows.
   *
   * @default regions outside the EU/EEA are refused
   */
  readonly residencyException?: ResidencyException;

  /** Owner and cost centre, among others; set on every resource that takes tags. */
  readonly tags: Tags;

  /**
   * Makes Terraform refuse to destroy or replace the cluster and the resources that hold data. `except` lifts the protection for a part
   * that you are about to replace on purpose.
   *
   * @default true in production, false elsewhere
   */
  readonly deletionProtection?: boolean | { readonly except: readonly ProtectedPart[] };
}

/** Parts that `deletionProtection` covers. */
export type ProtectedPart = "cluster" | "sharedStorage" | "objectStorage" | "auditLog";

/** An accepted reason to keep data outside the EU and EEA. */
export interface ResidencyException {
  /** Why data may leave the EU/EEA, and who decided so. */
  readonly reason: Reason;
}

/** Whether `deletionProtection` covers a part. */
export function isProtected(
  { environment, deletionProtection }: Pick<UnpatchedClusterProps, "environment" | "deletionProtection">,
  part: ProtectedPart,
): boolean {
  const protection = deletionProtection ?? environment === "production";
  return typeof protection === "boolean" ? protection : !protection.except.includes(part);
}
