import {
  all,
  asText,
  auditLogDays,
  blocks,
  byId,
  byName,
  type GuardedType,
  hasBlock,
  holdsUnknown,
  isNoLower,
  isOn,
  isSame,
  keepsEntries,
  knownAfterApply,
  not,
  plannedAt,
  type PoolPart,
  type Safeguard,
  type Whole,
} from "../../core/reading/guarded";
import { number, object, string, strings } from "../../core/reading/terraform-json";
import type { Json, JsonObject } from "../../core/reading/json";
import { reviewedAzure } from "./reviewed-types";

const text = (values: JsonObject, path: string) => string(plannedAt(values, path) ?? null);

const isText = (values: JsonObject, path: string, expected: string, fallback = ""): boolean | undefined => {
  const value = plannedAt(values, path) ?? fallback;
  return value === knownAfterApply ? undefined : value === expected;
};

/** Whether no taint keeps applications off the nodes. AKS writes `key=value:Effect`. */
function isUntainted(values: JsonObject): boolean | undefined {
  const taints = strings(plannedAt(values, "node_taints") ?? []);
  return taints && !taints.some((taint) => /:(NoSchedule|NoExecute)$/.test(taint));
}

/** Whether the pool always has a node: its minimum counts where AKS scales it, and else its size. */
function keepsNodes(values: JsonObject): boolean | undefined {
  const scales = isOn(values, "auto_scaling_enabled");
  if (scales === undefined) return undefined;
  const [size, most] = [plannedAt(values, scales ? "min_count" : "node_count") ?? 1, scales ? (plannedAt(values, "max_count") ?? 1) : 1];
  if (most === 0) return false;
  return size === knownAfterApply ? undefined : size !== 0;
}

/** Azure writes the same id in other capitals now and then. */
const clusterId = (attribute: string) => (values: JsonObject) => text(values, attribute)?.toLowerCase();

/** AKS answers an empty list where a pool is in no zone. */
const poolOf = (values: JsonObject, pool: Pick<PoolPart, "pool" | "cluster" | "lasting">): PoolPart => ({
  ...pool,
  zones: strings(plannedAt(values, "zones") ?? []),
  nodes: number(plannedAt(values, "node_count") ?? null),
  keepsNodes: keepsNodes(values),
  version: text(values, "orchestrator_version"),
});

/** Whether a diagnostic setting sends audit events. */
function sendsAudit(values: JsonObject): boolean | undefined {
  const logs = blocks(plannedAt(values, "enabled_log"));
  if (logs?.some((log) => /^kube-audit|^allLogs$|^audit$/.test(text(log, "category") ?? text(log, "category_group") ?? "")) === true)
    return true;
  return logs === undefined || logs.some((log) => holdsUnknown(log)) ? undefined : false;
}

const targets = [
  "log_analytics_workspace_id",
  "storage_account_id",
  "eventhub_authorization_rule_id",
  "eventhub_name",
  "partner_solution_id",
];

const closed = (kept: Safeguard["kept"], weaker = "the storage gets a public address"): Safeguard => ({
  rule: "public-storage",
  kept,
  weaker,
});

const networkRules = (block: string, weaker: string): Safeguard => ({
  rule: "network-rules",
  kept: (values) => isText(values, `${block}.default_action`, "Deny"),
  weaker,
});

/** Days after which a rule deletes current objects; infinity where none does, and undefined when unknown. */
function daysKept(values: JsonObject): number | undefined {
  const rules = blocks(plannedAt(values, "rule"));
  if (rules === undefined || rules.some((rule) => holdsUnknown(rule.enabled) || holdsUnknown(rule.actions))) return undefined;
  const days = rules
    .filter(({ enabled }) => enabled !== false)
    .flatMap((rule) => blocks(plannedAt(rule, "actions.base_blob")) ?? [])
    .flatMap((action) => Object.entries(action))
    // Minus one stands for never.
    .flatMap(([name, value]) => (name.startsWith("delete_after_days_since_") && typeof value === "number" && value >= 0 ? [value] : []));
  return Math.min(Infinity, ...days);
}

