import type {
  KubernetesClusterApiServerAccessProfile,
  KubernetesClusterKubeConfigOutputReference,
} from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { allowedCidrProblems } from "../core/addresses";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import type { KubernetesAccess } from "../core/kubernetes-access";
import { hash } from "../core/names";
import { zoneIdProblems } from "./resource-ids";

/**
 * Who reaches the Kubernetes API. Nodes use a private address in every mode. A change of mode replaces the cluster.
 *
 * @discriminator mode
 */
export type AzureAccess = AzureRestrictedAccess | AzurePrivateAccess;

/** A public name that only your own networks reach. */
export interface AzureRestrictedAccess {
  readonly mode: "restricted";
  /**
   * A public API name needs the networks that may reach it, for example [203.0.113.0/24]: your office, your runners. At most 2000,
   * never the whole internet.
   *
   * @minItems 1
   * @haven HX-public-api
   */
  readonly allowedCidrs: readonly string[];
  /** Who has all rights in the cluster. */
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
  /** Who has all rights in the cluster. */
  readonly administrators: AzureAdministrators;
}

/** People and pipelines with all rights in the cluster. They log in with Entra ID; the cluster has no accounts of its own. */
export interface AzureAdministrators {
  /** Object ids of Entra groups. @minItems 1 */
  readonly groupIds: readonly string[];
  /**
   * Object ids of pipelines' service principals or managed identities that are in none of the groups. HCC must run as an
   * administrator.
   *
   * @default none
   * @haven clusteradmin
   */
  readonly principalIds?: readonly string[];
}

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
    // Without ranges AKS lets everyone in.
    ...(access.allowedCidrs?.length === 0
      ? [{ path, message: "is empty; name the networks that may reach the API", hint: "or set access.mode: private" }]
      : []),
    ...(administrators?.groupIds?.length === 0
      ? [{ path: "access.administrators.groupIds", message: "is empty; nobody could log in" }]
      : []),
    ...(allowedCidrs.length > 2000 ? [{ path, message: `${allowedCidrs.length} ranges; AKS takes 2000 at most` }] : []),
    ...(privateDnsZoneId === undefined
      ? []
      : zoneIdProblems("access.privateDnsZoneId", privateDnsZoneId, region && `private.${region}.azmk8s.io`)),
    ...ids
      .filter(({ id }, index) => ids.findIndex((other) => other.id.toLowerCase() === id.toLowerCase()) < index)
      .map(({ id, path: at }) => ({ path: at, message: `${id} is there twice` })),
    ...ids
      .filter(({ id }) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
      .map(({ id, path }) => ({ path, message: `"${id}" is not an object id`, hint: "az ad group show --group <name> --query id" })),
  ];
}

/**
 * How Terraform logs in to the cluster: with Entra ID, as whoever runs it. In a pipeline `AAD_LOGIN_METHOD=workloadidentity` goes
 * before what stands here.
 */
export function kubernetesAccess({ host, clusterCaCertificate }: Kubeconfig): KubernetesAccess {
  return {
    host,
    clusterCaCertificate: Fn.base64decode(clusterCaCertificate),
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "kubelogin",
      // The id of AKS' own application, the same in every tenant.
      args: ["get-token", "--login", "azurecli", "--server-id", "6dae42f8-4368-4678-94ff-3960e28e3630"],
    },
  };
}

/** What the provider tells of a cluster; with local accounts off there is no credential in it. */
type Kubeconfig = Pick<KubernetesClusterKubeConfigOutputReference, "host" | "clusterCaCertificate">;

/**
 * The API server inside the network, so that nodes never leave it to reach the API.
 *
 * AKS refuses ranges on a private cluster, and a public cluster without ranges is open to everyone.
 */
export function apiServerAccess(access: AzureAccess, subnetId: string): KubernetesClusterApiServerAccessProfile {
  return {
    virtualNetworkIntegrationEnabled: true,
    subnetId,
    authorizedIpRanges: access.mode === "restricted" ? [...access.allowedCidrs] : undefined,
  };
}

/** Lets administrators fetch a kubeconfig, and gives pipelines the rights that the groups have by being named in the cluster. */
export function grantAdministrators(
  scope: Construct,
  clusterId: string,
  { groupIds, principalIds = [] }: AzureAdministrators,
): readonly RoleAssignment[] {
  const grant = (principalId: string, principalType: "Group" | "ServicePrincipal", roleDefinitionName: string, purpose: string) =>
    // Named by who gets it, not by place in the list, so that taking one out leaves the others alone.
    new RoleAssignment(scope, `${purpose}-${hash(principalId, 8)}`, { scope: clusterId, roleDefinitionName, principalId, principalType });
  return [
    ...groupIds.map((id) => grant(id, "Group", "Azure Kubernetes Service Cluster User Role", "administrator")),
    ...principalIds.flatMap((id) => [
      grant(id, "ServicePrincipal", "Azure Kubernetes Service Cluster User Role", "administrator"),
      grant(id, "ServicePrincipal", "Azure Kubernetes Service RBAC Cluster Admin", "administrator-rights"),
    ]),
  ];
}
