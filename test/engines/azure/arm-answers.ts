import { CLUSTER, NODE_POOL } from "./arm-aks";
import { refuseWhileClusterNeedsIt, refuseWithoutNat } from "./arm-aks-rules";
import { guidOf, keyOf, nameOf, scopeOf, typeOf } from "./arm-id";
import { listAt, objectAt, textAt, type JsonObject } from "./arm-json";
import { refuseGatewayNotOffered } from "./arm-network-rules";
import { principalOf } from "./arm-roles";
import { ArmRefusal, filled, idOf, type ArmAnswers, type ArmResources } from "./arm-types";

const STORAGE_SERVICES = ["blob", "dfs", "file", "queue", "table", "web"] as const;

const ANSWERS: Readonly<Record<string, ArmAnswers>> = {
  "microsoft.resources/subscriptions/resourcegroups": { refuseRemoval: refuseUnlessEmpty },
  "microsoft.network/virtualnetworks": { embeds: { property: "subnets", type: "subnets" } },
  "microsoft.network/virtualnetworks/subnets": { refusePut: refuseWithoutNat },
  "microsoft.network/virtualnetworks/virtualnetworkpeerings": {
    refusePut: refuseGatewayNotOffered,
    refuseRemoval: refuseWhileClusterNeedsIt,
  },
  "microsoft.network/networksecuritygroups": { embeds: { property: "securityRules", type: "securityRules" } },
  "microsoft.network/routetables": { embeds: { property: "routes", type: "routes" } },
  "microsoft.network/publicipaddresses": { complete: (body) => filled(body, { ipAddress: "203.0.113.10" }) },
  "microsoft.network/privateendpoints": { complete: completePrivateEndpoint, companions: networkInterface },
  "microsoft.network/privatednszones": { companions: soaRecord, refuseRemoval: refuseWhileLinked },
  "microsoft.network/dnszones": {
    complete: (body) => filled(body, { nameServers: ["ns1.azure-dns.test.", "ns2.azure-dns.test."] }),
    companions: soaRecord,
  },
  "microsoft.network/privatednszones/virtualnetworklinks": {
    complete: (body) => filled(body, { virtualNetworkLinkState: "Completed" }),
    refuseRemoval: refuseWhileClusterNeedsIt,
  },
  "microsoft.managedidentity/userassignedidentities": {
    complete: (body) => filled(body, { ...principalOf(idOf(body)), tenantId: guidOf("tenant") }),
  },
  "microsoft.authorization/roleassignments": {
    complete: (body) => filled(body, { scope: scopeOf(idOf(body)), principalType: "ServicePrincipal" }),
    refusePut: refuseSameRole,
    refuseRemoval: refuseWhileClusterNeedsIt,
  },
  "microsoft.authorization/policyassignments": {
    complete: (body) => filled(body, { scope: scopeOf(idOf(body)), enforcementMode: "Default" }),
  },
  "microsoft.containerservice/managedclusters": CLUSTER,
  "microsoft.containerservice/managedclusters/agentpools": NODE_POOL,
  "microsoft.operationalinsights/workspaces": {
    complete: (body) => filled(body, { customerId: guidOf(idOf(body)), sku: { name: "PerGB2018" } }),
  },
  "microsoft.insights/datacollectionrules": {
    complete: (body) => filled(body, { immutableId: `dcr-${guidOf(idOf(body)).replaceAll("-", "")}` }),
  },
  "microsoft.keyvault/vaults": {
    complete: (body) => filled(body, { vaultUri: `https://${nameOf(idOf(body))}.vault.azure.net/` }),
  },
  "microsoft.storage/storageaccounts": { complete: completeStorageAccount, companions: storageServices },
};

export function answersOf(type: string): ArmAnswers {
  const answers = ANSWERS[type] ?? {};
  const { complete } = answers;
  return {
    ...answers,
    complete: (body, resources) => withIdentity(complete === undefined ? body : complete(body, resources)),
  };
}

/** Azure answers an identity with the ids that roles are given to. */
function withIdentity(body: JsonObject): JsonObject {
  const { identity } = body;
  if (identity === undefined) {
    return body;
  }
  const assigned = Object.keys(objectAt(identity, "userAssignedIdentities"));
  const userAssignedIdentities = Object.fromEntries(assigned.map((id) => [id, { ...principalOf(id) }]));
  const own = /system/i.test(textAt(identity, "type") ?? "") ? principalOf(idOf(body)) : undefined;
  return {
    ...body,
    identity: {
      ...objectAt(identity),
      ...(assigned.length > 0 ? { userAssignedIdentities } : {}),
      ...(own === undefined ? {} : { principalId: own.principalId, tenantId: guidOf("tenant") }),
    },
  };
}

