import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Construct } from "constructs";
import type { ClusterSecretStore } from "../core/cluster";
import { type Problem, problemsIn, rejectProblems } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literals } from "../core/literals";
import { type WorkloadIdentity, workloads } from "../core/storage";
import type { AzurePartProps } from "./part-props";
import { requireAzurerm } from "./provider";
import { resourceIdProblems } from "./resource-ids";
import { workloadIdentity } from "./workload-identity";

export interface AzureSecretStoreConfig {
  /**
   * Id of an existing Key Vault with Azure RBAC, whose secrets external-secrets may read. Whoever deploys must be able to give it that
   * right.
   */
  readonly keyVaultId: string;
}

export interface AzureSecretStoreProps extends AzurePartProps, AzureSecretStoreConfig {
  /** Issuer that vouches for service accounts. */
  readonly oidcIssuerUrl: string;
}

/** The right to read the secrets of a vault, for external-secrets alone. */
export class AzureSecretStore extends Construct implements ClusterSecretStore {
  readonly identity: WorkloadIdentity;
  readonly provider: ClusterSecretStore["provider"];
  readonly ready: readonly RoleAssignment[];

  constructor(scope: Construct, id: string, props: AzureSecretStoreProps) {
    super(scope, id);
    rejectProblems(this.node.path, problemsIn("secretStore", secretStoreProblems(props)));
    requireAzurerm(this);
    const { identity, ...workload } = workloadIdentity(this, "secrets", props);
    const { tenantId } = new DataAzurermClientConfig(this, "current", {});
    const { namespace, serviceAccount: name } = workloads.secrets;
    this.identity = workload;
    this.provider = {
      azurekv: {
        authType: "WorkloadIdentity",
        tenantId,
        vaultUrl: `https://${props.keyVaultId.split("/").at(-1) ?? ""}.vault.azure.net`,
        serviceAccountRef: { name, namespace },
      },
    };
    this.ready = [
      new RoleAssignment(this, "secrets-read-vault", {
        scope: props.keyVaultId,
        roleDefinitionName: "Key Vault Secrets User",
        principalId: identity.principalId,
        principalType: "ServicePrincipal",
      }),
    ];
  }
}

export function secretStoreProblems(given: Incomplete<AzureSecretStoreConfig>): Problem[] {
  const { keyVaultId } = literals<AzureSecretStoreConfig>(given);
  return keyVaultId === undefined ? [] : resourceIdProblems("secretStore.keyVaultId", keyVaultId, "Microsoft.KeyVault/vaults");
}
