import type {
  KubernetesClusterApiServerAccessProfile,
  KubernetesClusterKubeConfigOutputReference,
} from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import { hash } from "../../core/cluster/names";
import { movedFrom } from "../../core/terraform/moved-from";
import { stableText } from "../../core/terraform/stable-text";
import type { AzureAccess, AzureAdministrators } from "../config/access";

/**
 * How Terraform logs in to the cluster: with Entra ID, as the person or pipeline that runs it. In a pipeline
 * `AAD_LOGIN_METHOD=workloadidentity` overrides the login method below.
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

/** The provider's view of a cluster. It contains no credential, since local accounts are off. */
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
  const grant = (principalId: string, principalType: "Group" | "ServicePrincipal", roleDefinitionName: string, purpose: string) => {
    // The id contains the principal rather than its place in the list, so removing one principal leaves the others alone.
    const id = `${purpose}-${hash(stableText(scope, principalId), 8)}`;
    const role = new RoleAssignment(scope, id, { scope: clusterId, roleDefinitionName, principalId, principalType });
    // Earlier versions used the token's own text.
    if (Token.isUnresolved(principalId)) movedFrom(role, `${purpose}-${hash(principalId, 8)}`);
    return role;
  };
  // Two tokens for one principal are two texts, and Azure refuses the same assignment twice.
  const once = (ids: readonly string[]) => [...new Map(ids.map((id) => [stableText(scope, id), id])).values()];
  return [
    ...once(groupIds).map((id) => grant(id, "Group", "Azure Kubernetes Service Cluster User Role", "administrator")),
    ...once(principalIds).flatMap((id) => [
      grant(id, "ServicePrincipal", "Azure Kubernetes Service Cluster User Role", "administrator"),
      grant(id, "ServicePrincipal", "Azure Kubernetes Service RBAC Cluster Admin", "administrator-rights"),
    ]),
  ];
}