function completePrivateEndpoint(body: JsonObject): JsonObject {
  const connections = listAt(body, "properties", "privateLinkServiceConnections").map((connection) => ({
    ...objectAt(connection),
    properties: {
      ...objectAt(connection, "properties"),
      privateLinkServiceConnectionState: { status: "Approved", description: "Auto-Approved", actionsRequired: "None" },
    },
  }));
  const nic = { id: `${idOf(body)}.nic`.replace(/privateEndpoints/i, "networkInterfaces") };
  const properties = { ...objectAt(body, "properties"), privateLinkServiceConnections: connections };
  return filled({ ...body, properties }, { networkInterfaces: [nic], customDnsConfigs: [] });
}

function networkInterface(endpoint: JsonObject): readonly JsonObject[] {
  const id = textAt(listAt(endpoint, "properties", "networkInterfaces")[0], "id") ?? "";
  const subnet = objectAt(endpoint, "properties", "subnet");
  const address = { privateIPAddress: "10.0.0.4", privateIPAllocationMethod: "Dynamic", subnet };
  return [{ id, properties: { ipConfigurations: [{ name: "endpoint", properties: address }] } }];
}

function soaRecord(zone: JsonObject): readonly JsonObject[] {
  const isPrivate = typeOf(idOf(zone)).includes("private");
  const soa = {
    email: isPrivate ? "azureprivatedns-host.microsoft.com" : "azuredns-hostmaster.microsoft.com",
    expireTime: 2419200,
    host: isPrivate ? "azureprivatedns.net" : "ns1.azure-dns.test.",
    minimumTtl: isPrivate ? 10 : 300,
    refreshTime: 3600,
    retryTime: 300,
    serialNumber: 1,
  };
  const properties = { ttl: 3600, fqdn: `${nameOf(idOf(zone))}.`, [isPrivate ? "soaRecord" : "SOARecord"]: soa };
  return [{ id: `${idOf(zone)}/SOA/@`, properties }];
}

function completeStorageAccount(body: JsonObject): JsonObject {
  const name = nameOf(idOf(body));
  const endpoints = STORAGE_SERVICES.map((service) => [service, `https://${name}.${service}.core.windows.net/`]);
  return filled(body, {
    accessTier: textAt(body, "kind") === "StorageV2" ? "Hot" : undefined,
    allowBlobPublicAccess: true,
    creationTime: "2026-01-01T00:00:00Z",
    networkAcls: { bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
    primaryEndpoints: Object.fromEntries(endpoints) as JsonObject,
    primaryLocation: body["location"],
    statusOfPrimary: "available",
    supportsHttpsTrafficOnly: true,
  });
}

function storageServices(account: JsonObject): readonly JsonObject[] {
  return ["blobServices", "fileServices", "queueServices", "tableServices"].map((service) => ({
    id: `${idOf(account)}/${service}/default`,
    properties: {},
  }));
}

function refuseUnlessEmpty(id: string, resources: ArmResources): void {
  const inner = resources.below(id).find((body) => !typeOf(idOf(body)).startsWith("microsoft.authorization/"));
  if (inner !== undefined) {
    throw new ArmRefusal(409, "ResourceGroupNotEmpty", `${idOf(inner)} is still in it`);
  }
}

function refuseWhileLinked(id: string, resources: ArmResources): void {
  const [link] = resources.below(id, "microsoft.network/privatednszones/virtualnetworklinks");
  if (link !== undefined) {
    throw new ArmRefusal(409, "CannotDeleteResource", `${idOf(link)} still links it`);
  }
}

/** The same role for the same principal on the same scope exists once, whatever its name. */
function refuseSameRole(body: JsonObject, resources: ArmResources): void {
  const what = (other: JsonObject): string =>
    keyOf([scopeOf(idOf(other)), ...["roleDefinitionId", "principalId"].map((key) => textAt(other, "properties", key))].join(" "));
  const same = resources
    .ofType("microsoft.authorization/roleassignments")
    .find((other) => keyOf(idOf(other)) !== keyOf(idOf(body)) && what(other) === what(body));
  if (same !== undefined) {
    throw new ArmRefusal(409, "RoleAssignmentExists", `${idOf(same)} already gives that role`);
  }
}
