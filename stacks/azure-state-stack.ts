import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container";
import { StorageManagementPolicy } from "@cdktf/provider-azurerm/lib/storage-management-policy";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { requireAzurerm } from "../lib/azure/constructs/required-provider";
import { requireTerraform } from "../lib/core/terraform/required-version";
import type { AzurermBackendConfig } from "../lib/core/terraform/backend";
import { type StateStackProps, useOwnBackend, versionDays } from "./state-stack";

export interface AzureStateStackProps extends StateStackProps<AzurermBackendConfig> {
  readonly region: string;
  /** Object ids of Entra groups that plan and apply. */
  readonly groupIds: readonly string[];
  /** Object ids of pipelines that do. */
  readonly principalIds: readonly string[];
}

/** A storage account for Terraform's state: three zones, versions, no keys, no anonymous reading, protected against deletion. */
export class AzureStateStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: AzureStateStackProps) {
    super(scope, id);
    const { backend, region: location, tags } = props;
    useOwnBackend(this, props);
    requireAzurerm(this);
    requireTerraform(this, ">= 1.5");
    // Without the data plane: containers are made by Azure's own API, and a closed account would keep Terraform waiting.
    new AzurermProvider(this, "azurerm", {
      features: [{ storage: [{ dataPlaneAvailable: false }] }],
      storageUseAzuread: true,
      resourceProviderRegistrations: "core",
    });
    const protectedFromDestroy = { preventDestroy: true };
    const group = new ResourceGroup(this, "group", { name: backend.resourceGroupName, location, tags, lifecycle: protectedFromDestroy });
    const account = new StorageAccount(this, "account", {
      name: backend.storageAccountName,
      resourceGroupName: group.name,
      location,
      accountKind: "StorageV2",
      accountTier: "Standard",
      accountReplicationType: "ZRS",
      minTlsVersion: "TLS1_2",
      httpsTrafficOnlyEnabled: true,
      // Whoever has a key has every state; Entra ID says who it was, and takes leavers' rights away.
      sharedAccessKeyEnabled: false,
      defaultToOauthAuthentication: true,
      allowNestedItemsToBePublic: false,
      crossTenantReplicationEnabled: false,
      localUserEnabled: false,
      infrastructureEncryptionEnabled: true,
      blobProperties: {
        versioningEnabled: true,
        deleteRetentionPolicy: { days: versionDays },
        containerDeleteRetentionPolicy: { days: versionDays },
      },
      tags,
      lifecycle: {
        ...protectedFromDestroy,
        // Who closes the account further (docs/state.md) does so once their way in works, and no apply may open it again.
        ignoreChanges: ["public_network_access_enabled", "network_rules"],
      },
    });
    new StorageManagementPolicy(this, "expiry", {
      storageAccountId: account.id,
      rule: [
        {
          name: "versions",
          enabled: true,
          filters: { blobTypes: ["blockBlob"] },
          actions: { version: { deleteAfterDaysSinceCreation: versionDays } },
        },
      ],
    });
    const container = new StorageContainer(this, "container", {
      name: backend.containerName,
      storageAccountId: account.id,
      containerAccessType: "private",
      lifecycle: protectedFromDestroy,
    });
    // Owner or Contributor is not enough: reading blobs with Entra ID takes a role for data.
    const access = (principalId: string, principalType: "Group" | "ServicePrincipal") =>
      new RoleAssignment(this, `access-${principalId}`, {
        scope: container.id,
        roleDefinitionName: "Storage Blob Data Contributor",
        principalId,
        principalType,
      });
    for (const id of props.groupIds) access(id, "Group");
    for (const id of props.principalIds) access(id, "ServicePrincipal");
  }
}