/** Days that deleted objects can be put back. */
const softDelete = [
  "blob_properties.delete_retention_policy",
  "blob_properties.container_delete_retention_policy",
  "share_properties.retention_policy",
];

const sku =
  (ranks: readonly string[], path: string, fallback: string): Safeguard["kept"] =>
  (values, before) => {
    const value = plannedAt(values, path) ?? fallback;
    return value === knownAfterApply ? undefined : ranks.indexOf(asText(value)) >= ranks.indexOf(text(before, path) ?? fallback);
  };

const backedUp = (path: string): Safeguard => ({
  rule: "backup-retention",
  kept: isNoLower(path),
  weaker: "back-ups are kept shorter than they are now",
});

/** Refers by name, which is unique in a resource group of one subscription. */
const named = (type: string, attribute: string): Whole => ({
  ...byName(type, attribute, "resource_group_name"),
  placeOf: ({ id = null }) => /^\/subscriptions\/([^/]+)\//i.exec(string(id) ?? "")?.[1]?.toLowerCase(),
});

const inAccount = [byId("azurerm_storage_account", "storage_account_id"), byName("azurerm_storage_account", "storage_account_name")];
const inVault = [byId("azurerm_key_vault", "key_vault_id")];
const inNetwork = named("azurerm_virtual_network", "virtual_network_name");
// The id of an association is that of its subnet.
const inSubnet = [byId("azurerm_subnet", "subnet_id"), byId("azurerm_subnet", "id")];

