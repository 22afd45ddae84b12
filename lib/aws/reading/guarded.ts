import {
  all,
  auditLogDays,
  blocks,
  byId,
  byName,
  type GuardedType,
  hasBlock,
  idAfter,
  isNoLower,
  isOn,
  isSame,
  keepsEntries,
  knownAfterApply,
  not,
  plannedAt,
  type Safeguard,
  type Whole,
} from "../../core/reading/guarded";
import { boolean, number, string, strings } from "../../core/reading/terraform-json";
import type { JsonObject } from "../../core/reading/json";
import { reviewedAws } from "./reviewed-types";

const text = (values: JsonObject, path: string) => string(plannedAt(values, path) ?? null);

const count = (values: JsonObject, path: string) => number(plannedAt(values, path) ?? null);

/** Only the control plane's log groups contain audit events. */
const isAuditLog = (values: JsonObject) => /^\/aws\/eks\/.*\/cluster$/.test(text(values, "name") ?? "");

/** Whether no taint keeps applications off the nodes. */
function isUntainted(values: JsonObject): boolean | undefined {
  const taints = blocks(plannedAt(values, "taint"))?.map(({ effect }) => effect);
  if (taints === undefined || taints.includes(knownAfterApply)) return undefined;
  return !taints.some((effect) => effect === "NO_SCHEDULE" || effect === "NO_EXECUTE");
}

/** Whether the smallest size of a scaling group is at least one; `path` leads to it. */
function hasMinimum(values: JsonObject, path: string): boolean | undefined {
  const value = plannedAt(values, path);
  return value === knownAfterApply ? undefined : typeof value === "number" ? value > 0 : true;
}

/** Days after which a rule deletes current objects; infinity where none does, and undefined when unknown. */
function daysKept(values: JsonObject): number | undefined {
  const rules = blocks(plannedAt(values, "rule") ?? plannedAt(values, "lifecycle_rule"));
  const days = rules?.map((rule) => {
    if (text(rule, "status") === "Disabled" || rule.enabled === false) return Infinity;
    const [after, date] = [plannedAt(rule, "expiration.days") ?? 0, plannedAt(rule, "expiration.date") ?? ""];
    if (after === knownAfterApply || date === knownAfterApply) return undefined;
    if (date !== "") return 0;
    return typeof after === "number" && after > 0 ? after : Infinity;
  });
  return days === undefined || days.includes(undefined) ? undefined : Math.min(Infinity, ...days.map((each) => each ?? 0));
}

const keepsObjects: Safeguard = {
  rule: "data-lifecycle",
  kept: (values, before) => {
    const days = daysKept(values);
    return days === undefined ? undefined : days >= (daysKept(before) ?? Infinity);
  },
  weaker: "objects are deleted sooner than they are now",
  appliesTo: "bucket",
};

const isVersioned = (values: JsonObject): boolean | undefined => {
  const status = plannedAt(values, "versioning_configuration.status") ?? "Disabled";
  return status === knownAfterApply ? undefined : status === "Enabled";
};

const undeletable = (attribute: string, what: string): Safeguard => ({
  rule: "HX-deletion-protection",
  kept: (values) => isOn(values, attribute),
  weaker: `AWS no longer refuses to delete the ${what}`,
});

const usableKey: Safeguard = {
  rule: "key-in-use",
  kept: (values) => boolean(plannedAt(values, "is_enabled") ?? plannedAt(values, "enabled") ?? true),
  weaker: "what the key encrypted can't be read while it is disabled",
};

const backedUp = (attribute: string): Safeguard => ({
  rule: "backup-retention",
  kept: isNoLower(attribute),
  weaker: "back-ups are kept shorter than they are now, or no longer made",
});

const closedStorage = (names: readonly string[]): Safeguard => ({
  rule: "public-storage",
  kept: (values) => all(...names.map((name) => isOn(values, name))),
  weaker: "a policy may open the bucket to everyone",
});

