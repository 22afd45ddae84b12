import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { type WorkloadIdentity, workloads } from "../../core/cluster/workload-identity";
import type { AzurePartProps } from "../config/part";

export interface AzureWorkloadIdentity extends WorkloadIdentity {
  readonly identity: UserAssignedIdentity;
  /** Trust in the cluster's service account; without it the workload gets no token. */
  readonly credential: FederatedIdentityCredential;
}

/** An identity that only one workload of the baseline can take on. */
export function workloadIdentity(
  scope: Construct,
  purpose: keyof typeof workloads,
  { name, region: location, resourceGroupName, oidcIssuerUrl, tags }: AzurePartProps & { readonly oidcIssuerUrl: string },
): AzureWorkloadIdentity {
  const { namespace, serviceAccount } = workloads[purpose];
  const identity = new UserAssignedIdentity(scope, `${purpose}-identity`, {
    name: resourceName(name, purpose, 128),
    location,
    resourceGroupName,
    tags: { ...tags },
  });
  const credential = new FederatedIdentityCredential(scope, `${purpose}-service-account`, {
    name: serviceAccount,
    resourceGroupName,
    parentId: identity.id,
    issuer: oidcIssuerUrl,
    subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
    audience: ["api://AzureADTokenExchange"],
  });
  // The provider renamed these attributes in 4.65, and warns about the old names in every plan.
  credential.addOverride("user_assigned_identity_id", identity.id);
  credential.addOverride("parent_id", undefined);
  credential.addOverride("resource_group_name", undefined);
  return {
    namespace,
    serviceAccount,
    annotations: { "azure.workload.identity/client-id": identity.clientId },
    podLabels: { "azure.workload.identity/use": "true" },
    identity,
    credential,
  };
}
