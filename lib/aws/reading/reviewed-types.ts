import { alike, deletionProtection, type GuardedType, harmless } from "../../core/reading/guarded";

const data: GuardedType = { kind: "data", loss: "all data in it goes with it", safeguards: [deletionProtection] };

/**
 * Types of the aws provider that need no rules of their own. Reviewed on 2026-12-01 against version 6.25.0.
 * `test/guard/reviewed` lists every type of that version with the decision. A type that fits no name here is reported when it is destroyed.
 */
export const reviewedAws: Readonly<Record<string, GuardedType>> = {
  ...alike(
    harmless,
    `aws_accessanalyzer_* aws_acm_certificate_validation aws_alb_listener* aws_alb_target_group* aws_lb_listener* aws_lb_target_group*
    aws_lb_cookie_stickiness_policy aws_lb_ssl_negotiation_policy aws_elb_attachment aws_appautoscaling_* aws_autoscaling_attachment
    aws_autoscaling_group_tag aws_autoscaling_lifecycle_hook aws_autoscaling_notification aws_autoscaling_policy aws_autoscaling_schedule
    aws_autoscaling_traffic_source_attachment aws_backup_framework aws_backup_report_plan aws_backup_restore_testing_* aws_backup_vault_notifications
    aws_backup_vault_policy aws_budgets_* aws_ce_* aws_chatbot_* aws_cloudwatch_composite_alarm aws_cloudwatch_contributor_* aws_cloudwatch_dashboard
    aws_cloudwatch_event_bus_policy aws_cloudwatch_event_permission aws_cloudwatch_event_rule aws_cloudwatch_event_target
    aws_cloudwatch_log_*_policy aws_cloudwatch_log_anomaly_detector aws_cloudwatch_log_metric_filter aws_cloudwatch_metric_alarm
    aws_cloudwatch_metric_stream aws_cloudwatch_query_definition aws_db_event_subscription aws_*_option_group aws_*_parameter_group
    aws_*_subnet_group aws_db_proxy* aws_db_instance_role_association aws_default_network_acl aws_default_security_group aws_detective_*
    aws_devopsguru_* aws_dlm_lifecycle_policy aws_ebs_fast_snapshot_restore aws_ec2_capacity_reservation aws_ec2_instance_connect_endpoint
    aws_ec2_instance_metadata_defaults aws_ec2_managed_prefix_list* aws_ec2_network_insights_* aws_ec2_tag aws_ec2_traffic_mirror_*
    aws_ecr_lifecycle_policy aws_ecr_pull_through_cache_rule aws_ecr_registry_* aws_ecr_repository_creation_template aws_ecr_repository_policy
    aws_ecrpublic_repository_policy aws_efs_file_system_policy aws_eks_access_entry aws_eks_access_policy_association
    aws_eks_pod_identity_association aws_elasticsearch_domain_policy aws_opensearch_domain_policy aws_flow_log aws_guardduty_*
    aws_iam_group* aws_iam_instance_profile aws_iam_policy aws_iam_policy_attachment aws_iam_role* aws_iam_service_linked_role
    aws_iam_user_policies_exclusive aws_iam_user_policy* aws_iam_account_password_policy aws_inspector2_* aws_internetmonitor_monitor aws_key_pair
    aws_kms_alias aws_kms_key_policy aws_lambda_alias aws_lambda_event_source_mapping aws_lambda_permission aws_launch_configuration
    aws_launch_template aws_macie2_* aws_network_acl_association aws_network_acl_rule aws_network_interface_sg_attachment
    aws_networkmonitor_* aws_oam_* aws_placement_group aws_resourcegroups_* aws_route53_health_check aws_route53_record aws_route53_query_log
    aws_s3_access_point aws_s3_bucket_accelerate_configuration aws_s3_bucket_analytics_configuration aws_s3_bucket_cors_configuration
    aws_s3_bucket_intelligent_tiering_configuration aws_s3_bucket_inventory aws_s3_bucket_logging aws_s3_bucket_metadata_configuration
    aws_s3_bucket_metric aws_s3_bucket_notification aws_s3_bucket_abac aws_s3_bucket_acl aws_s3_bucket_ownership_controls aws_s3_bucket_policy
    aws_s3_bucket_request_payment_configuration aws_s3_bucket_server_side_encryption_configuration aws_s3_bucket_website_configuration
    aws_s3control_access_point_policy aws_s3control_bucket_policy aws_s3control_storage_lens_configuration aws_scheduler_schedule
    aws_secretsmanager_secret_policy aws_secretsmanager_secret_rotation aws_security_group aws_security_group_rule aws_securityhub_*
    aws_servicequotas_* aws_snapshot_create_volume_permission aws_sns_topic_policy aws_sns_topic_subscription aws_sqs_queue_policy
    aws_sqs_queue_redrive_* aws_ssm_association aws_ssm_document aws_ssm_maintenance_window* aws_ssm_patch_* aws_synthetics_*
    aws_vpc_endpoint_connection_notification aws_vpc_endpoint_policy aws_vpc_endpoint_security_group_association aws_vpc_network_performance_metric_subscription
    aws_vpc_security_group_* aws_wafv2_* aws_waf_* aws_wafregional_* aws_xray_*`,
  ),
  ...alike(
    data,
    `aws_athena_database aws_cloudhsm_v2_* aws_cloudsearch_domain aws_cloudwatch_event_archive aws_codeartifact_domain aws_codeartifact_repository
    aws_codecommit_repository aws_dax_cluster aws_docdb* aws_docdbelastic_cluster aws_dsql_cluster aws_dynamodb_global_table aws_dynamodb_table_item
    aws_dynamodb_table_replica aws_ecrpublic_repository aws_elasticache_* aws_elasticsearch_domain aws_emr_cluster aws_finspace_* aws_fsx_*
    aws_glacier_vault aws_glue_catalog_* aws_glue_registry aws_glue_schema aws_keyspaces_* aws_kinesis_stream aws_kinesis_video_stream
    aws_kinesis_firehose_delivery_stream aws_lightsail_bucket aws_lightsail_database aws_lightsail_disk aws_memorydb_* aws_mq_broker aws_msk_cluster
    aws_msk_serverless_cluster aws_neptune* aws_opensearch_domain aws_opensearchserverless_collection aws_prometheus_workspace aws_qldb_ledger
    aws_redshift_cluster aws_redshiftserverless_namespace aws_s3_bucket_replication_configuration aws_s3_directory_bucket aws_s3_bucket_object
    aws_s3_object aws_s3_object_copy aws_s3control_bucket aws_s3tables_namespace aws_s3tables_table aws_s3tables_table_bucket aws_s3vectors_index
    aws_s3vectors_vector_bucket aws_sns_topic aws_sqs_queue aws_storagegateway_* aws_timestream* aws_transfer_server aws_transfer_user
    aws_workspaces_workspace aws_rds_cluster_instance aws_rds_shard_group aws_rds_custom_db_engine_version aws_grafana_workspace
    aws_bedrockagent_knowledge_base aws_kendra_index aws_lakeformation_data_lake_settings aws_securitylake_data_lake`,
  ),
  ...alike(
    { kind: "data", loss: "what was kept in it to be put back is gone" },
    `aws_ami aws_ami_copy aws_ami_from_instance aws_db_*snapshot* aws_db_instance_automated_backups_replication aws_*_cluster_snapshot
    aws_rds_cluster_snapshot_copy aws_ebs_snapshot aws_ebs_snapshot_copy aws_ebs_snapshot_import aws_fsx_backup aws_fsx_openzfs_snapshot
    aws_memorydb_snapshot aws_redshiftserverless_snapshot aws_imagebuilder_image aws_rbin_rule`,
  ),
  ...alike(
    { kind: "group", loss: "everything that it made goes with it, also what Terraform doesn't know" },
    `aws_cloudformation_stack* aws_cloudcontrolapi_resource aws_servicecatalog_provisioned_product aws_serverlessapplicationrepository_cloudformation_stack
    aws_organizations_account aws_organizations_organization aws_ram_resource_share`,
  ),
  ...alike(
    { kind: "key", loss: "whatever uses it can no longer prove who it is, or read what it encrypted" },
    `aws_acm_certificate aws_acmpca_certificate_authority* aws_cognito_identity_pool aws_cognito_user_pool aws_directory_service_directory aws_iam_access_key
    aws_iam_openid_connect_provider aws_iam_saml_provider aws_iam_server_certificate aws_iam_user aws_kms_custom_key_store aws_kms_replica_external_key
    aws_paymentcryptography_key aws_ssm_parameter aws_rolesanywhere_* aws_identitystore_* aws_ssoadmin_* aws_eks_identity_provider_config`,
  ),
  ...alike(
    { kind: "network", loss: "what is connected by it no longer reaches the other side" },
    `aws_customer_gateway aws_dx_* aws_ec2_client_vpn_* aws_ec2_transit_gateway* aws_egress_only_internet_gateway aws_networkmanager_* aws_vpn_*
    aws_vpc_ipv6_cidr_block_association aws_vpc_route_server* aws_ec2_carrier_gateway aws_ec2_local_gateway_route* aws_vpclattice_* aws_network_interface
    aws_network_interface_attachment aws_networkfirewall_firewall aws_vpc_endpoint_service aws_vpc_endpoint_connection_accepter aws_vpc_ipam* aws_default_vpc
    aws_default_subnet aws_default_route_table aws_network_acl aws_vpc_dhcp_options aws_default_vpc_dhcp_options`,
  ),
  ...alike(
    { kind: "network", loss: "the address or the name that people reach it by is lost" },
    `aws_lb aws_alb aws_elb aws_globalaccelerator_accelerator aws_globalaccelerator_custom_routing_accelerator aws_cloudfront_distribution
    aws_api_gateway_rest_api aws_api_gateway_domain_name aws_apigatewayv2_api aws_apigatewayv2_domain_name aws_eip_domain_name`,
  ),
  ...alike(
    { kind: "dns", loss: "names that it answers no longer resolve" },
    `aws_route53_delegation_set aws_route53_hosted_zone_dnssec aws_route53_key_signing_key aws_route53_records_exclusive aws_route53_resolver_endpoint
    aws_route53_resolver_rule aws_route53_resolver_rule_association aws_route53domains_* aws_route53profiles_* aws_service_discovery_*_namespace`,
  ),
  ...alike(
    { kind: "audit log", loss: "what it collected, sent on or watched for is no longer seen" },
    `aws_cloudwatch_log_delivery* aws_cloudwatch_log_destination aws_cloudwatch_log_stream aws_cloudwatch_log_subscription_filter aws_config_configuration_recorder*
    aws_config_delivery_channel aws_detective_graph aws_guardduty_detector aws_guardduty_detector_feature aws_securityhub_account`,
  ),
  ...alike(
    { kind: "cluster", loss: "everything that runs on it stops" },
    "aws_ecs_cluster aws_eks_capability aws_emrcontainers_virtual_cluster",
  ),
};
