import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterSecretStore } from "../../core/cluster/platform";
import { type WorkloadIdentity, workloads } from "../../core/cluster/workload-identity";
import type { AzurePartProps } from "../config/part";
import { secretStoreProblems, type AzureSecretStoreConfig } from "../config/secret-store";
import { idPart } from "./id-part";
import { beginPart } from "./part";
import { workloadIdentity } from "./workload-identity";

/** Settings of the store of secrets, and what external-secrets needs to read it. */
export interface AzureSecretStoreProps extends AzurePartProps, AzureSecretStoreConfig {
  /** Issuer that vouches for service accounts. */
  readonly oidcIssuerUrl: string;
}

/** The right to read the secrets of a vault, for external-secrets alone. */
export class AzureSecretStore extends Construct implements ClusterSecretStore {
  readonly identity: WorkloadIdentity;
  readonly provider: ClusterSecretStore["provider"];
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AzureSecretStoreProps) {
    super(scope, id);
    beginPart<{ readonly secretStore: AzureSecretStoreConfig }>(this, props, {
      under: "secretStore",
      problems: ({ secretStore = {} }) => secretStoreProblems(secretStore),
    });
    const { identity, credential, ...workload } = workloadIdentity(this, "secrets", props);
    const { tenantId } = new DataAzurermClientConfig(this, "current", {});
    const { namespace, serviceAccount: name } = workloads.secrets;
    this.identity = workload;
    this.provider = {
      azurekv: {
        authType: "WorkloadIdentity",
        tenantId,
        vaultUrl: `https://${idPart(props.keyVaultId, "name")}.vault.azure.net`,
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
      credential,
    ];
  }
}
