import type { JsonObject } from "../../lib/core/reading/json";

/** A change in place that breaks a rule: `[rule, type, before, after]`. */
export type Harm = readonly [string, string, JsonObject, JsonObject];

const sinks = ["project", "folder", "organization", "billing_account"];
const closedGke = { private_cluster_config: [{ enable_private_endpoint: true }] };
const closedAks = { private_cluster_enabled: true };
const closedEks = { vpc_config: [{ endpoint_public_access: false }] };

/** Configuration of a machine of the control plane, with the given section for its API server. */
export const controlPlane = (apiServer: object = {}, ...more: string[]): string =>
  [JSON.stringify({ machine: { type: "controlplane" }, cluster: { apiServer } }), ...more].join("\n---\n");

const retention = (period: string) => [`loki: {limits_config: {retention_stream: [{selector: '{log="audit"}', period: ${period}}]}}`];
const isDefault = { metadata: [{ annotations: { "storageclass.kubernetes.io/is-default-class": "true" } }] };
const eksLog = { name: "/aws/eks/zaken/cluster", retention_in_days: 365 };
const open = { block_public_acls: true, block_public_policy: true, restrict_public_buckets: true };
const lasts = (days: number) => ({ bucket: "zaken-logs", rule: [{ id: "all", status: "Enabled", expiration: [{ days }] }] });
const deletesAfter = (days: number, condition: JsonObject = {}) => ({
  lifecycle_rule: [{ action: [{ type: "Delete" }], condition: [{ age: days, ...condition }] }],
});
const blobsLast = (days: number) => ({
  storage_account_id: "/subscriptions/1/storageAccounts/zaken",
  rule: [{ name: "all", enabled: true, actions: [{ base_blob: [{ delete_after_days_since_modification_greater_than: days }] }] }],
});
const softDelete = (days: number) => ({ blob_properties: [{ versioning_enabled: true, delete_retention_policy: [{ days }] }] });
const audited = (...types: string[]) => ({ audit_log_config: types.map((type) => ({ log_type: type, exempted_members: [] })) });
const diagnostics = (...categories: string[]) => ({
  target_resource_id: "/subscriptions/1/managedClusters/zaken",
  log_analytics_workspace_id: "/subscriptions/1/workspaces/zaken-logs",
  enabled_log: categories.map((category) => ({ category })),
});
const backupPlan = (days: number) => ({ rule: [{ rule_name: "daily", lifecycle: [{ delete_after: days }] }] });

