import { alike, deletionProtection, type GuardedType, harmless } from "../../core/reading/guarded";

const data: GuardedType = { kind: "data", loss: "all data in it goes with it", safeguards: [deletionProtection] };

/**
 * Types of the azurerm provider that need no rules of their own. Reviewed on 2026-12-01 against version 4.55.0, and those that 5.2.0 adds.
 * `test/guard/reviewed` lists every type of that version with the decision. A type that fits no name here is reported when it is destroyed.
 */
export const reviewedAzure: Readonly<Record<string, GuardedType>> = {
  ...alike(
    harmless,
    `azapi_resource_action azurerm_advanced_threat_protection azurerm_advisor_suppression azurerm_application_insights_*_test azurerm_application_insights_smart_detection_rule
    azurerm_application_insights_workbook* azurerm_application_security_group azurerm_automation_job_schedule azurerm_automation_schedule
    azurerm_availability_set azurerm_backup_policy_* azurerm_capacity_reservation azurerm_capacity_reservation_group azurerm_consumption_budget_*
    azurerm_container_registry_agent_pool azurerm_container_registry_cache_rule azurerm_container_registry_scope_map azurerm_container_registry_task*
    azurerm_container_registry_webhook azurerm_cosmosdb_*_role_* azurerm_cost_* azurerm_data_protection_backup_policy_* azurerm_disk_access azurerm_dns_*_record
    azurerm_eventgrid_event_subscription azurerm_eventgrid_system_topic azurerm_eventgrid_system_topic_event_subscription
    azurerm_eventhub_authorization_rule azurerm_eventhub_consumer_group azurerm_eventhub_namespace_authorization_rule
    azurerm_federated_identity_credential azurerm_firewall_*_rule_collection azurerm_firewall_policy azurerm_firewall_policy_rule_collection_group
    azurerm_ip_group azurerm_ip_group_cidr azurerm_key_vault_certificate_contacts azurerm_key_vault_certificate_issuer
    azurerm_kubernetes_cluster_trusted_access_role_binding azurerm_kubernetes_fleet_member azurerm_kubernetes_fleet_update_* azurerm_lb_*
    azurerm_log_analytics_query_pack* azurerm_log_analytics_saved_search azurerm_log_analytics_solution azurerm_maintenance_*
    azurerm_*_policy_assignment azurerm_*_policy_exemption azurerm_*_policy_remediation azurerm_*_policy_set_definition azurerm_policy_*
    azurerm_monitor_action_group azurerm_monitor_activity_log_alert azurerm_monitor_alert_* azurerm_monitor_autoscale_setting
    azurerm_monitor_metric_alert azurerm_monitor_scheduled_query_rules_* azurerm_monitor_smart_detector_alert_rule azurerm_*_firewall_rule
    azurerm_*_virtual_network_rule azurerm_*_flexible_server_configuration azurerm_*_active_directory_administrator azurerm_*_security_alert_policy
    azurerm_*_vulnerability_assessment* azurerm_network_connection_monitor azurerm_network_interface_*_association azurerm_network_packet_capture
    azurerm_network_security_group azurerm_network_security_rule azurerm_network_watcher azurerm_network_watcher_flow_log azurerm_portal_dashboard
    azurerm_private_dns_*_record azurerm_private_endpoint_application_security_group_association azurerm_proximity_placement_group
    azurerm_resource_provider_registration azurerm_role_definition azurerm_role_management_policy azurerm_pim_* azurerm_security_center_*
    azurerm_servicebus_*_authorization_rule azurerm_servicebus_subscription_rule azurerm_ssh_public_key azurerm_storage_account_queue_properties
    azurerm_storage_account_static_website azurerm_storage_blob_inventory_policy azurerm_subnet_service_endpoint_storage_policy
    azurerm_resource_group_cost_management_* azurerm_subscription_cost_management_* azurerm_user_assigned_identity azurerm_virtual_machine_extension
    azurerm_virtual_machine_run_command azurerm_virtual_machine_scale_set_extension azurerm_web_application_firewall_policy`,
  ),
  ...alike(
    data,
    `azurerm_app_configuration azurerm_app_configuration_feature azurerm_app_configuration_key azurerm_application_insights azurerm_automation_account
    azurerm_cognitive_account azurerm_confidential_ledger azurerm_container_connected_registry azurerm_container_registry_token azurerm_cosmosdb_*
    azurerm_dashboard_grafana azurerm_data_factory azurerm_data_share_account azurerm_databox_edge_device azurerm_databricks_workspace
    azurerm_digital_twins_instance azurerm_elastic_cloud_elasticsearch azurerm_elastic_san azurerm_elastic_san_volume azurerm_elastic_san_volume_group
    azurerm_eventgrid_domain azurerm_eventgrid_namespace azurerm_eventgrid_topic azurerm_eventhub azurerm_eventhub_cluster azurerm_eventhub_namespace
    azurerm_hdinsight_*_cluster azurerm_healthcare_* azurerm_hpc_cache azurerm_iothub azurerm_iotcentral_application azurerm_kusto_cluster
    azurerm_kusto_database azurerm_log_analytics_cluster azurerm_log_analytics_workspace_table_custom_log azurerm_machine_learning_workspace
    azurerm_managed_lustre_file_system azurerm_managed_redis azurerm_mongo_cluster azurerm_monitor_workspace azurerm_mssql_* azurerm_netapp_*
    azurerm_oracle_* azurerm_postgresql_database azurerm_postgresql_server azurerm_purview_account azurerm_qumulo_file_system azurerm_redis_cache
    azurerm_redis_enterprise_* azurerm_search_service azurerm_servicebus_* azurerm_shared_image* azurerm_stack_hci_storage_path
    azurerm_stack_hci_virtual_hard_disk azurerm_storage_blob azurerm_storage_data_lake_gen2_* azurerm_storage_share_* azurerm_storage_sync*
    azurerm_storage_table_entity azurerm_synapse_sql_pool azurerm_synapse_workspace azurerm_vmware_private_cloud azurerm_analysis_services_server
    azurerm_ai_foundry azurerm_ai_services azurerm_api_management azurerm_storage_object_replication azurerm_sentinel_watchlist*`,
  ),
  ...alike(
    { kind: "data", loss: "the machine goes with it, and the disks that are deleted with it" },
    `azurerm_linux_virtual_machine azurerm_windows_virtual_machine azurerm_virtual_machine azurerm_*_virtual_machine_scale_set
    azurerm_virtual_machine_scale_set azurerm_virtual_machine_implicit_data_disk_from_source azurerm_mssql_virtual_machine`,
  ),
  ...alike(
    { kind: "data", loss: "what was kept in it to be put back is gone, or backups are no longer made" },
    `azurerm_snapshot azurerm_image azurerm_restore_point_collection azurerm_virtual_machine_restore_point* azurerm_data_protection_backup_instance_*
    azurerm_data_protection_resource_guard azurerm_backup_protected_* azurerm_backup_container_storage_account azurerm_netapp_snapshot*
    azurerm_netapp_backup_* azurerm_site_recovery_* azurerm_postgresql_flexible_server_backup azurerm_recovery_services_vault_resource_guard_association`,
  ),
  ...alike(
    { kind: "key", loss: "whatever uses it can no longer prove who it is, or read what it encrypted" },
    `azurerm_*_customer_managed_key azurerm_app_service_certificate* azurerm_attestation_provider azurerm_dedicated_hardware_security_module
    azurerm_key_vault_managed_* azurerm_storage_encryption_scope azurerm_storage_account_local_user azurerm_aadb2c_directory
    azurerm_active_directory_domain_service* azurerm_*_transparent_data_encryption azurerm_postgresql_server_key azurerm_trusted_signing_account
    azurerm_container_registry_token_password azurerm_container_registry_credential_set`,
  ),
  ...alike(
    { kind: "network", loss: "what is connected by it no longer reaches the other side" },
    `azurerm_application_gateway azurerm_application_load_balancer* azurerm_bastion_host azurerm_custom_ip_prefix azurerm_express_route_* azurerm_lb
    azurerm_local_network_gateway azurerm_network_interface azurerm_network_manager* azurerm_private_link_service azurerm_route_filter
    azurerm_route_map azurerm_route_server* azurerm_virtual_hub* azurerm_virtual_network_dns_servers azurerm_virtual_network_gateway*
    azurerm_virtual_wan azurerm_vpn_* azurerm_point_to_site_vpn_gateway azurerm_network_ddos_protection_plan azurerm_monitor_private_link_scope*
    azurerm_network_security_perimeter* azurerm_cdn_frontdoor_* azurerm_frontdoor azurerm_cdn_endpoint azurerm_cdn_profile azurerm_traffic_manager_* azurerm_palo_alto_*_firewall_*`,
  ),
  ...alike({ kind: "dns", loss: "names that it answers no longer resolve" }, "azurerm_private_dns_resolver azurerm_private_dns_resolver_*"),
  ...alike(
    { kind: "audit log", loss: "what it collected, or sent on, is collected no longer" },
    `azurerm_log_analytics_data_export_rule azurerm_log_analytics_linked_* azurerm_monitor_aad_diagnostic_setting azurerm_monitor_data_collection_*
    azurerm_sentinel_log_analytics_workspace_onboarding azurerm_sentinel_data_connector_* azurerm_*_extended_auditing_policy
    azurerm_mssql_server_microsoft_support_auditing_policy`,
  ),
  ...alike(
    { kind: "group", loss: "everything that it made goes with it, also what Terraform doesn't know" },
    `azurerm_*_template_deployment azurerm_managed_application azurerm_management_group azurerm_management_group_subscription_association azurerm_subscription
    azurerm_blueprint_assignment`,
  ),
  ...alike(
    { kind: "cluster", loss: "everything that runs on it stops" },
    `azurerm_container_app_environment azurerm_container_group azurerm_arc_kubernetes_* azurerm_service_fabric_*cluster azurerm_stack_hci_cluster`,
  ),
};
