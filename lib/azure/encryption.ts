import { DiskEncryptionSet } from "@cdktf/provider-azurerm/lib/disk-encryption-set";
import type { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { Construct } from "constructs";
import type { Problem } from "../core/errors";
import { resourceName } from "../core/names";
import type { AzurePartProps } from "./part-props";
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

export interface AzureDiskEncryptionProps extends AzurePartProps {
  readonly key: AzureCustomerManagedKey;
  /** Identity of the cluster, which reads the set and uses the key for etcd. */
  readonly clusterIdentity: UserAssignedIdentity;
}

/** Lets disks and etcd use a key of your own. */
export class AzureDiskEncryption extends Construct {
  readonly diskEncryptionSet: DiskEncryptionSet;
  /** What a cluster waits for: without these rights AKS can't read the key, and creating it fails. */
  readonly ready: readonly RoleAssignment[];

  constructor(scope: Construct, id: string, props: AzureDiskEncryptionProps) {
    super(scope, id);
    const { name, region: location, resourceGroupName, tags, key, clusterIdentity } = props;
    this.diskEncryptionSet = new DiskEncryptionSet(this, "Resource", {
      name: resourceName(name, undefined, 80),
      location,
      resourceGroupName,
      keyVaultKeyId: key.keyId,
      identity: { type: "SystemAssigned" },
      tags: { ...tags },
    });
    const grant = (purpose: string, scopeId: string, principalId: string, roleDefinitionName: string) =>
      new RoleAssignment(this, purpose, { scope: scopeId, principalId, roleDefinitionName, principalType: "ServicePrincipal" });
    const disks = this.diskEncryptionSet;
    this.ready = [
      grant("disks-use-key", key.keyVaultId, disks.identity.principalId, "Key Vault Crypto Service Encryption User"),
      grant("cluster-reads-set", disks.id, clusterIdentity.principalId, "Reader"),
      grant("etcd-uses-key", key.keyVaultId, clusterIdentity.principalId, "Key Vault Crypto User"),
      // AKS makes a private endpoint to the vault in the cluster's name.
      ...(key.vaultAccess === "public"
        ? []
        : [grant("cluster-connects-vault", key.keyVaultId, clusterIdentity.principalId, "Key Vault Contributor")]),
    ];
  }
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