/** Loss with a resource that is made through the azapi provider, whose kind is a value. */
function lossOfAzapi({ type: given = null }: JsonObject): string | undefined {
  const type = (string(given) ?? "").replace(/@.*$/, "").toLowerCase();
  if (/^microsoft\.(authorization|insights)\//.test(type) && !type.endsWith("/diagnosticsettings")) return undefined;
  if (type === "microsoft.containerservice/managedclusters") {
    return "every node of the cluster goes with it, every volume claim on them, and what only its own API knows";
  }
  if (type === "microsoft.containerservice/managedclusters/agentpools") return "the pool's nodes go with it";
  return `guard does not know what Azure keeps in a resource of type ${type === "" ? "(none)" : type}`;
}

/** What azapi writes into a cluster can open its API or empty its pools, in words that no table here reads. */
const unjudged = (body: string, appliesTo?: string): Safeguard => ({
  rule: "azapi",
  kept: (values, before) => {
    const types = [plannedAt(values, "type"), plannedAt(before, "type")].map(asText);
    return types.some((type) => /^microsoft\.containerservice\/managedclusters/i.test(type)) ? isSame(body)(values, before) : true;
  },
  weaker: "guard does not read what azapi changes in a cluster",
  ...(appliesTo !== undefined && { appliesTo }),
});

/** Types of azurerm and azapi that hold data that can't be recreated, or on which a cluster depends. */
export const guardedAzure: Readonly<Record<string, GuardedType>> = {
  ...reviewedAzure,
  azapi_resource: { kind: "data", loss: lossOfAzapi, safeguards: [unjudged("body")] },
  azapi_update_resource: { kind: "cluster", safeguards: [unjudged("body", "resource_id")] },
  azurerm_kubernetes_cluster: {
    kind: "cluster",
    losesNodes: true,
    loss: "every volume claim on them, and what only its own API knows",
    clusterName: clusterId("id"),
    pools: (values) => {
      const pool = plannedAt(values, "default_node_pool");
      const known = object(Array.isArray(pool) ? (pool[0] as Json) : pool);
      const lasting = pool === knownAfterApply ? undefined : all(not(isOn(known, "only_critical_addons_enabled")), isUntainted(known));
      return [poolOf(known, { pool: text(known, "name") ?? "system", cluster: clusterId("id")(values), lasting })];
    },
    kubernetesVersion: {
      asked: (values) => text(values, "kubernetes_version"),
      running: (values) => text(values, "current_kubernetes_version") || text(values, "kubernetes_version"),
    },
    api: (values) => ({
      public: not(isOn(values, "private_cluster_enabled")),
      ranges: strings(plannedAt(values, "api_server_access_profile.authorized_ip_ranges") ?? []),
    }),
    safeguards: [
      {
        rule: "rbac",
        kept: (values, before) => {
          const groups = "azure_active_directory_role_based_access_control";
          return all(
            isOn(values, "local_account_disabled"),
            isOn(values, "role_based_access_control_enabled", true),
            hasBlock(before, groups) === true ? hasBlock(values, groups) : true,
          );
        },
        weaker: "a certificate without a name opens the API, or nobody can log in with Entra ID",
      },
      {
        rule: "HX-secrets-encryption",
        kept: (values) => hasBlock(values, "key_management_service"),
        weaker: "Secrets are no longer encrypted with a key of your own",
      },
      {
        rule: "control-plane-tier",
        kept: sku(["Free", "Standard", "Premium"], "sku_tier", "Free"),
        weaker: "the API server loses its uptime guarantee, its capacity or its long-term support",
      },
      {
        rule: "storage-driver",
        kept: (values, before) =>
          all(
            ...["disk_driver_enabled", "file_driver_enabled", "blob_driver_enabled"].map((name) => {
              const path = `storage_profile.${name}`;
              const fallback = name !== "blob_driver_enabled";
              return isOn(before, path, fallback) === true ? isOn(values, path, fallback) : true;
            }),
          ),
        weaker: "volumes of the driver can no longer be attached or made",
      },
      {
        rule: "workload-identity",
        kept: (values) => isOn(values, "workload_identity_enabled"),
        weaker: "pods lose their rights on Azure",
      },
      {
        rule: "egress-addresses",
        kept: isSame("network_profile.outbound_type"),
        weaker: "nodes leave another way, with an outage and from addresses that no allow list has",
      },
    ],
  },
  // From azurerm 5.2 on.
  azurerm_kubernetes_automatic_cluster: {
    kind: "cluster",
    loss: "every node and every volume claim goes with it, and what only its own API knows",
    api: (values) => ({
      public: not(hasBlock(values, "private_cluster")),
      ranges: strings(plannedAt(values, "api_server_access.authorized_ip_ranges") ?? []),
    }),
  },
  azurerm_kubernetes_cluster_node_pool: {
    kind: "node pool",
    pools: (values) => [
      poolOf(values, {
        pool: text(values, "name") ?? "",
        cluster: clusterId("kubernetes_cluster_id")(values),
        lasting: all(not(isText(values, "mode", "System")), not(isText(values, "priority", "Spot")), isUntainted(values)),
      }),
    ],
  },
  azurerm_kubernetes_cluster_extension: {
    kind: "cluster",
    partOf: [byId("azurerm_kubernetes_cluster", "cluster_id")],
    loss: "what the extension runs in the cluster stops",
  },
  azurerm_kubernetes_flux_configuration: {
    kind: "cluster",
    partOf: [byId("azurerm_kubernetes_cluster", "cluster_id")],
    loss: "everything that it put into the cluster goes with it",
  },
  azurerm_kubernetes_fleet_manager: { kind: "group", loss: "its clusters are no longer upgraded together" },
  azurerm_redhat_openshift_cluster: {
    kind: "cluster",
    loss: "every node and every volume claim goes with it, and what only its own API knows",
  },
  azurerm_arc_kubernetes_cluster: { kind: "cluster", loss: "Azure no longer reaches the cluster" },
  azurerm_storage_account: {
    kind: "data",
    loss: "all files and objects in it go with it, logs and backups among them",
    safeguards: [
      closed((values) => not(isOn(values, "public_network_access_enabled", true))),
      networkRules("network_rules", "the storage is reached from every network"),
      {
        rule: "shared-keys",
        kept: (values) => not(isOn(values, "shared_access_key_enabled", true)),
        weaker: "a key opens everything in it, without a login",
      },
      {
        rule: "versioning",
        kept: (values) => isOn(values, "blob_properties.versioning_enabled"),
        weaker: "objects that are overwritten or deleted are gone at once",
      },
      {
        rule: "soft-delete",
        kept: (values, before) => all(...softDelete.map((path) => isNoLower(`${path}.days`)(values, before))),
        weaker: "what is deleted can be put back for a shorter time than now, or no longer",
      },
      {
        rule: "replication",
        kept: sku(["LRS", "ZRS", "GRS", "RAGRS", "GZRS", "RAGZRS"], "account_replication_type", "LRS"),
        weaker: "what is stored survives less: a zone, or the region",
      },
      {
        rule: "anonymous-access",
        kept: (values) => not(isOn(values, "allow_nested_items_to_be_public", true)),
        weaker: "a container may be opened to everyone",
      },
    ],
  },
  azurerm_storage_account_network_rules: {
    kind: "data",
    partOf: inAccount,
    loss: "the storage is reached from every network",
    safeguards: [closed((values) => isText(values, "default_action", "Deny"), "the storage is reached from every network")],
  },
  // Without it nothing is deleted; what counts is what it begins to delete.
  azurerm_storage_management_policy: {
    kind: "data",
    safeguards: [
      {
        rule: "data-lifecycle",
        kept: (values, before) => {
          const days = daysKept(values);
          return days === undefined ? undefined : days >= (daysKept(before) ?? Infinity);
        },
        weaker: "objects are deleted sooner than they are now",
        appliesTo: "storage_account_id",
      },
    ],
  },
  azurerm_storage_container_immutability_policy: {
    kind: "data",
    partOf: [byId("azurerm_storage_container", "storage_container_resource_manager_id")],
    loss: "objects may be deleted before their time",
    safeguards: [
      {
        rule: "backup-retention",
        kept: isNoLower("immutability_period_in_days"),
        weaker: "objects may be deleted sooner",
      },
    ],
  },
  azurerm_storage_container: {
    kind: "data",
    partOf: inAccount,
    loss: "all objects in it go with it",
    safeguards: [closed((values) => isText(values, "container_access_type", "private", "private"), "everyone can read what is in it")],
  },
  azurerm_storage_share: { kind: "data", partOf: inAccount, loss: "all files in it go with it" },
  azurerm_storage_queue: { kind: "data", partOf: inAccount, loss: "all messages in it go with it" },
  azurerm_storage_table: { kind: "data", partOf: inAccount, loss: "all rows in it go with it" },
  azurerm_managed_disk: { kind: "data", loss: "all that is on it goes with it" },
  azurerm_virtual_machine_data_disk_attachment: { kind: "data", loss: "the machine loses the disk" },
  azurerm_container_registry: { kind: "data", loss: "all images in it go with it" },
  azurerm_data_protection_backup_vault: {
    kind: "data",
    loss: "all backups in it go with it",
    safeguards: [
      {
        rule: "soft-delete",
        kept: (values, before) =>
          all(
            isText(before, "soft_delete", "Off", "On") === true ? true : not(isText(values, "soft_delete", "Off", "On")),
            isNoLower("retention_duration_in_days", 14)(values, before),
          ),
        weaker: "backups that are deleted are gone at once, or sooner",
      },
    ],
  },
  azurerm_recovery_services_vault: {
    kind: "data",
    loss: "all backups in it go with it",
    safeguards: [
      {
        rule: "soft-delete",
        kept: (values) => isOn(values, "soft_delete_enabled", true),
        weaker: "backups that are deleted are gone at once",
      },
    ],
  },
  azurerm_postgresql_flexible_server: {
    kind: "data",
    loss: "all databases on it go with it",
    safeguards: [backedUp("backup_retention_days")],
  },
  azurerm_mssql_server: { kind: "data", loss: "all databases on it go with it" },
  azurerm_mssql_database: {
    kind: "data",
    partOf: [byId("azurerm_mssql_server", "server_id")],
    loss: "all data in it goes with it",
    safeguards: [backedUp("short_term_retention_policy.retention_days")],
  },
  azurerm_mysql_flexible_server: {
    kind: "data",
    loss: "all databases on it go with it",
    safeguards: [backedUp("backup_retention_days")],
  },
  azurerm_postgresql_flexible_server_database: {
    kind: "data",
    partOf: [byId("azurerm_postgresql_flexible_server", "server_id")],
    loss: "all data in it goes with it",
  },
  azurerm_mysql_flexible_database: {
    kind: "data",
    partOf: [named("azurerm_mysql_flexible_server", "server_name")],
    loss: "all data in it goes with it",
  },
  azurerm_cosmosdb_account: { kind: "data", loss: "all data in it goes with it" },
  azurerm_log_analytics_workspace: {
    kind: "audit log",
    loss: "the audit log goes with it",
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: (values) => {
          const days = plannedAt(values, "retention_in_days") ?? null;
          return typeof days === "number" ? days >= auditLogDays : undefined;
        },
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
      {
        rule: "audit-log-quota",
        // Minus one stands for no limit.
        kept: (values, before) => {
          const [next, now] = [plannedAt(values, "daily_quota_gb") ?? -1, plannedAt(before, "daily_quota_gb") ?? -1];
          if (typeof next !== "number") return undefined;
          return next === -1 || (typeof now === "number" && now !== -1 && next >= now);
        },
        weaker: "events are thrown away on days when the quota is used up",
      },
    ],
  },
  azurerm_log_analytics_workspace_table: {
    kind: "audit log",
    // What it sets goes back to the settings of the workspace.
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: (values) => {
          if (!/^(AKSAudit|AKSAuditAdmin|AKSControlPlane|AzureDiagnostics)$/.test(text(values, "name") ?? "AKSAudit")) return true;
          const days = ["total_retention_in_days", "retention_in_days"].map((name) => plannedAt(values, name) ?? null);
          if (days.some((each) => typeof each === "number" && each >= auditLogDays)) return true;
          if (days.includes(knownAfterApply)) return undefined;
          // Without either, the retention of the workspace counts.
          return days.every((each) => each === null || each === 0);
        },
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
        appliesTo: "workspace_id",
      },
    ],
  },
  azurerm_monitor_diagnostic_setting: {
    kind: "audit log",
    partOf: [byId("azurerm_kubernetes_cluster", "target_resource_id")],
    loss: "no audit event is collected any more",
    safeguards: [
      { rule: "HX-audit-log-retention", kept: sendsAudit, weaker: "audit events are no longer collected" },
      {
        rule: "audit-log-target",
        kept: (values, before) => all(...targets.map((target) => isSame(target)(values, before))),
        weaker: "events go to another place, which may keep them shorter or let others read them",
      },
      {
        rule: "audit-log-categories",
        kept: (values, before) => {
          const categories = (of: JsonObject) =>
            blocks(plannedAt(of, "enabled_log"))?.map((log) => text(log, "category") ?? text(log, "category_group"));
          const next = categories(values);
          // Without any audit event the rule above is broken already.
          if (sendsAudit(values) === false) return true;
          if (next === undefined || next.includes(undefined)) return undefined;
          return next.includes("allLogs") || (categories(before) ?? []).every((category) => next.includes(category));
        },
        weaker: "some events of the control plane are no longer collected",
      },
    ],
  },
  azurerm_key_vault: {
    kind: "key",
    loss: "all keys and secrets in it go with it",
    safeguards: [
      closed((values) => not(isOn(values, "public_network_access_enabled", true)), "the vault gets a public address"),
      networkRules("network_acls", "the vault is reached from every network"),
    ],
  },
  azurerm_key_vault_key: {
    kind: "key",
    partOf: inVault,
    loss: "what it encrypted can't be read any more",
    safeguards: [
      {
        rule: "key-in-use",
        kept: (values, before) => {
          const [end, now] = [plannedAt(values, "expiration_date") ?? "", plannedAt(before, "expiration_date") ?? ""];
          const lasts = end === knownAfterApply ? undefined : end === "" || (now !== "" && asText(end) >= asText(now));
          return all(keepsEntries("key_opts")(values, before), lasts);
        },
        weaker: "what it encrypted can't be read once the key may no longer be used",
      },
    ],
  },
  azurerm_key_vault_secret: { kind: "key", partOf: inVault, loss: "applications that need the secret have none" },
  azurerm_key_vault_certificate: { kind: "key", partOf: inVault, loss: "applications that need the certificate have none" },
  azurerm_key_vault_access_policy: {
    kind: "key",
    partOf: inVault,
    loss: "what the vault's keys encrypted can't be read by those who had the right",
  },
  azurerm_role_assignment: {
    kind: "key",
    partOf: [byId("azurerm_key_vault", "scope"), byId("azurerm_key_vault_key", "scope")],
    loss: (values) =>
      /^Key Vault Crypto/.test(text(values, "role_definition_name") ?? "")
        ? "what the key encrypted can't be read until it may be used again"
        : undefined,
  },
  azurerm_disk_encryption_set: { kind: "key", loss: "disks that it encrypts can't be attached any more" },
  azurerm_virtual_network: {
    kind: "network",
    loss: "everything that is connected to the network goes with it",
    ranges: (values) => strings(plannedAt(values, "address_space") ?? []),
  },
  azurerm_subnet: {
    kind: "network",
    partOf: [inNetwork],
    loss: "everything in the subnet goes with it",
    ranges: (values) => strings(plannedAt(values, "address_prefixes") ?? []),
  },
  azurerm_nat_gateway: { kind: "network", loss: "nothing reaches the internet until there is another" },
  azurerm_subnet_nat_gateway_association: {
    kind: "network",
    partOf: [...inSubnet, byId("azurerm_nat_gateway", "nat_gateway_id")],
    loss: "nothing in the subnet reaches the internet until there is another way out",
  },
  ...Object.fromEntries(
    ["azurerm_nat_gateway_public_ip_association", "azurerm_nat_gateway_public_ip_prefix_association"].map((type): [string, GuardedType] => [
      type,
      {
        kind: "network",
        partOf: [byId("azurerm_nat_gateway", "nat_gateway_id")],
        loss: "traffic leaves from another address, which no allow list has, or not at all",
      },
    ]),
  ),
  azurerm_route_table: { kind: "network", loss: "subnets that use it no longer reach what it leads to" },
  azurerm_route: {
    kind: "network",
    partOf: [named("azurerm_route_table", "route_table_name")],
    loss: "subnets that use it no longer reach what it leads to",
    safeguards: [
      {
        rule: "route-target",
        kept: (values, before) => all(...["next_hop_type", "next_hop_in_ip_address"].map((name) => isSame(name)(values, before))),
        weaker: "traffic goes another way, which may lead nowhere",
      },
    ],
  },
  azurerm_subnet_route_table_association: {
    kind: "network",
    partOf: [...inSubnet, byId("azurerm_route_table", "route_table_id")],
    loss: "the subnet no longer reaches what its routes led to",
  },
  azurerm_subnet_network_security_group_association: {
    kind: "network",
    partOf: inSubnet,
    loss: "the subnet has no rules any more",
  },
  azurerm_firewall: { kind: "network", loss: "nothing leaves through it until there is another, and its address may be lost" },
  azurerm_public_ip: { kind: "network", loss: "the address is lost, and with it every allow list and name that has it" },
  azurerm_public_ip_prefix: { kind: "network", loss: "the addresses are lost, and with them every allow list that has them" },
  azurerm_virtual_network_peering: {
    kind: "network",
    partOf: [inNetwork],
    loss: "the two networks no longer reach each other",
    safeguards: [
      {
        rule: "reach",
        kept: (values) => isOn(values, "allow_virtual_network_access", true),
        weaker: "the two networks no longer reach each other",
      },
    ],
  },
  azurerm_private_endpoint: {
    kind: "network",
    partOf: [byId("azurerm_subnet", "subnet_id")],
    loss: "nodes no longer reach what it leads to",
  },
  azurerm_dns_zone: { kind: "dns", loss: "all its names go with it, and its name servers change" },
  azurerm_private_dns_zone: { kind: "dns", loss: "all its names go with it" },
  azurerm_private_dns_zone_virtual_network_link: {
    kind: "dns",
    partOf: [named("azurerm_private_dns_zone", "private_dns_zone_name"), byId("azurerm_virtual_network", "virtual_network_id")],
    loss: "the network no longer resolves the zone's names",
  },
  azurerm_resource_group: { kind: "group", loss: "everything in it goes with it, also what Terraform doesn't know" },
  azurerm_management_lock: { kind: "group", loss: "the portal and the CLI may delete what it protected" },
};
