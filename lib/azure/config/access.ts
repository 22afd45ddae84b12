import { allowedCidrProblems } from "../../core/addresses/addresses";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { zoneIdProblems } from "./resource-ids";

/**
 * Access to the Kubernetes API. Nodes use a private address in every mode. A change of mode replaces the cluster.
 *
 * @discriminator mode
 */
export type AzureAccess = AzureRestrictedAccess | AzurePrivateAccess;

/** A public name that only your own networks reach. */
export interface AzureRestrictedAccess {
  readonly mode: "restricted";
  /**
   * A public API name needs the networks that may reach it, for example [203.0.113.0/24]; with `access.mode: private` it needs none.
   * Your office and your runners, for example; never the whole internet.
   *
   * @minItems 1
   * @maxItems 2000
   * @haven HX-public-api
   */
  readonly allowedCidrs: readonly string[];
  /** People and pipelines with all rights in the cluster. */
  readonly administrators: AzureAdministrators;
}

/** Only reachable from inside the network, so what applies the baseline must run there. */
export interface AzurePrivateAccess {
  readonly mode: "private";
  /**
   * Id of an existing private DNS zone `private.<region>.azmk8s.io` (or a zone below it), linked to the networks that need
   * it. Its link to this cluster's network must exist.
   *
   * @default a new zone, linked to this cluster's network
   */
  readonly privateDnsZoneId?: string;
  /** People and pipelines with all rights in the cluster. */
  readonly administrators: AzureAdministrators;
}

/** People and pipelines with all rights in the cluster. They log in with Entra ID; the cluster has no accounts of its own. */
export interface AzureAdministrators {
  /** Object ids of Entra groups. @minItems 1 */
  readonly groupIds: readonly EntraObjectId[];
  /**
   * Object ids of pipelines' service principals or managed identities that are in none of the groups. HCC must run as an
   * administrator.
   *
   * @default none
   * @haven clusteradmin
   */
  readonly principalIds?: readonly EntraObjectId[];
}

/**
 * Object id of a group or a principal in Entra ID.
 *
 * @pattern ^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$
 * @form an object id, as "az ad group show --group <name> --query id" prints it
 */
export type EntraObjectId = string;

export function accessProblems(
  access: Incomplete<Omit<AzureRestrictedAccess & Omit<AzurePrivateAccess, "mode">, "mode">>,
  region?: string,
): Problem[] {
  const { allowedCidrs = [], privateDnsZoneId, administrators } = access;
  const path = "access.allowedCidrs";
  const ids = [
    ...(administrators?.groupIds ?? []).map((id, index) => ({ id, path: `access.administrators.groupIds[${index}]` })),
    ...(administrators?.principalIds ?? []).map((id, index) => ({ id, path: `access.administrators.principalIds[${index}]` })),
  ];
  return [
    ...allowedCidrProblems(path, allowedCidrs),
    ...(privateDnsZoneId === undefined
      ? []
      : zoneIdProblems("access.privateDnsZoneId", privateDnsZoneId, region && `private.${region}.azmk8s.io`)),
    ...ids
      .filter(({ id }, index) => ids.findIndex((other) => other.id.toLowerCase() === id.toLowerCase()) < index)
      .map(({ id, path: at }) => ({ path: at, message: `${id} is there twice` })),
  ];
}
