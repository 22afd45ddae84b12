import { DiskEncryptionSet } from "@cdktf/provider-azurerm/lib/disk-encryption-set";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AzureCustomerManagedKey } from "../config/encryption";
import type { AzurePartProps } from "../config/part";
import { beginPart } from "./part";

/** The key that encrypts disks. */
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
    beginPart(this, props);
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
