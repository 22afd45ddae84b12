import type { Problem } from "../../core/validation/errors";
import { resourceIdProblems } from "./resource-ids";

export interface AzureEncryption {
  /**
   * Encrypts disks, and Secrets in etcd, with a key of your own. Adding or removing it replaces the cluster.
   *
   * @default Azure's own keys
   * @haven HX-secrets-encryption
   */
  readonly customerManagedKey?: AzureCustomerManagedKey;

  /**
   * Also encrypts temporary disks and caches on the host. The feature `Microsoft.Compute/EncryptionAtHost` must be registered
   * in the subscription. A change replaces every node, pool by pool.
   *
   * @default false
   */
  readonly hostEncryption?: boolean;
}

/**
 * A key that is there already: made here it would be destroyed with the cluster, and with it everything that it encrypted.
 */
export interface AzureCustomerManagedKey {
  /** Id of the vault, with Azure RBAC and purge protection on, in the region of the cluster. */
  readonly keyVaultId: string;
  /** Key with version, for example `https://vault.vault.azure.net/keys/name/0123456789abcdef0123456789abcdef`. */
  readonly keyId: string;
  /**
   * How the API server reaches the vault. AKS supports a vault that is open to all networks or to none, not one that lists
   * networks. A private one must be in the subscription of the cluster, and whoever deploys must be able to read it. A change takes
   * two steps: AKS wants the key off first.
   *
   * @default private
   */
  readonly vaultAccess?: "private" | "public";
}

export function encryptionProblems({
  customerManagedKey: key,
}: {
  readonly customerManagedKey?: Partial<AzureCustomerManagedKey>;
}): Problem[] {
  const path = "encryption.customerManagedKey";
  const versioned = /^https:\/\/[^/]+\/keys\/[^/]+\/[0-9a-f]{32}$/i;
  return [
    ...(key?.keyVaultId === undefined ? [] : resourceIdProblems(`${path}.keyVaultId`, key.keyVaultId, "Microsoft.KeyVault/vaults")),
    ...(key?.keyId === undefined || versioned.test(key.keyId)
      ? []
      : [{ path: `${path}.keyId`, message: `"${key.keyId}" is not a key with its version, https://<vault>/keys/<name>/<version>` }]),
  ];
}