export const harms: readonly Harm[] = [
  ["name-resolution", "aws_vpc", { enable_dns_hostnames: true }, { enable_dns_hostnames: false }],
  ["route-target", "aws_route", { nat_gateway_id: "nat-1" }, { nat_gateway_id: "" }],
  ["reach", "aws_vpc_endpoint", { route_table_ids: ["rtb-1", "rtb-2"] }, { route_table_ids: ["rtb-1"] }],
  ["reach", "aws_vpc_endpoint", { private_dns_enabled: true }, { private_dns_enabled: false }],
  [
    "rbac",
    "azurerm_kubernetes_cluster",
    { ...closedAks, local_account_disabled: true, azure_active_directory_role_based_access_control: [{ azure_rbac_enabled: true }] },
    { ...closedAks, local_account_disabled: true, azure_active_directory_role_based_access_control: [] },
  ],
  ["shared-keys", "azurerm_storage_account", { shared_access_key_enabled: false }, { shared_access_key_enabled: true }],
  ["route-target", "azurerm_route", { next_hop_type: "VirtualAppliance" }, { next_hop_type: "None" }],
  [
    "rbac",
    "google_container_cluster",
    { ...closedGke, anonymous_authentication_config: [{ mode: "LIMITED" }] },
    { ...closedGke, anonymous_authentication_config: [{ mode: "ENABLED" }] },
  ],
  [
    "reach",
    "google_service_networking_connection",
    { reserved_peering_ranges: ["files", "databases"] },
    { reserved_peering_ranges: ["files"] },
  ],
  [
    "reach",
    "vsphere_virtual_machine",
    { network_interface: [{ network_id: "network-1" }] },
    { network_interface: [{ network_id: "network-2" }] },
  ],
  [
    "nodes",
    "aws_eks_cluster",
    { ...closedEks, compute_config: [{ enabled: true, node_pools: ["general-purpose"] }] },
    { ...closedEks, compute_config: [{ enabled: false, node_pools: [] }] },
  ],
  [
    "storage-driver",
    "aws_eks_cluster",
    { ...closedEks, storage_config: [{ block_storage: [{ enabled: true }] }] },
    { ...closedEks, storage_config: [{ block_storage: [{ enabled: false }] }] },
  ],
  ["data-lifecycle", "aws_s3_bucket", { lifecycle_rule: [] }, { lifecycle_rule: [{ enabled: true, expiration: [{ days: 1 }] }] }],
  ["versioning", "aws_s3_bucket", { versioning: [{ enabled: true }] }, { versioning: [{ enabled: false }] }],
  [
    "egress-addresses",
    "azurerm_kubernetes_cluster",
    { ...closedAks, network_profile: [{ outbound_type: "userAssignedNATGateway" }] },
    { ...closedAks, network_profile: [{ outbound_type: "loadBalancer" }] },
  ],
  [
    "network-rules",
    "azurerm_storage_account",
    { network_rules: [{ default_action: "Deny" }] },
    { network_rules: [{ default_action: "Allow" }] },
  ],
  ["network-rules", "azurerm_key_vault", { network_acls: [{ default_action: "Deny" }] }, { network_acls: [] }],
  ["reach", "azurerm_virtual_network_peering", { allow_virtual_network_access: true }, { allow_virtual_network_access: false }],
  [
    "azapi",
    "azapi_resource",
    { type: "Microsoft.ContainerService/managedClusters@2025-05-01", body: { properties: {} } },
    { type: "Microsoft.ContainerService/managedClusters@2025-05-01", body: { properties: { apiServerAccessProfile: {} } } },
  ],
  [
    "azapi",
    "azapi_update_resource",
    { type: "Microsoft.ContainerService/managedClusters@2025-05-01", body: { properties: {} } },
    { type: "Microsoft.ContainerService/managedClusters@2025-05-01", body: { properties: { apiServerAccessProfile: {} } } },
  ],
  ["egress", "google_compute_router_nat", { subnetwork: [{ name: "nodes" }, { name: "apps" }] }, { subnetwork: [{ name: "apps" }] }],
  ["HX-default-storage-class", "kubernetes_storage_class", isDefault, { metadata: [{ annotations: {} }] }],
  ["HX-default-storage-class", "kubernetes_storage_class_v1", isDefault, { metadata: [{ annotations: {} }] }],
  ["HX-audit-log-retention", "helm_release", { values: retention("4392h") }, { values: retention("720h") }],
  ["HX-audit-log-retention", "helm_release", { values: retention("4392h") }, { values: [...retention("4392h"), ...retention("24h")] }],
  ["HX-audit-log-retention", "helm_release", { values: retention("4392h") }, { values: ["loki: {limits_config: {retention_stream: []}}"] }],
  [
    "HX-audit-log-retention",
    "helm_release",
    { values: retention("4392h"), set: [] },
    { values: retention("4392h"), set: [{ name: "loki.limits_config.retention_stream[0].period", value: "24h" }] },
  ],

  [
    "HX-audit-log-retention",
    "aws_eks_cluster",
    { ...closedEks, enabled_cluster_log_types: ["api", "audit"] },
    { ...closedEks, enabled_cluster_log_types: ["api"] },
  ],
  [
    "HX-secrets-encryption",
    "aws_eks_cluster",
    { ...closedEks, encryption_config: [{ resources: ["secrets"] }] },
    { ...closedEks, encryption_config: [] },
  ],
  ["HX-deletion-protection", "aws_eks_cluster", { ...closedEks, deletion_protection: true }, { ...closedEks, deletion_protection: false }],
  [
    "control-plane-tier",
    "aws_eks_cluster",
    { ...closedEks, control_plane_scaling_config: [{ tier: "tier-xl" }] },
    { ...closedEks, control_plane_scaling_config: [{ tier: "standard" }] },
  ],
  ["nodes", "aws_autoscaling_group", { min_size: 2, max_size: 4 }, { min_size: 0, max_size: 4 }],
  ["HX-deletion-protection", "aws_instance", { disable_api_termination: true }, { disable_api_termination: false }],
  ["backup-retention", "aws_efs_backup_policy", { backup_policy: [{ status: "ENABLED" }] }, { backup_policy: [{ status: "DISABLED" }] }],
  [
    "versioning",
    "aws_s3_bucket_versioning",
    { versioning_configuration: [{ status: "Enabled" }] },
    { versioning_configuration: [{ status: "Suspended" }] },
  ],
  ["public-storage", "aws_s3_bucket_public_access_block", open, { ...open, block_public_policy: false }],
  ["public-storage", "aws_s3_account_public_access_block", open, { ...open, restrict_public_buckets: false }],
  [
    "backup-retention",
    "aws_s3_bucket_object_lock_configuration",
    { rule: [{ default_retention: [{ days: 30 }] }] },
    { rule: [{ default_retention: [{ days: 1 }] }] },
  ],
  ["data-lifecycle", "aws_s3_bucket_lifecycle_configuration", lasts(400), lasts(1)],
  [
    "data-lifecycle",
    "aws_s3_bucket_lifecycle_configuration",
    { bucket: "zaken-logs", rule: [{ status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 7 }] }] },
    lasts(1),
  ],
  ["backup-retention", "aws_backup_plan", backupPlan(35), backupPlan(1)],
  ["backup-retention", "aws_backup_plan", backupPlan(35), { rule: [] }],
  ...["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"].flatMap((type): Harm[] => [
    ["HX-deletion-protection", type, { deletion_protection: true }, { deletion_protection: false }],
    ["backup-retention", type, { backup_retention_period: 14 }, { backup_retention_period: 0 }],
  ]),
  ["HX-deletion-protection", "aws_rds_global_cluster", { deletion_protection: true }, { deletion_protection: false }],
  ["HX-deletion-protection", "aws_dynamodb_table", { deletion_protection_enabled: true }, { deletion_protection_enabled: false }],
  [
    "backup-retention",
    "aws_dynamodb_table",
    { point_in_time_recovery: [{ enabled: true }] },
    { point_in_time_recovery: [{ enabled: false }] },
  ],
  ["backup-retention", "aws_elasticache_replication_group", { snapshot_retention_limit: 7 }, { snapshot_retention_limit: 0 }],
  ["backup-retention", "aws_elasticache_cluster", { snapshot_retention_limit: 7 }, { snapshot_retention_limit: 0 }],
  ["HX-audit-log-retention", "aws_cloudwatch_log_group", { ...eksLog, retention_in_days: 0 }, { ...eksLog, retention_in_days: 30 }],
  [
    "HX-audit-log-retention",
    "aws_cloudwatch_log_group",
    { ...eksLog, log_group_class: "STANDARD" },
    { ...eksLog, log_group_class: "DELIVERY" },
  ],
  [
    "HX-deletion-protection",
    "aws_cloudwatch_log_group",
    { ...eksLog, deletion_protection_enabled: true },
    { ...eksLog, deletion_protection_enabled: false },
  ],
  ["audit-log-target", "aws_cloudtrail", { enable_logging: true }, { enable_logging: false }],
  ["audit-log-retention", "aws_cloudtrail_event_data_store", { retention_period: 2555 }, { retention_period: 7 }],
  [
    "HX-deletion-protection",
    "aws_cloudtrail_event_data_store",
    { termination_protection_enabled: true },
    { termination_protection_enabled: false },
  ],
  ["key-in-use", "aws_kms_key", { is_enabled: true }, { is_enabled: false }],
  ["key-in-use", "aws_kms_external_key", { enabled: true }, { enabled: false }],
  ["key-in-use", "aws_kms_replica_key", { enabled: true }, { enabled: false }],
  ["privatenetworking", "aws_subnet", { map_public_ip_on_launch: false }, { map_public_ip_on_launch: true }],

  ["rbac", "azurerm_kubernetes_cluster", { ...closedAks, local_account_disabled: true }, { ...closedAks, local_account_disabled: false }],
  [
    "HX-secrets-encryption",
    "azurerm_kubernetes_cluster",
    { ...closedAks, key_management_service: [{ key_vault_key_id: "https://kv.vault.azure.net/keys/haven/1" }] },
    { ...closedAks, key_management_service: [] },
  ],
  ["control-plane-tier", "azurerm_kubernetes_cluster", { ...closedAks, sku_tier: "Standard" }, { ...closedAks, sku_tier: "Free" }],
  ["control-plane-tier", "azurerm_kubernetes_cluster", { ...closedAks, sku_tier: "Premium" }, { ...closedAks, sku_tier: "Standard" }],
  [
    "storage-driver",
    "azurerm_kubernetes_cluster",
    { ...closedAks, storage_profile: [{ file_driver_enabled: true }] },
    { ...closedAks, storage_profile: [{ file_driver_enabled: false }] },
  ],
  [
    "workload-identity",
    "azurerm_kubernetes_cluster",
    { ...closedAks, workload_identity_enabled: true },
    { ...closedAks, workload_identity_enabled: false },
  ],
  ["public-storage", "azurerm_storage_account", { public_network_access_enabled: false }, { public_network_access_enabled: true }],
  [
    "versioning",
    "azurerm_storage_account",
    { blob_properties: [{ versioning_enabled: true }] },
    { blob_properties: [{ versioning_enabled: false }] },
  ],
  ["soft-delete", "azurerm_storage_account", softDelete(30), softDelete(1)],
  [
    "soft-delete",
    "azurerm_storage_account",
    { share_properties: [{ retention_policy: [{ days: 30 }] }] },
    { share_properties: [{ retention_policy: [] }] },
  ],
  ["replication", "azurerm_storage_account", { account_replication_type: "ZRS" }, { account_replication_type: "LRS" }],
  ["anonymous-access", "azurerm_storage_account", { allow_nested_items_to_be_public: false }, { allow_nested_items_to_be_public: true }],
  ["public-storage", "azurerm_storage_account_network_rules", { default_action: "Deny" }, { default_action: "Allow" }],
  ["data-lifecycle", "azurerm_storage_management_policy", blobsLast(400), blobsLast(1)],
  [
    "data-lifecycle",
    "azurerm_storage_management_policy",
    { ...blobsLast(1), rule: [{ enabled: true, actions: [{ version: [{ delete_after_days_since_creation: 30 }] }] }] },
    blobsLast(1),
  ],
  [
    "backup-retention",
    "azurerm_storage_container_immutability_policy",
    { immutability_period_in_days: 90 },
    { immutability_period_in_days: 1 },
  ],
  ["public-storage", "azurerm_storage_container", { container_access_type: "private" }, { container_access_type: "blob" }],
  ["soft-delete", "azurerm_data_protection_backup_vault", { soft_delete: "On" }, { soft_delete: "Off" }],
  ["soft-delete", "azurerm_recovery_services_vault", { soft_delete_enabled: true }, { soft_delete_enabled: false }],
  ["backup-retention", "azurerm_postgresql_flexible_server", { backup_retention_days: 35 }, { backup_retention_days: 7 }],
  ["backup-retention", "azurerm_mysql_flexible_server", { backup_retention_days: 35 }, { backup_retention_days: 7 }],
  [
    "backup-retention",
    "azurerm_mssql_database",
    { short_term_retention_policy: [{ retention_days: 35 }] },
    { short_term_retention_policy: [{ retention_days: 7 }] },
  ],
  ["HX-audit-log-retention", "azurerm_log_analytics_workspace", { retention_in_days: 183 }, { retention_in_days: 90 }],
  ["audit-log-quota", "azurerm_log_analytics_workspace", { daily_quota_gb: -1 }, { daily_quota_gb: 0.1 }],
  [
    "HX-audit-log-retention",
    "azurerm_log_analytics_workspace_table",
    { name: "AKSAuditAdmin", workspace_id: "/subscriptions/1/workspaces/zaken", retention_in_days: 183, total_retention_in_days: 183 },
    { name: "AKSAuditAdmin", workspace_id: "/subscriptions/1/workspaces/zaken", retention_in_days: 30, total_retention_in_days: 30 },
  ],
  ["HX-audit-log-retention", "azurerm_monitor_diagnostic_setting", diagnostics("guard", "kube-audit-admin"), diagnostics("guard")],
  ["audit-log-categories", "azurerm_monitor_diagnostic_setting", diagnostics("guard", "kube-audit-admin"), diagnostics("kube-audit-admin")],
  [
    "audit-log-target",
    "azurerm_monitor_diagnostic_setting",
    diagnostics("kube-audit"),
    { ...diagnostics("kube-audit"), log_analytics_workspace_id: "/subscriptions/2/workspaces/other" },
  ],
  ["public-storage", "azurerm_key_vault", { public_network_access_enabled: false }, { public_network_access_enabled: true }],
  ["key-in-use", "azurerm_key_vault_key", { key_opts: ["wrapKey", "unwrapKey"] }, { key_opts: ["wrapKey"] }],
  ["key-in-use", "azurerm_key_vault_key", { expiration_date: "" }, { expiration_date: "2026-12-02T00:00:00Z" }],

  [
    "HX-deletion-protection",
    "google_container_cluster",
    { ...closedGke, deletion_protection: true },
    { ...closedGke, deletion_protection: false },
  ],
  [
    "HX-secrets-encryption",
    "google_container_cluster",
    { ...closedGke, database_encryption: [{ state: "ENCRYPTED" }] },
    { ...closedGke, database_encryption: [{ state: "DECRYPTED" }] },
  ],
  [
    "HX-secrets-encryption",
    "google_container_cluster",
    { ...closedGke, database_encryption: [{ state: "ALL_OBJECTS_ENCRYPTION_ENABLED" }] },
    { ...closedGke, database_encryption: [{ state: "DECRYPTED" }] },
  ],
  ["rbac", "google_container_cluster", { ...closedGke, enable_legacy_abac: false }, { ...closedGke, enable_legacy_abac: true }],
  [
    "rbac",
    "google_container_cluster",
    { ...closedGke, rbac_binding_config: [{ enable_insecure_binding_system_authenticated: false }] },
    { ...closedGke, rbac_binding_config: [{ enable_insecure_binding_system_authenticated: true }] },
  ],
  [
    "storage-driver",
    "google_container_cluster",
    { ...closedGke, addons_config: [{ gce_persistent_disk_csi_driver_config: [{ enabled: true }] }] },
    { ...closedGke, addons_config: [{ gce_persistent_disk_csi_driver_config: [{ enabled: false }] }] },
  ],
  [
    "workload-identity",
    "google_container_cluster",
    { ...closedGke, workload_identity_config: [{ workload_pool: "zaken.svc.id.goog" }] },
    { ...closedGke, workload_identity_config: [] },
  ],
  ["public-storage", "google_storage_bucket", { public_access_prevention: "enforced" }, { public_access_prevention: "inherited" }],
  ["data-lifecycle", "google_storage_bucket", deletesAfter(400), deletesAfter(1)],
  ["data-lifecycle", "google_storage_bucket", deletesAfter(1, { num_newer_versions: 3 }), deletesAfter(1)],
  ["data-lifecycle", "google_storage_bucket", { lifecycle_rule: [] }, deletesAfter(1)],
  ["versioning", "google_storage_bucket", { versioning: [{ enabled: true }] }, { versioning: [{ enabled: false }] }],
  [
    "soft-delete",
    "google_storage_bucket",
    { soft_delete_policy: [{ retention_duration_seconds: 2_592_000 }] },
    { soft_delete_policy: [{ retention_duration_seconds: 0 }] },
  ],
  [
    "backup-retention",
    "google_storage_bucket",
    { retention_policy: [{ retention_period: 86_400 }] },
    { retention_policy: [{ retention_period: 60 }] },
  ],
  ["HX-deletion-protection", "google_filestore_instance", { deletion_protection_enabled: true }, { deletion_protection_enabled: false }],
  ["HX-deletion-protection", "google_sql_database_instance", { deletion_protection: true }, { deletion_protection: false }],
  [
    "backup-retention",
    "google_sql_database_instance",
    { settings: [{ backup_configuration: [{ enabled: true }] }] },
    { settings: [{ backup_configuration: [{ enabled: false }] }] },
  ],
  ["backup-retention", "google_gke_backup_backup_plan", { deactivated: false }, { deactivated: true }],
  ...sinks.flatMap((level): Harm[] => [
    ["HX-audit-log-retention", `google_logging_${level}_bucket_config`, { retention_days: 183 }, { retention_days: 30 }],
    ["HX-audit-log-retention", `google_logging_${level}_sink`, { disabled: false }, { disabled: true }],
    [
      "audit-log-target",
      `google_logging_${level}_sink`,
      { destination: "logging.googleapis.com/projects/a/locations/europe-west4/buckets/logs" },
      { destination: "logging.googleapis.com/projects/b/locations/us/buckets/logs" },
    ],
    [
      "audit-log-categories",
      `google_logging_${level}_sink`,
      { exclusions: [] },
      { exclusions: [{ name: "audit", filter: 'logName:"cloudaudit"', disabled: false }] },
    ],
    ["audit-log-categories", `google_logging_${level}_sink`, { filter: 'resource.type="k8s_cluster"' }, { filter: "severity>=ERROR" }],
  ]),
  ["audit-log-categories", "google_project_iam_audit_config", audited("ADMIN_READ", "DATA_WRITE"), audited("ADMIN_READ")],
  ["key-in-use", "google_kms_crypto_key_version", { state: "ENABLED" }, { state: "DISABLED" }],
  ["key-in-use", "google_secret_manager_secret_version", { enabled: true }, { enabled: false }],
  ["private-google-access", "google_compute_subnetwork", { private_ip_google_access: true }, { private_ip_google_access: false }],
  ["egress-addresses", "google_compute_router_nat", { nat_ips: ["a", "b"] }, { nat_ips: ["a"] }],

  ["on-destroy", "talos_machine_configuration_apply", { on_destroy: { reset: false } }, { on_destroy: { reset: true } }],
  [
    "rbac",
    "talos_machine_configuration_apply",
    { machine_configuration_input: controlPlane() },
    { machine_configuration_input: controlPlane({ extraArgs: { "authorization-mode": "AlwaysAllow" } }) },
  ],
  [
    "rbac",
    "talos_machine_configuration_apply",
    { machine_configuration_input: controlPlane(), config_patches: [] },
    {
      machine_configuration_input: controlPlane(),
      config_patches: ["kind: TimeSyncConfig\n---\ncluster: {apiServer: {extraArgs: {authorization-mode: AlwaysAllow}}}"],
    },
  ],
  [
    "HX-audit-log-retention",
    "talos_machine_configuration_apply",
    { machine_configuration_input: controlPlane({ auditPolicy: { rules: [{ level: "Metadata" }] } }) },
    { machine_configuration_input: controlPlane({ auditPolicy: { rules: [{ level: "None" }] } }) },
  ],
  [
    "HX-audit-log-retention",
    "talos_machine_configuration_apply",
    { machine_configuration_input: controlPlane() },
    { machine_configuration_input: controlPlane({ extraArgs: { "audit-log-path": "/dev/null" } }) },
  ],
  [
    "disks",
    "vsphere_virtual_machine",
    { disk: [{ label: "disk0" }, { label: "data", keep_on_remove: false }] },
    { disk: [{ label: "disk0" }] },
  ],
];
