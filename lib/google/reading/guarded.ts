import {
  alike,
  all,
  asText,
  auditLogDays,
  blocks,
  byId,
  byName,
  type GuardedType,
  hasBlock,
  holdsUnknown,
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
import { number, string, strings } from "../../core/reading/terraform-json";
import type { JsonObject } from "../../core/reading/json";
import { reviewedGoogle } from "./reviewed-types";

const text = (values: JsonObject, path: string) => string(plannedAt(values, path) ?? null);

const isText = (values: JsonObject, path: string, ...expected: readonly string[]): boolean | undefined => {
  const value = plannedAt(values, path) ?? "";
  return value === knownAfterApply ? undefined : expected.includes(asText(value));
};

/** The name of the API that IAM guards, which is in no range of addresses. */
const byIdentity = "whoever IAM lets in, from anywhere";

const fromGoogle = "every machine of Google Cloud, anyone's";

/** Ranges that reach the address of the API. Without the block everyone reaches it, and with an empty block nobody does: `closed`. */
function ranges(values: JsonObject): readonly string[] | "closed" | undefined {
  const block = hasBlock(values, "master_authorized_networks_config");
  const list = blocks(plannedAt(values, "master_authorized_networks_config.cidr_blocks"));
  const google = isOn(values, "master_authorized_networks_config.gcp_public_cidrs_access_enabled");
  const given = list && strings(list.map((entry) => entry.cidr_block ?? null));
  if (block === undefined || given === undefined || google === undefined) return undefined;
  if (google) return [...given, fromGoogle];
  return block && given.length === 0 ? "closed" : given;
}

/** Whether no taint keeps applications off the nodes. */
function isUntainted(values: JsonObject): boolean | undefined {
  const taints = blocks(plannedAt(values, "node_config.taint"))?.map(({ effect }) => effect);
  if (taints === undefined || taints.includes(knownAfterApply)) return undefined;
  return !taints.some((effect) => effect === "NO_SCHEDULE" || effect === "NO_EXECUTE");
}

/** Whether the pool always has a node: its minimum counts where GKE scales it, and else its size. */
function keepsNodes(values: JsonObject): boolean | undefined {
  const scaling = blocks(plannedAt(values, "autoscaling"));
  if (scaling === undefined) return undefined;
  const [first] = scaling;
  const sizes = first
    ? [plannedAt(first, "min_node_count") ?? null, plannedAt(first, "total_min_node_count") ?? null]
    : [plannedAt(values, "node_count") ?? plannedAt(values, "initial_node_count") ?? null];
  if (sizes.some((size) => typeof size === "number" && size > 0)) return true;
  if (sizes.includes(knownAfterApply)) return undefined;
  // Terraform leaves out the size of a pool that something else scales.
  return first === undefined && sizes.every((size) => size === null);
}

/** Spot machines under each of their names, and machines that stop after a time. */
const reclaimed = ["spot", "preemptible", "flex_start"];

/** Days after which a rule deletes current objects; infinity where none does, and undefined when unknown. */
function daysKept(values: JsonObject): number | undefined {
  const rules = blocks(plannedAt(values, "lifecycle_rule"));
  if (rules === undefined || rules.some((rule) => holdsUnknown(rule))) return undefined;
  const days = rules
    .filter((rule) => text(rule, "action.type") === "Delete")
    .map((rule) => {
      const condition = (name: string) => plannedAt(rule, `condition.${name}`) ?? null;
      const isOld =
        condition("with_state") === "ARCHIVED" ||
        [condition("num_newer_versions"), condition("days_since_noncurrent_time")].some((each) => typeof each === "number" && each > 0);
      if (isOld) return Infinity;
      const age = condition("age");
      return typeof age === "number" ? age : 0;
    });
  return Math.min(Infinity, ...days);
}

const undeletable = (path: string, what: string, by = "Google"): Safeguard => ({
  rule: "HX-deletion-protection",
  kept: (values) => isOn(values, path),
  weaker: `${by} no longer refuses to delete the ${what}`,
});

const auditTypes = (values: JsonObject): readonly string[] | undefined =>
  strings((blocks(plannedAt(values, "audit_log_config")) ?? [{}]).map(({ log_type: type = null }) => type));

/** Networks are named by id, by URL or, within a project, by name. */
const inNetwork = ((type: string, attribute: string): readonly Whole[] => [
  byId(type, attribute),
  { type, attribute, by: "self_link" },
  byName(type, attribute, "project"),
])("google_compute_network", "network");

const inBucket = [byId("google_storage_bucket", "bucket"), byName("google_storage_bucket", "bucket")];

/** Logging has the same resource at four levels. */
const atEveryLevel = (name: string, rule: GuardedType) =>
  alike(rule, ["project", "folder", "organization", "billing_account"].map((level) => `google_logging_${level}_${name}`).join(" "));

/** Types of the google provider that hold data that can't be recreated, or on which a cluster depends. */
export const guardedGoogle: Readonly<Record<string, GuardedType>> = {
  ...reviewedGoogle,
  google_container_cluster: {
    kind: "cluster",
    losesNodes: true,
    loss: "every volume claim on them, and what only its own API knows",
    clusterName: (values) => text(values, "name"),
    kubernetesVersion: { asked: (values) => text(values, "min_master_version"), running: (values) => text(values, "master_version") },
    api: (values) => {
      const hidden = isOn(values, "private_cluster_config.enable_private_endpoint");
      const off = not(isOn(values, "control_plane_endpoints_config.ip_endpoints_config.enabled", true));
      const byName = isOn(values, "control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic");
      const given = ranges(values);
      const closed = not(all(not(hidden), not(off), given !== "closed"));
      const open = closed === true || given === "closed" ? [] : given;
      const isPublic = not(all(not(byName), closed));
      return { public: isPublic, ranges: byName === undefined ? undefined : open && (byName ? [...open, byIdentity] : open) };
    },
    safeguards: [
      undeletable("deletion_protection", "cluster", "Terraform"),
      {
        rule: "HX-secrets-encryption",
        // From 1.35 on GKE answers with the second word.
        kept: (values) => isText(values, "database_encryption.state", "ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED"),
        weaker: "Secrets are no longer encrypted with a key of your own",
      },
      {
        rule: "rbac",
        kept: (values, before) =>
          all(
            not(isOn(values, "enable_legacy_abac")),
            not(isOn(values, "rbac_binding_config.enable_insecure_binding_system_authenticated")),
            not(isOn(values, "rbac_binding_config.enable_insecure_binding_system_unauthenticated")),
            isText(before, "anonymous_authentication_config.mode", "LIMITED") === true
              ? isText(values, "anonymous_authentication_config.mode", "LIMITED")
              : true,
          ),
        weaker: "rights are given outside of RBAC, or to everyone",
      },
      {
        rule: "storage-driver",
        kept: (values, before) =>
          all(
            ...["gce_persistent_disk_csi_driver_config", "gcp_filestore_csi_driver_config", "gcs_fuse_csi_driver_config"].map((name) =>
              isOn(before, `addons_config.${name}.enabled`) === true ? isOn(values, `addons_config.${name}.enabled`) : true,
            ),
          ),
        weaker: "volumes of the driver can no longer be attached or made",
      },
      {
        rule: "workload-identity",
        kept: (values, before) =>
          (text(before, "workload_identity_config.workload_pool") ?? "") === ""
            ? true
            : isSame("workload_identity_config.workload_pool")(values, before),
        weaker: "pods lose their rights on Google Cloud",
      },
    ],
  },
  google_container_node_pool: {
    kind: "node pool",
    pools: (values, address) => [
      {
        pool: idAfter(address, "pool-") ?? text(values, "name") ?? address,
        cluster: text(values, "cluster")?.replace(/^.*\//, ""),
        zones: strings(plannedAt(values, "node_locations") ?? []),
        nodes: number(plannedAt(values, "node_count") ?? null),
        lasting: all(...reclaimed.map((name) => not(isOn(values, `node_config.${name}`))), isUntainted(values)),
        keepsNodes: keepsNodes(values),
        version: text(values, "version"),
      },
    ],
  },
  google_storage_bucket: {
    kind: "data",
    loss: "all objects in it go with it",
    safeguards: [
      {
        rule: "public-storage",
        kept: (values) => isText(values, "public_access_prevention", "enforced"),
        weaker: "a policy may open the bucket to everyone",
      },
      {
        rule: "data-lifecycle",
        kept: (values, before) => {
          const days = daysKept(values);
          return days === undefined ? undefined : days >= (daysKept(before) ?? Infinity);
        },
        weaker: "objects are deleted sooner than they are now",
      },
      {
        rule: "versioning",
        kept: (values) => isOn(values, "versioning.enabled"),
        weaker: "objects that are overwritten or deleted are gone at once",
      },
      {
        rule: "soft-delete",
        // Google keeps deleted objects for a week where nothing is said.
        kept: isNoLower("soft_delete_policy.retention_duration_seconds", 604_800),
        weaker: "what is deleted can be put back for a shorter time than now, or no longer",
      },
      {
        rule: "backup-retention",
        kept: isNoLower("retention_policy.retention_period"),
        weaker: "objects may be deleted sooner",
      },
    ],
  },
  google_storage_bucket_object: { kind: "data", partOf: inBucket, loss: "the object goes with it" },
  google_filestore_instance: {
    kind: "data",
    loss: "all files on it go with it",
    safeguards: [undeletable("deletion_protection_enabled", "files")],
  },
  google_compute_disk: { kind: "data", loss: "all that is on it goes with it" },
  google_compute_region_disk: { kind: "data", loss: "all that is on it goes with it" },
  google_compute_attached_disk: { kind: "data", loss: "the machine loses the disk" },
  google_artifact_registry_repository: { kind: "data", loss: "all images in it go with it" },
  google_sql_database_instance: {
    kind: "data",
    loss: "all databases on it go with it",
    safeguards: [
      undeletable("deletion_protection", "databases", "Terraform"),
      {
        rule: "backup-retention",
        kept: (values) => isOn(values, "settings.backup_configuration.enabled"),
        weaker: "the databases are no longer backed up",
      },
    ],
  },
  google_sql_database: {
    kind: "data",
    partOf: [byName("google_sql_database_instance", "instance", "project")],
    loss: "all data in it goes with it",
  },
  google_gke_backup_backup_plan: {
    kind: "data",
    loss: "backups are no longer made, and existing ones can't be restored through it",
    safeguards: [
      {
        rule: "backup-retention",
        kept: (values, before) => all(not(isOn(values, "deactivated")), isNoLower("retention_policy.backup_retain_days")(values, before)),
        weaker: "backups are kept shorter than they are now, or no longer made",
      },
    ],
  },
  ...atEveryLevel("bucket_config", {
    kind: "audit log",
    loss: "all lines in it go with it",
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: (values) => {
          const days = plannedAt(values, "retention_days") ?? null;
          return typeof days === "number" ? days >= auditLogDays : undefined;
        },
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
    ],
  }),
  ...atEveryLevel("sink", {
    kind: "audit log",
    loss: "what it sent is collected no longer",
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: (values) => not(isOn(values, "disabled")),
        weaker: "what it sends is collected no longer",
      },
      {
        rule: "audit-log-target",
        kept: isSame("destination"),
        weaker: "events go to another place, which may keep them shorter or let others read them",
      },
      {
        rule: "audit-log-categories",
        kept: (values, before) => {
          const exclusions = plannedAt(values, "exclusions") ?? [];
          const active = (of: JsonObject) =>
            JSON.stringify((blocks(plannedAt(of, "exclusions")) ?? []).filter(({ disabled }) => disabled !== true));
          const kept = holdsUnknown(exclusions) ? undefined : active(values) === "[]" || active(values) === active(before);
          return all(isSame("filter")(values, before), kept);
        },
        weaker: "some events may no longer be collected: its filter or its exclusions change",
      },
    ],
  }),
  google_project_iam_audit_config: {
    kind: "audit log",
    loss: "these audit events are no longer written",
    safeguards: [
      {
        rule: "audit-log-categories",
        kept: (values, before) => {
          const [next, configs] = [auditTypes(values), blocks(plannedAt(values, "audit_log_config"))];
          if (next === undefined || configs === undefined || configs.some((config) => holdsUnknown(config))) return undefined;
          const exempted = (of: JsonObject) =>
            (blocks(plannedAt(of, "audit_log_config")) ?? []).flatMap((config) => strings(config.exempted_members ?? []) ?? []);
          return (
            (auditTypes(before) ?? []).every((type) => next.includes(type)) &&
            exempted(values).every((member) => exempted(before).includes(member))
          );
        },
        weaker: "some audit events are no longer written, or not for everyone",
      },
    ],
  },
  google_kms_key_ring: { kind: "key", loss: "what its keys encrypted can't be read any more" },
  google_kms_crypto_key: {
    kind: "key",
    partOf: [byId("google_kms_key_ring", "key_ring")],
    loss: "what it encrypted can't be read any more",
  },
  google_kms_crypto_key_version: {
    kind: "key",
    partOf: [byId("google_kms_crypto_key", "crypto_key")],
    loss: "what it encrypted can't be read any more",
    safeguards: [
      {
        rule: "key-in-use",
        kept: (values) => isText(values, "state", "ENABLED", ""),
        weaker: "what the key encrypted can't be read while it is disabled, and never again once it is destroyed",
      },
    ],
  },
  // Also if the key itself stays: disks that it encrypted can't be attached again, and Secrets can't be read.
  ...Object.fromEntries(
    ["member", "binding", "policy"].map((form): [string, GuardedType] => [
      `google_kms_crypto_key_iam_${form}`,
      {
        kind: "key",
        partOf: [byId("google_kms_crypto_key", "crypto_key_id")],
        loss: "what the key encrypted can't be read until it may be used again",
      },
    ]),
  ),
  ...Object.fromEntries(
    ["member", "binding", "policy"].map((form): [string, GuardedType] => [
      `google_kms_key_ring_iam_${form}`,
      {
        kind: "key",
        partOf: [byId("google_kms_key_ring", "key_ring_id")],
        loss: "what its keys encrypted can't be read until they may be used again",
      },
    ]),
  ),
  google_secret_manager_secret: { kind: "key", loss: "applications that need the secret have none" },
  google_secret_manager_secret_version: {
    kind: "key",
    partOf: [byId("google_secret_manager_secret", "secret")],
    loss: "applications that need the secret have none",
    safeguards: [
      { rule: "key-in-use", kept: (values) => isOn(values, "enabled", true), weaker: "applications that need the secret have none" },
    ],
  },
  google_compute_network: { kind: "network", loss: "everything that is connected to the network goes with it" },
  google_compute_subnetwork: {
    kind: "network",
    partOf: inNetwork,
    loss: "everything in the subnet goes with it",
    ranges: (values) => {
      const secondary = blocks(plannedAt(values, "secondary_ip_range"));
      return secondary && strings([plannedAt(values, "ip_cidr_range") ?? null, ...secondary.map((range) => range.ip_cidr_range ?? null)]);
    },
    safeguards: [
      {
        rule: "private-google-access",
        kept: (values) => isOn(values, "private_ip_google_access"),
        weaker: "nodes no longer reach Google's services without a public address",
      },
    ],
  },
  google_compute_address: { kind: "network", loss: "the address is lost, and with it every allow list and name that has it" },
  google_compute_global_address: { kind: "network", loss: "the range is lost, and with it everything that has an address of it" },
  google_compute_router: { kind: "network", partOf: inNetwork, loss: "nothing reaches the internet until there is another" },
  google_compute_router_nat: {
    kind: "network",
    partOf: [byName("google_compute_router", "router", "region", "project")],
    loss: "nothing reaches the internet until there is another",
    safeguards: [
      {
        rule: "egress-addresses",
        kept: keepsEntries("nat_ips"),
        weaker: "traffic leaves from other addresses, which no allow list has",
      },
      {
        rule: "egress",
        kept: (values, before) => {
          const [source, list] = [plannedAt(values, "source_subnetwork_ip_ranges_to_nat") ?? "", blocks(plannedAt(values, "subnetwork"))];
          if (source === knownAfterApply || list === undefined || list.some(({ name }) => holdsUnknown(name))) return undefined;
          if (/^ALL_SUBNETWORKS/.test(asText(source))) return true;
          const names = list.map(({ name }) => name);
          const isWhole = /^ALL_SUBNETWORKS/.test(asText(plannedAt(before, "source_subnetwork_ip_ranges_to_nat")));
          return !isWhole && (blocks(plannedAt(before, "subnetwork")) ?? []).every(({ name }) => names.includes(name));
        },
        weaker: "some subnets no longer reach the internet",
      },
    ],
  },
  google_compute_router_nat_address: {
    kind: "network",
    partOf: [byName("google_compute_router", "router", "region", "project")],
    loss: "traffic leaves from other addresses, which no allow list has",
  },
  google_compute_route: { kind: "network", partOf: inNetwork, loss: "machines no longer reach what it leads to" },
  google_compute_network_peering: { kind: "network", partOf: inNetwork, loss: "the two networks no longer reach each other" },
  google_service_networking_connection: {
    kind: "network",
    partOf: inNetwork,
    loss: "nodes no longer reach the shared files",
    safeguards: [
      {
        rule: "reach",
        kept: keepsEntries("reserved_peering_ranges"),
        weaker: "nodes no longer reach services that have an address of the range",
      },
    ],
  },
  google_dns_managed_zone: { kind: "dns", loss: "all its names go with it, and its name servers change" },
  google_project: { kind: "group", loss: "everything in it goes with it, also what Terraform doesn't know" },
  google_project_service: {
    kind: "group",
    loss: ({ disable_on_destroy: disables = null }) => (disables === true ? "the service stops for the whole project" : undefined),
  },
};
