import { auditLogDays, type GuardedType, hasBlock, idAfter } from "../../core/reading/guarded";
import { boolean, number, string, strings, valueAt } from "../../core/reading/terraform-json";
import type { JsonObject } from "../../core/reading/json";

const text = (values: JsonObject, path: string) => string(valueAt(values, path) ?? null);

/** Only the control plane's log groups contain audit events. */
const isAuditLog = (values: JsonObject) => /^\/aws\/eks\/.*\/cluster$/.test(text(values, "name") ?? "");

const marked = (values: JsonObject, attribute: string): boolean | undefined => boolean(values[attribute] ?? false);

/** Resource types of the aws provider that hold data that can't be recreated, or on which a cluster depends. */
export const guardedAws: Readonly<Record<string, GuardedType>> = {
  aws_eks_cluster: {
    kind: "cluster",
    loss: "every node goes with it, every volume claim on them, and what only its own API knows",
    kubernetesVersion: { asked: (values) => text(values, "version") },
    api: (values) => ({
      public: boolean(valueAt(values, "vpc_config.endpoint_public_access") ?? true),
      ranges: strings(valueAt(values, "vpc_config.public_access_cidrs") ?? []),
    }),
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: (values) => strings(values.enabled_cluster_log_types ?? [])?.includes("audit"),
        weaker: "audit events are no longer collected",
      },
      {
        rule: "HX-secrets-encryption",
        kept: (values) => hasBlock(values, "encryption_config"),
        weaker: "Secrets are stored without a key",
      },
      {
        rule: "HX-deletion-protection",
        kept: (values) => marked(values, "deletion_protection"),
        weaker: "AWS no longer refuses to delete the cluster",
      },
    ],
  },
  aws_eks_node_group: {
    kind: "node pool",
    pools: (values, address) => [
      {
        pool: idAfter(address, "pool-") ?? text(values, "node_group_name") ?? address,
        zones: strings(values.subnet_ids ?? [])?.map((subnetId) => ({ subnetId })),
        nodes: number(valueAt(values, "scaling_config.desired_size") ?? null),
        lasting: text(values, "capacity_type") !== "SPOT",
      },
    ],
  },
  aws_efs_file_system: { kind: "data", loss: "all shared files go with it" },
  aws_efs_access_point: { kind: "data", partOf: "file_system_id", loss: "whoever mounts it reaches no file any more" },
  aws_s3_bucket: { kind: "data", loss: "all objects in it go with it" },
  aws_s3_bucket_versioning: { kind: "data", partOf: "bucket", loss: "what is overwritten or deleted is gone at once" },
  aws_s3_bucket_public_access_block: {
    kind: "data",
    partOf: "bucket",
    loss: "a policy may open the bucket to everyone",
    safeguards: [
      {
        rule: "public-storage",
        kept: (values) => ["block_public_acls", "block_public_policy", "restrict_public_buckets"].every((name) => values[name] === true),
        weaker: "a policy may open the bucket to everyone",
      },
    ],
  },
  aws_ebs_volume: { kind: "data", loss: "all that is on it goes with it" },
  aws_ecr_repository: { kind: "data", loss: "all images in it go with it" },
  aws_backup_vault: { kind: "data", loss: "all backups in it go with it" },
  aws_db_instance: { kind: "data", loss: "all databases on it go with it" },
  aws_rds_cluster: { kind: "data", loss: "all databases on it go with it" },
  aws_dynamodb_table: { kind: "data", loss: "all data in it goes with it" },
  aws_secretsmanager_secret: { kind: "key", loss: "whoever needs the secret has none" },
  aws_cloudwatch_log_group: {
    kind: "audit log",
    loss: "all lines in it go with it",
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        // Zero means forever.
        kept: (values) => {
          const days = number(values.retention_in_days ?? null);
          return !isAuditLog(values) || days === undefined ? undefined : days === 0 || days >= auditLogDays;
        },
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
      {
        rule: "HX-deletion-protection",
        kept: (values) => marked(values, "deletion_protection_enabled"),
        weaker: "AWS no longer refuses to delete the log",
      },
    ],
  },
  aws_kms_key: { kind: "key", loss: "what it encrypted can't be read any more, once its waiting period is over" },
  aws_vpc: { kind: "network", loss: "everything that is connected to the network goes with it" },
  aws_subnet: {
    kind: "network",
    partOf: "vpc_id",
    loss: "everything in the subnet goes with it",
    zoneOfSubnet: (values) => text(values, "availability_zone"),
  },
  aws_vpc_ipv4_cidr_block_association: {
    kind: "network",
    partOf: "vpc_id",
    loss: "everything that has an address of the range goes with it",
  },
  aws_eip: { kind: "network", loss: "the address is lost, and with it every allow list that has it" },
  aws_nat_gateway: { kind: "network", partOf: "subnet_id", loss: "what leaves through it stops until there is another" },
  aws_internet_gateway: { kind: "network", partOf: "vpc_id", loss: "nothing reaches the internet until there is another" },
  aws_vpc_peering_connection: { kind: "network", loss: "the two networks no longer reach each other" },
  aws_ec2_transit_gateway_vpc_attachment: { kind: "network", loss: "the network no longer reaches the others" },
  aws_vpc_endpoint: { kind: "network", partOf: "vpc_id", loss: "nodes no longer reach the service by it" },
  aws_efs_mount_target: { kind: "network", partOf: "file_system_id", loss: "nodes of its zone no longer reach the shared files" },
  aws_route53_zone: { kind: "dns", loss: "all its names go with it, and its name servers change" },
};
