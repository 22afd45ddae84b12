import { auditLogDays, type GuardedType, hasBlock, type PoolPart } from "../../core/reading/guarded";
import { boolean, number, object, string, strings, valueAt } from "../../core/reading/terraform-json";
import type { Json, JsonObject } from "../../core/reading/json";

const text = (values: JsonObject, path: string) => string(valueAt(values, path) ?? null);

/** AKS answers an empty list where a pool is in no zone. */
const poolOf = (values: JsonObject, name: string, lasting: boolean): PoolPart => ({
  pool: name,
  zones: strings(values.zones ?? []),
  nodes: number(values.node_count ?? null),
  lasting,
});

const ownRanges = (values: JsonObject): readonly string[] | undefined =>
  strings(valueAt(values, "api_server_access_profile.authorized_ip_ranges") ?? []);

const hasAudit = (values: JsonObject): boolean => {
  const logs: readonly Json[] = Array.isArray(values.enabled_log) ? (values.enabled_log as readonly Json[]) : [object(values.enabled_log)];
  return logs.some((log) =>
    /^kube-audit|^allLogs$|^audit$/.test(text(object(log), "category") ?? text(object(log), "category_group") ?? ""),
  );
};

const closed = { rule: "public-storage", weaker: "the storage gets a public address" } as const;

/** Types of azurerm that hold what can't be made again, or that a cluster hangs on. */
export const guardedAzure: Readonly<Record<string, GuardedType>> = {
  azurerm_kubernetes_cluster: {
    kind: "cluster",
    loss: "every node goes with it, every volume claim on them, and what only its own API knows",
    pools: (values) => {
      const pool = object(Array.isArray(values.default_node_pool) ? (values.default_node_pool[0] as Json) : values.default_node_pool);
      return [poolOf(pool, text(pool, "name") ?? "system", boolean(pool.only_critical_addons_enabled ?? null) !== true)];
    },
    kubernetesVersion: {
      asked: (values) => text(values, "kubernetes_version"),
      running: (values) => text(values, "current_kubernetes_version") || text(values, "kubernetes_version"),
    },
    api: (values) => {
      const hidden = values.private_cluster_enabled ?? false;
      return { public: typeof hidden === "boolean" ? !hidden : undefined, ranges: ownRanges(values) };
    },
    safeguards: [
      {
        rule: "rbac",
        kept: (values) => boolean(values.local_account_disabled ?? false),
        weaker: "a certificate without a name opens the API",
      },
      {
        rule: "HX-secrets-encryption",
        kept: (values) => hasBlock(values, "key_management_service"),
        weaker: "Secrets are no longer encrypted with a key of your own",
      },
    ],
  },
  azurerm_kubernetes_cluster_node_pool: {
    kind: "node pool",
    pools: (values) => [
      poolOf(values, text(values, "name") ?? "", text(values, "mode") !== "System" && text(values, "priority") !== "Spot"),
    ],
  },
  azurerm_storage_account: {
    kind: "data",
    loss: "all files and objects in it go with it, logs and backups among them",
    safeguards: [{ ...closed, kept: (values) => values.public_network_access_enabled === false }],
  },
  azurerm_storage_container: { kind: "data", partOf: "storage_account_id", loss: "all objects in it go with it" },
  azurerm_storage_share: { kind: "data", partOf: "storage_account_id", loss: "all files in it go with it" },
  azurerm_managed_disk: { kind: "data", loss: "all that is on it goes with it" },
  azurerm_container_registry: { kind: "data", loss: "all images in it go with it" },
  azurerm_data_protection_backup_vault: { kind: "data", loss: "all backups in it go with it" },
  azurerm_recovery_services_vault: { kind: "data", loss: "all backups in it go with it" },
  azurerm_postgresql_flexible_server: { kind: "data", loss: "all databases on it go with it" },
  azurerm_mssql_server: { kind: "data", loss: "all databases on it go with it" },
  azurerm_mssql_database: { kind: "data", partOf: "server_id", loss: "all data in it goes with it" },
  azurerm_mysql_flexible_server: { kind: "data", loss: "all databases on it go with it" },
  azurerm_cosmosdb_account: { kind: "data", loss: "all data in it goes with it" },
  azurerm_log_analytics_workspace: {
    kind: "audit log",
    loss: "the audit log goes with it",
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: ({ retention_in_days: days = null }) => (typeof days === "number" ? days >= auditLogDays : undefined),
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
    ],
  },
  azurerm_monitor_diagnostic_setting: {
    kind: "audit log",
    partOf: "target_resource_id",
    loss: "no audit event is collected any more",
    safeguards: [{ rule: "HX-audit-log-retention", kept: hasAudit, weaker: "audit events are no longer collected" }],
  },
  azurerm_key_vault: { kind: "key", loss: "all keys and secrets in it go with it" },
  azurerm_key_vault_key: { kind: "key", partOf: "key_vault_id", loss: "what it encrypted can't be read any more" },
  azurerm_key_vault_secret: { kind: "key", partOf: "key_vault_id", loss: "whoever needs the secret has none" },
  azurerm_disk_encryption_set: { kind: "key", loss: "disks that it encrypts can't be attached any more" },
  azurerm_virtual_network: {
    kind: "network",
    loss: "everything that is connected to the network goes with it",
    ranges: (values) => strings(values.address_space ?? []),
  },
  azurerm_subnet: {
    kind: "network",
    partOf: "virtual_network_name",
    loss: "everything in the subnet goes with it",
    ranges: (values) => strings(values.address_prefixes ?? []),
  },
  azurerm_nat_gateway: { kind: "network", loss: "nothing reaches the internet until there is another" },
  azurerm_public_ip: { kind: "network", loss: "the address is lost, and with it every allow list and name that has it" },
  azurerm_public_ip_prefix: { kind: "network", loss: "the addresses are lost, and with them every allow list that has them" },
  azurerm_virtual_network_peering: { kind: "network", partOf: "virtual_network_name", loss: "the two networks no longer reach each other" },
  azurerm_private_endpoint: { kind: "network", partOf: "subnet_id", loss: "nodes no longer reach what it leads to" },
  azurerm_dns_zone: { kind: "dns", loss: "all its names go with it, and its name servers change" },
  azurerm_private_dns_zone: { kind: "dns", loss: "all its names go with it" },
  azurerm_private_dns_zone_virtual_network_link: {
    kind: "dns",
    partOf: "private_dns_zone_name",
    loss: "the network no longer resolves the zone's names",
  },
  azurerm_resource_group: { kind: "group", loss: "everything in it goes with it, also what Terraform doesn't know" },
  azurerm_management_lock: { kind: "group", loss: "the portal and the CLI may delete what it protected" },
};
