import type { Problem } from "../../core/validation/errors";
import { resourceIdProblems } from "./resource-ids";

/** Encryption with a key of your own. */
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
  /**
   * The key with its version.
   *
   * @pattern ^[Hh][Tt][Tt][Pp][Ss]://[^/]+/keys/[^/]+/[0-9A-Fa-f]{32}$
   * @form a key with its version, https://<vault>/keys/<name>/<version>
   */
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
  return key?.keyVaultId === undefined ? [] : resourceIdProblems(`${path}.keyVaultId`, key.keyVaultId, "Microsoft.KeyVault/vaults");
}
