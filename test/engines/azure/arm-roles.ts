import { guidOf } from "./arm-id";
import type { JsonObject } from "./arm-json";

/** Azure's built-in roles that a cluster may need: Azure gives each the same id in every tenant. */
const BUILT_IN_ROLES: Readonly<Record<string, string>> = {
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  "Azure Kubernetes Service Cluster Admin Role": "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8",
  "Azure Kubernetes Service Cluster User Role": "4abbcc35-e782-43d8-92c5-2d3f1bd2253f",
  "Azure Kubernetes Service Contributor Role": "ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8",
  "Azure Kubernetes Service RBAC Admin": "3498e952-d568-435e-9b2c-8d77e338d7f7",
  "Azure Kubernetes Service RBAC Cluster Admin": "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
  "Azure Kubernetes Service RBAC Reader": "7f6c6a51-bcf8-42ba-9220-52d62157d7db",
  "Azure Kubernetes Service RBAC Writer": "a7ffa36f-339b-4b5c-8bdf-e2c188b2c0eb",
  "Backup Contributor": "5e467623-bb1f-42f4-a55d-6e525e11384b",
  Contributor: "b24988ac-6180-42a0-ab88-20f7382dd24c",
  "DNS Zone Contributor": "befefa01-2a29-4197-83a8-272ff33ce314",
  "Data Operator for Managed Disks": "959f8984-c045-4866-89c7-12bf9737be2e",
  "Disk Encryption Set Operator for Managed Disks": "136d308c-0937-4a49-9bd7-edfb42adbffc",
  "Disk Snapshot Contributor": "7efff54f-a5b4-42b5-a1c5-5411624893ce",
  "Key Vault Administrator": "00482a5a-887f-4fb3-b363-3b7fe8e74483",
  "Key Vault Contributor": "f25e0fa2-a7c8-4377-a976-54943a77a395",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
  "Log Analytics Contributor": "92aaf0da-9dab-42b6-94a3-d43ce8d16293",
  "Log Analytics Reader": "73c42c96-874c-492b-b04d-ab87d138a893",
  "Managed Identity Contributor": "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
  "Managed Identity Operator": "f1a07417-d97a-45cb-824c-7a7467783830",
  "Monitoring Data Reader": "b0d8363b-8ddd-447d-831f-62ca05bff136",
  "Monitoring Metrics Publisher": "3913510d-42f4-4e42-8a64-420c390055eb",
  "Monitoring Reader": "43d0d8ad-25c7-4714-9337-8ba259a9fe05",
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  Owner: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635",
  "Private DNS Zone Contributor": "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Resource Policy Contributor": "36243c78-bf99-498c-9df9-86d9f8d28608",
  "Storage Account Contributor": "17d1049b-9a84-46fb-8f53-869881c3d3ab",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Owner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Storage File Data SMB Share Contributor": "0c867c2a-1d8c-454a-a3db-ab2ea1bdc8bb",
};

function definition(subscription: string, roleName: string, guid: string): JsonObject {
  return {
    id: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid}`,
    name: guid,
    type: "Microsoft.Authorization/roleDefinitions",
    properties: { roleName, type: "BuiltInRole", description: roleName, assignableScopes: ["/"], permissions: [] },
  };
}

/** A misspelt name gives an empty list, as in Azure: the provider then refuses at apply. */
export function rolesNamed(subscription: string, filter: string | undefined): readonly JsonObject[] {
  const wanted = /roleName eq '([^']+)'/i.exec(filter ?? "")?.[1];
  return Object.entries(BUILT_IN_ROLES)
    .filter(([name]) => wanted === undefined || name.toLowerCase() === wanted.toLowerCase())
    .map(([name, guid]) => definition(subscription, name, guid));
}

export function roleWithId(subscription: string, guid: string): JsonObject | undefined {
  const name = roleNameOf(guid);
  return name === undefined ? undefined : definition(subscription, name, guid);
}

/** Takes a whole role definition id as well as its last part. */
export function roleNameOf(roleDefinitionId: string): string | undefined {
  const guid = roleDefinitionId.slice(roleDefinitionId.lastIndexOf("/") + 1).toLowerCase();
  return Object.entries(BUILT_IN_ROLES).find(([, id]) => id === guid)?.[0];
}

/** Who an identity is to Azure's directory, derived from its resource id. */
export function principalOf(identityId: string): { readonly clientId: string; readonly principalId: string } {
  return { clientId: guidOf(`client ${identityId}`), principalId: guidOf(`principal ${identityId}`) };
}
