import type {
  KubernetesClusterApiServerAccessProfile,
  KubernetesClusterKubeConfigOutputReference,
} from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import { hash } from "../../core/cluster/names";
import type { AzureAccess, AzureAdministrators } from "../config/access";

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