const tiers = ["standard", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl"];

/** Refers by name, which is unique in a region of one account. */
const named = (type: string, attribute: string): Whole => ({
  ...byName(type, attribute),
  placeOf: (values) => text(values, "arn")?.split(":").slice(3, 5).join(":"),
});

const inCluster = named("aws_eks_cluster", "cluster_name");
const inBucket = [byId("aws_s3_bucket", "bucket")];
const inNetwork = [byId("aws_vpc", "vpc_id")];
const inSubnet = [byId("aws_subnet", "subnet_id")];

const routeTargets = [
  "nat_gateway_id",
  "gateway_id",
  "egress_only_gateway_id",
  "transit_gateway_id",
  "vpc_peering_connection_id",
  "vpc_endpoint_id",
  "network_interface_id",
];

/** Add-ons that nodes, pods or volumes need; the rest of them only watch. */
const addOns: Readonly<Record<string, string>> = {
  "vpc-cni": "pods lose their network",
  coredns: "pods no longer resolve names",
  "kube-proxy": "pods no longer reach services",
  "eks-pod-identity-agent": "pods lose their rights on AWS",
};

function lossOfAddOn(values: JsonObject): string | undefined {
  // EKS leaves the software in the cluster, and only stops managing it.
  if (values.preserve === true) return undefined;
  const name = text(values, "addon_name") ?? "";
  if (/csi/.test(name)) return "volumes of its driver can no longer be attached or made";
  return addOns[name] ?? (name === "" ? "what it runs in the cluster stops" : `what ${name} runs in the cluster stops`);
}

/** Resource types of the aws provider that hold data that can't be recreated, or on which a cluster depends. */
export const guardedAws: Readonly<Record<string, GuardedType>> = {
  ...reviewedAws,
  aws_eks_cluster: {
    kind: "cluster",
    losesNodes: true,
    loss: "every volume claim on them, and what only its own API knows",
    clusterName: (values) => text(values, "name") ?? text(values, "id"),
    kubernetesVersion: { asked: (values) => text(values, "version") },
    api: (values) => ({
      public: isOn(values, "vpc_config.endpoint_public_access", true),
      ranges: strings(plannedAt(values, "vpc_config.public_access_cidrs") ?? []),
    }),
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: (values) => strings(plannedAt(values, "enabled_cluster_log_types") ?? [])?.includes("audit"),
        weaker: "audit events are no longer collected",
      },
      {
        rule: "HX-secrets-encryption",
        kept: (values) => hasBlock(values, "encryption_config"),
        weaker: "Secrets are stored without a key",
      },
      undeletable("deletion_protection", "cluster"),
      {
        rule: "nodes",
        // EKS Auto Mode makes the nodes itself.
        kept: (values, before) =>
          isOn(before, "compute_config.enabled") === true
            ? all(isOn(values, "compute_config.enabled"), keepsEntries("compute_config.node_pools")(values, before))
            : true,
        weaker: "nodes of Auto Mode go, with everything that runs on them",
      },
      {
        rule: "storage-driver",
        kept: (values, before) =>
          isOn(before, "storage_config.block_storage.enabled") === true ? isOn(values, "storage_config.block_storage.enabled") : true,
        weaker: "volumes of the driver can no longer be attached or made",
      },
      {
        rule: "control-plane-tier",
        kept: (values, before) => {
          const tier = plannedAt(values, "control_plane_scaling_config.tier") ?? "standard";
          if (tier === knownAfterApply) return undefined;
          const rank = (of: JsonObject) => tiers.indexOf(text(of, "control_plane_scaling_config.tier") ?? "standard");
          return rank(values) >= rank(before);
        },
        weaker: "the control plane gets less capacity",
      },
    ],
  },
  aws_eks_node_group: {
    kind: "node pool",
    pools: (values, address) => [
      {
        pool: idAfter(address, "pool-") ?? text(values, "node_group_name") ?? address,
        cluster: text(values, "cluster_name"),
        zones: strings(plannedAt(values, "subnet_ids") ?? [])?.map((subnetId) => ({ subnetId })),
        nodes: count(values, "scaling_config.desired_size"),
        lasting: all(
          plannedAt(values, "capacity_type") === knownAfterApply ? undefined : text(values, "capacity_type") !== "SPOT",
          isUntainted(values),
        ),
        keepsNodes: hasMinimum(values, "scaling_config.min_size"),
        version: text(values, "version"),
      },
    ],
  },
  aws_eks_fargate_profile: { kind: "node pool", partOf: [inCluster], loss: "pods that it runs have no place until there is another" },
  aws_eks_addon: { kind: "cluster", partOf: [inCluster], loss: lossOfAddOn },
  aws_autoscaling_group: {
    kind: "node pool",
    loss: "all its machines go with it",
    safeguards: [
      {
        rule: "nodes",
        kept: (values) => all(hasMinimum(values, "min_size"), hasMinimum(values, "max_size")),
        weaker: "the group goes down to no machines",
      },
    ],
  },
  aws_instance: {
    kind: "data",
    loss: "the machine goes with it, and the disks that are deleted with it",
    safeguards: [undeletable("disable_api_termination", "machine")],
  },
  aws_efs_file_system: { kind: "data", loss: "all shared files go with it" },
  aws_efs_access_point: {
    kind: "data",
    partOf: [byId("aws_efs_file_system", "file_system_id")],
    loss: "pods that mount it reach no file any more",
  },
  aws_efs_backup_policy: {
    kind: "data",
    partOf: [byId("aws_efs_file_system", "file_system_id")],
    loss: "shared files are no longer backed up",
    safeguards: [
      {
        rule: "backup-retention",
        kept: (values) =>
          plannedAt(values, "backup_policy.status") === knownAfterApply ? undefined : text(values, "backup_policy.status") === "ENABLED",
        weaker: "shared files are no longer backed up",
      },
    ],
  },
  aws_s3_bucket: {
    kind: "data",
    loss: "all objects in it go with it",
    safeguards: [
      // The blocks that other resources have taken over.
      { rule: keepsObjects.rule, kept: keepsObjects.kept, weaker: keepsObjects.weaker },
      {
        rule: "versioning",
        kept: (values) => isOn(values, "versioning.enabled"),
        weaker: "objects that are overwritten or deleted are gone at once",
      },
    ],
  },
  aws_s3_bucket_versioning: {
    kind: "data",
    partOf: inBucket,
    loss: "objects that are overwritten or deleted are gone at once",
    safeguards: [{ rule: "versioning", kept: isVersioned, weaker: "objects that are overwritten or deleted are gone at once" }],
  },
  aws_s3_bucket_public_access_block: {
    kind: "data",
    partOf: inBucket,
    loss: "a policy may open the bucket to everyone",
    safeguards: [closedStorage(["block_public_acls", "block_public_policy", "restrict_public_buckets"])],
  },
  aws_s3_account_public_access_block: {
    kind: "data",
    loss: "policies may open the account's buckets to everyone",
    safeguards: [closedStorage(["block_public_acls", "block_public_policy", "restrict_public_buckets"])],
  },
  aws_s3_bucket_object_lock_configuration: {
    kind: "data",
    partOf: inBucket,
    loss: "objects may be deleted before their time",
    safeguards: [
      {
        rule: "backup-retention",
        kept: (values, before) =>
          all(isNoLower("rule.default_retention.days")(values, before), isNoLower("rule.default_retention.years")(values, before)),
        weaker: "objects may be deleted sooner",
      },
    ],
  },
  // Without it nothing is deleted; what counts is what it begins to delete.
  aws_s3_bucket_lifecycle_configuration: { kind: "data", safeguards: [keepsObjects] },
  aws_ebs_volume: { kind: "data", loss: "all that is on it goes with it" },
  aws_volume_attachment: { kind: "data", loss: "the machine loses the disk", partOf: [byId("aws_instance", "instance_id")] },
  aws_ecr_repository: { kind: "data", loss: "all images in it go with it" },
  aws_backup_vault: { kind: "data", loss: "all backups in it go with it" },
  aws_backup_logically_air_gapped_vault: { kind: "data", loss: "all backups in it go with it" },
  aws_backup_plan: {
    kind: "data",
    loss: "backups are no longer made",
    safeguards: [
      {
        rule: "backup-retention",
        kept: (values, before) => {
          const days = (of: JsonObject) =>
            blocks(plannedAt(of, "rule"))?.map((rule) => {
              const kept = plannedAt(rule, "lifecycle.delete_after") ?? Infinity;
              return kept === knownAfterApply ? undefined : typeof kept === "number" && kept > 0 ? kept : Infinity;
            });
          const [next, now] = [days(values), days(before)];
          if (next === undefined || next.includes(undefined)) return undefined;
          return (
            next.length >= (now?.length ?? 0) &&
            Math.min(Infinity, ...next.map((each) => each ?? 0)) >= Math.min(...(now ?? []).map((each) => each ?? 0))
          );
        },
        weaker: "back-ups are kept shorter than they are now, or no longer made",
      },
    ],
  },
  aws_backup_selection: { kind: "data", loss: "what it selects is no longer backed up" },
  aws_backup_vault_lock_configuration: {
    kind: "data",
    partOf: [named("aws_backup_vault", "backup_vault_name")],
    loss: "backups may be deleted before their time",
  },
  aws_db_instance: {
    kind: "data",
    loss: "all databases on it go with it",
    safeguards: [undeletable("deletion_protection", "database"), backedUp("backup_retention_period")],
  },
  aws_rds_cluster: {
    kind: "data",
    loss: "all databases on it go with it",
    safeguards: [undeletable("deletion_protection", "databases"), backedUp("backup_retention_period")],
  },
  aws_docdb_cluster: {
    kind: "data",
    loss: "all databases on it go with it",
    safeguards: [undeletable("deletion_protection", "databases"), backedUp("backup_retention_period")],
  },
  aws_neptune_cluster: {
    kind: "data",
    loss: "all databases on it go with it",
    safeguards: [undeletable("deletion_protection", "databases"), backedUp("backup_retention_period")],
  },
  aws_rds_global_cluster: {
    kind: "data",
    loss: "the databases in its regions are no longer one, and those that only copy lose their source",
    safeguards: [undeletable("deletion_protection", "databases")],
  },
  aws_dynamodb_table: {
    kind: "data",
    loss: "all data in it goes with it",
    safeguards: [
      undeletable("deletion_protection_enabled", "table"),
      {
        rule: "backup-retention",
        kept: (values) => isOn(values, "point_in_time_recovery.enabled"),
        weaker: "the table can no longer be put back to an earlier moment",
      },
    ],
  },
  aws_elasticache_replication_group: {
    kind: "data",
    loss: "all data in it goes with it",
    safeguards: [backedUp("snapshot_retention_limit")],
  },
  aws_elasticache_cluster: { kind: "data", loss: "all data in it goes with it", safeguards: [backedUp("snapshot_retention_limit")] },
  aws_secretsmanager_secret: { kind: "key", loss: "applications that need the secret have none" },
  aws_secretsmanager_secret_version: {
    kind: "key",
    partOf: [byId("aws_secretsmanager_secret", "secret_id")],
    loss: "applications that need the secret have none",
  },
  aws_cloudwatch_log_group: {
    kind: "audit log",
    loss: "all lines in it go with it",
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        // Zero means forever. AWS deletes lines of the class DELIVERY after two days.
        kept: (values) => {
          const days = count(values, "retention_in_days");
          if (!isAuditLog(values)) return plannedAt(values, "name") === knownAfterApply ? undefined : true;
          const lineClass = plannedAt(values, "log_group_class") ?? "STANDARD";
          if (lineClass === "DELIVERY") return false;
          return lineClass === knownAfterApply || days === undefined ? undefined : days === 0 || days >= auditLogDays;
        },
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
      undeletable("deletion_protection_enabled", "log"),
    ],
  },
  aws_cloudtrail: {
    kind: "audit log",
    loss: "what is done in the account is no longer written down",
    safeguards: [
      {
        rule: "audit-log-target",
        kept: (values, before) => all(isOn(values, "enable_logging", true), isSame("s3_bucket_name")(values, before)),
        weaker: "what is done in the account is no longer written down, or somewhere else",
      },
    ],
  },
  aws_cloudtrail_event_data_store: {
    kind: "audit log",
    loss: "all events in it go with it",
    safeguards: [
      { rule: "audit-log-retention", kept: isNoLower("retention_period"), weaker: "events are deleted sooner" },
      undeletable("termination_protection_enabled", "store"),
    ],
  },
  aws_kms_key: {
    kind: "key",
    loss: "what it encrypted can't be read any more, once its waiting period is over",
    safeguards: [usableKey],
  },
  aws_kms_external_key: { kind: "key", loss: "what it encrypted can't be read any more", safeguards: [usableKey] },
  aws_kms_replica_key: { kind: "key", loss: "what it encrypted in its region can't be read any more", safeguards: [usableKey] },
  aws_kms_grant: { kind: "key", partOf: [byId("aws_kms_key", "key_id")], loss: "what the key encrypted can't be read by its user" },
  aws_vpc: {
    kind: "network",
    loss: "everything that is connected to the network goes with it",
    safeguards: [
      {
        rule: "name-resolution",
        kept: (values, before) =>
          all(
            isOn(before, "enable_dns_support", true) === true ? isOn(values, "enable_dns_support", true) : true,
            isOn(before, "enable_dns_hostnames") === true ? isOn(values, "enable_dns_hostnames") : true,
          ),
        weaker: "nodes no longer resolve the names of the API, or of services in the network",
      },
    ],
  },
  aws_subnet: {
    kind: "network",
    partOf: inNetwork,
    loss: "everything in the subnet goes with it",
    zoneOfSubnet: (values) => text(values, "availability_zone"),
    safeguards: [
      {
        rule: "privatenetworking",
        kept: (values) => not(isOn(values, "map_public_ip_on_launch")),
        weaker: "new machines in the subnet get a public address",
      },
    ],
  },
  aws_vpc_ipv4_cidr_block_association: {
    kind: "network",
    partOf: inNetwork,
    loss: "everything that has an address of the range goes with it",
  },
  aws_eip: { kind: "network", loss: "the address is lost, and with it every allow list that has it" },
  aws_eip_association: { kind: "network", loss: "traffic leaves from another address until there is another" },
  aws_nat_gateway: { kind: "network", partOf: inSubnet, loss: "nothing leaves through it until there is another" },
  aws_nat_gateway_eip_association: {
    kind: "network",
    partOf: [byId("aws_nat_gateway", "nat_gateway_id")],
    loss: "traffic leaves from another address, which no allow list has",
  },
  aws_internet_gateway: { kind: "network", partOf: inNetwork, loss: "nothing reaches the internet until there is another" },
  aws_internet_gateway_attachment: {
    kind: "network",
    partOf: [...inNetwork, byId("aws_internet_gateway", "internet_gateway_id")],
    loss: "nothing reaches the internet until there is another",
  },
  aws_route_table: { kind: "network", partOf: inNetwork, loss: "subnets that use it reach nothing outside until there is another" },
  aws_route: {
    kind: "network",
    partOf: [byId("aws_route_table", "route_table_id")],
    loss: "subnets that use it no longer reach what it leads to",
    safeguards: [
      {
        rule: "route-target",
        kept: (values, before) => all(...routeTargets.map((name) => isSame(name)(values, before))),
        weaker: "traffic goes another way, which may lead nowhere",
      },
    ],
  },
  aws_route_table_association: {
    kind: "network",
    partOf: [...inSubnet, byId("aws_route_table", "route_table_id")],
    loss: "the subnet takes the network's main routes, and no longer reaches what its own led to",
  },
  aws_main_route_table_association: {
    kind: "network",
    partOf: [...inNetwork, byId("aws_route_table", "route_table_id")],
    loss: "subnets without routes of their own no longer reach what it leads to",
  },
  aws_vpc_dhcp_options_association: { kind: "network", partOf: inNetwork, loss: "machines get other name servers" },
  aws_vpc_peering_connection: { kind: "network", loss: "the two networks no longer reach each other" },
  aws_vpc_peering_connection_accepter: { kind: "network", loss: "the two networks no longer reach each other" },
  aws_ec2_transit_gateway_vpc_attachment: { kind: "network", loss: "the network no longer reaches the others" },
  aws_vpc_endpoint: {
    kind: "network",
    partOf: inNetwork,
    loss: "nodes no longer reach the service by it",
    safeguards: [
      {
        rule: "reach",
        kept: (values, before) =>
          all(
            keepsEntries("route_table_ids")(values, before),
            keepsEntries("subnet_ids")(values, before),
            isOn(before, "private_dns_enabled") === true ? isOn(values, "private_dns_enabled") : true,
          ),
        weaker: "some nodes no longer reach the service by it",
      },
    ],
  },
  aws_vpc_endpoint_route_table_association: {
    kind: "network",
    partOf: [byId("aws_vpc_endpoint", "vpc_endpoint_id"), byId("aws_route_table", "route_table_id")],
    loss: "nodes no longer reach the service by it",
  },
  aws_vpc_endpoint_subnet_association: {
    kind: "network",
    partOf: [byId("aws_vpc_endpoint", "vpc_endpoint_id"), ...inSubnet],
    loss: "nodes no longer reach the service by it",
  },
  aws_efs_mount_target: {
    kind: "network",
    partOf: [byId("aws_efs_file_system", "file_system_id")],
    loss: "nodes of its zone no longer reach the shared files",
  },
  aws_route53_zone: { kind: "dns", loss: "all its names go with it, and its name servers change" },
  aws_route53_zone_association: {
    kind: "dns",
    partOf: [byId("aws_route53_zone", "zone_id")],
    loss: "the network no longer resolves the zone's names",
  },
};
