import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { resourceIdProblems } from "./resource-ids";

/** The store of secrets that external-secrets reads. */
export interface AzureSecretStoreConfig {
  /**
   * Id of an existing Key Vault with Azure RBAC, whose secrets external-secrets may read. Whoever deploys must be able to give it that
   * right.
   */
  readonly keyVaultId: string;
}

export function secretStoreProblems(given: Incomplete<AzureSecretStoreConfig>): Problem[] {
  const { keyVaultId } = literals<AzureSecretStoreConfig>(given);
  return keyVaultId === undefined ? [] : resourceIdProblems("secretStore.keyVaultId", keyVaultId, "Microsoft.KeyVault/vaults");
}
