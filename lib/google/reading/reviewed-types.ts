import { alike, deletionProtection, type GuardedType, harmless } from "../../core/reading/guarded";

const data: GuardedType = { kind: "data", loss: "all data in it goes with it", safeguards: [deletionProtection] };

/**
 * Types of the google provider that need no rules of their own. Reviewed on 2026-12-01 against version 6.50.0, and those that the
 * documentation of August 2026 adds.
 * `test/guard/reviewed` lists every type of that version with the decision. A type that fits no name here is reported when it is destroyed.
 */
export const reviewedGoogle: Readonly<Record<string, GuardedType>> = {
  ...alike(
    harmless,
    `google_*_iam_binding google_*_iam_member google_*_iam_policy google_project_iam_member_remove google_*_iam_custom_role
    google_binary_authorization_* google_billing_budget google_cloud_asset_*_feed google_cloud_scheduler_job
    google_compute_*autoscaler google_compute_backend_bucket google_compute_*backend_service google_compute_*_policy_attachment google_compute_firewall
    google_compute_*firewall_policy google_compute_*firewall_policy_association google_compute_*firewall_policy_rule
    google_compute_*firewall_policy_with_rules google_compute_*health_check google_compute_instance_group google_compute_instance_group_membership
    google_compute_instance_group_named_port google_compute_*instance_template
    google_compute_network_endpoint* google_compute_region_network_endpoint* google_compute_packet_mirroring google_compute_resource_policy
    google_compute_*security_policy google_compute_*security_policy_rule google_compute_*ssl_policy google_compute_*target_*_proxy google_compute_*url_map
    google_compute_project_metadata* google_compute_reservation google_compute_snapshot_settings google_dns_policy google_dns_record_set
    google_dns_response_policy* google_gke_backup_*channel google_gke_backup_restore_plan google_gke_hub_* google_iam_*_policy
    google_iam_*_policy_binding google_logging_metric google_logging_log_scope google_logging_log_view google_logging_*_exclusion google_monitoring_*
    google_network_management_* google_network_security_* google_org_policy_* google_*_organization_policy google_organization_policy
    google_os_config_* google_project_default_service_accounts google_pubsub_schema google_scc_* google_service_account google_storage_*_access_control
    google_storage_*_acl google_storage_notification google_storage_insights_* google_tags_* google_essential_contacts_contact
    google_privileged_access_manager_entitlement google_access_context_manager_*`,
  ),
  ...alike(
    data,
    `google_alloydb_* google_apigee_* google_biglake_* google_bigquery_dataset google_bigquery_table google_bigtable_* google_cloud_run_v2_job
    google_composer_environment google_compute_instance google_compute_instance_from_template google_compute_storage_pool google_container_registry
    google_data_fusion_instance google_dataproc_cluster google_dataproc_metastore_service google_firestore_* google_healthcare_*
    google_logging_linked_dataset google_looker_instance google_lustre_instance google_managed_kafka_* google_memcache_instance google_memorystore_*
    google_netapp_* google_oracle_database_* google_parallelstore_instance google_pubsub_lite_* google_pubsub_subscription google_pubsub_topic google_redis_*
    google_secure_source_manager_* google_sourcerepo_repository google_spanner_* google_sql_source_representation_instance google_sql_user
    google_storage_folder google_storage_managed_folder google_vertex_ai_* google_vmwareengine_cluster google_vmwareengine_private_cloud
    google_workbench_instance google_notebooks_* google_discovery_engine_data_store google_cloud_tasks_queue`,
  ),
  ...alike(
    { kind: "data", loss: "what was kept in it to be put back is gone, or backups are no longer made" },
    `google_backup_dr_* google_compute_image google_compute_machine_image google_compute_snapshot google_compute_instant_snapshot google_compute_disk_async_replication
    google_filestore_backup google_filestore_snapshot google_spanner_backup_schedule google_firestore_backup_schedule google_alloydb_backup
    google_netapp_backup* google_netapp_volume_snapshot google_netapp_volume_replication`,
  ),
  ...alike(
    { kind: "audit log", loss: "what it collected, or sent on, is collected no longer" },
    "google_*_iam_audit_config google_logging_*_settings",
  ),
  ...alike(
    { kind: "key", loss: "whatever uses it can no longer prove who it is, or read what it encrypted" },
    `google_certificate_manager_certificate* google_certificate_manager_dns_authorization google_certificate_manager_trust_config
    google_compute_*ssl_certificate google_cloud_identity_group* google_iam_workforce_pool* google_iam_workload_identity_pool* google_iap_brand
    google_iap_client google_identity_platform_* google_kms_* google_parameter_manager_* google_privateca_ca_pool google_privateca_certificate*
    google_secret_manager_* google_service_account_key google_sql_ssl_cert google_storage_hmac_key google_compute_managed_ssl_certificate`,
  ),
  ...alike(
    { kind: "network", loss: "what is connected by it no longer reaches the other side" },
    `google_compute_external_vpn_gateway google_compute_ha_vpn_gateway google_compute_vpn_* google_compute_interconnect* google_compute_network_attachment
    google_compute_network_peering_routes_config google_compute_public_* google_compute_router_interface google_compute_router_peer
    google_compute_router_route_policy google_compute_service_attachment google_compute_shared_vpc_* google_compute_target_instance
    google_compute_target_pool  google_network_connectivity_* google_network_services_*
    google_service_networking_peered_dns_domain google_service_networking_vpc_service_controls google_vpc_access_connector google_vmwareengine_*`,
  ),
  ...alike(
    { kind: "network", loss: "the address or the name that people reach it by is lost" },
    "google_compute_forwarding_rule google_compute_global_forwarding_rule",
  ),
  ...alike({ kind: "dns", loss: "the name is lost" }, "google_clouddomains_registration"),
  ...alike(
    { kind: "group", loss: "everything in it goes with it, also what Terraform doesn't know" },
    "google_folder google_deployment_manager_deployment google_app_engine_application google_resource_manager_lien google_billing_project_info",
  ),
  ...alike(
    { kind: "cluster", loss: "every node goes with it, and everything that runs on it stops" },
    `google_container_attached_cluster google_container_aws_cluster google_container_azure_cluster google_edgecontainer_cluster google_gkeonprem_*_cluster
    google_hypercomputecluster_cluster`,
  ),
  ...alike(
    { kind: "node pool", loss: "its nodes go with it" },
    "google_container_aws_node_pool google_container_azure_node_pool google_edgecontainer_node_pool google_gkeonprem_*_node_pool google_compute_node_group google_compute_*instance_group_manager",
  ),
};
