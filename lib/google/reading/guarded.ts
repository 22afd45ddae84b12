import { auditLogDays, type GuardedType, idAfter } from "../../core/reading/guarded";
import { boolean, number, object, string, strings, valueAt } from "../../core/reading/terraform-json";
import type { Json, JsonObject } from "../../core/reading/json";

const text = (values: JsonObject, path: string) => string(valueAt(values, path) ?? null);

const flag = (values: JsonObject, path: string) => boolean(valueAt(values, path) ?? null);

/** The name of the API that IAM guards, which is in no range of addresses. */
const byIdentity = "whoever IAM lets in, from anywhere";

function ranges(values: JsonObject): readonly string[] | undefined {
  const blocks = valueAt(values, "master_authorized_networks_config.cidr_blocks") ?? [];
  return Array.isArray(blocks) ? strings((blocks as readonly Json[]).map((block) => object(block).cidr_block ?? null)) : undefined;
}

/** Types of the google provider that hold what can't be made again, or that a cluster hangs on. */
export const guardedGoogle: Readonly<Record<string, GuardedType>> = {
  google_container_cluster: {
    kind: "cluster",
    loss: "every node goes with it, every volume claim on them, and what only its own API knows",
    kubernetesVersion: { asked: (values) => text(values, "min_master_version"), running: (values) => text(values, "master_version") },
    api: (values) => {
      const hidden = flag(values, "private_cluster_config.enable_private_endpoint") === true;
      const off = flag(values, "control_plane_endpoints_config.ip_endpoints_config.enabled") === false;
      const byName = flag(values, "control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic") === true;
      const byAddress = ranges(values);
      const open = hidden || off ? [] : byAddress;
      return { public: byName || !(hidden || off), ranges: open && (byName ? [...open, byIdentity] : open) };
    },
    safeguards: [
      {
        rule: "HX-deletion-protection",
        kept: (values) => flag(values, "deletion_protection"),
        weaker: "Terraform no longer refuses to delete the cluster",
      },
      {
        rule: "HX-secrets-encryption",
        // From 1.35 on GKE answers with the second word.
        kept: (values) => ["ENCRYPTED", "ALL_OBJECTS_ENCRYPTION_ENABLED"].includes(text(values, "database_encryption.state") ?? ""),
        weaker: "Secrets are no longer encrypted with a key of your own",
      },
    ],
  },
  google_container_node_pool: {
    kind: "node pool",
    pools: (values, address) => [
      {
        pool: idAfter(address, "pool-") ?? text(values, "name") ?? address,
        zones: strings(values.node_locations ?? []),
        nodes: number(values.node_count ?? null),
        lasting: flag(values, "node_config.spot") !== true && flag(values, "node_config.preemptible") !== true,
      },
    ],
  },
  google_storage_bucket: {
    kind: "data",
    loss: "all objects in it go with it",
    safeguards: [
      {
        rule: "public-storage",
        kept: (values) => text(values, "public_access_prevention") === "enforced",
        weaker: "a policy may open the bucket to everyone",
      },
    ],
  },
  google_filestore_instance: { kind: "data", loss: "all files on it go with it" },
  google_compute_disk: { kind: "data", loss: "all that is on it goes with it" },
  google_compute_region_disk: { kind: "data", loss: "all that is on it goes with it" },
  google_artifact_registry_repository: { kind: "data", loss: "all images in it go with it" },
  google_sql_database_instance: { kind: "data", loss: "all databases on it go with it" },
  google_gke_backup_backup_plan: { kind: "data", loss: "no backup is made any more, and those that are there can't be restored by it" },
  google_logging_project_bucket_config: {
    kind: "audit log",
    loss: "all lines in it go with it",
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: ({ retention_days: days = null }) => (typeof days === "number" ? days >= auditLogDays : undefined),
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
    ],
  },
  google_logging_project_sink: { kind: "audit log", loss: "what it sent is collected no longer" },
  google_project_iam_audit_config: { kind: "audit log", loss: "these audit events are no longer written" },
  google_kms_key_ring: { kind: "key", loss: "what its keys encrypted can't be read any more" },
  google_kms_crypto_key: { kind: "key", partOf: "key_ring", loss: "what it encrypted can't be read any more" },
  // Also where the key stays: disks that it encrypted can't be attached again, and Secrets can't be read.
  google_kms_crypto_key_iam_member: {
    kind: "key",
    partOf: "crypto_key_id",
    loss: "what the key encrypted can't be read until it may be used again",
  },
  google_secret_manager_secret: { kind: "key", loss: "whoever needs the secret has none" },
  google_compute_network: { kind: "network", loss: "everything that is connected to the network goes with it" },
  google_compute_subnetwork: {
    kind: "network",
    partOf: "network",
    loss: "everything in the subnet goes with it",
    ranges: (values) => {
      const secondary: readonly Json[] = Array.isArray(values.secondary_ip_range) ? (values.secondary_ip_range as readonly Json[]) : [];
      return strings([values.ip_cidr_range ?? null, ...secondary.map((range) => object(range).ip_cidr_range ?? null)]);
    },
  },
  google_compute_address: { kind: "network", loss: "the address is lost, and with it every allow list and name that has it" },
  google_compute_global_address: { kind: "network", loss: "the range is lost, and with it what has an address of it" },
  google_compute_router: { kind: "network", partOf: "network", loss: "nothing reaches the internet until there is another" },
  google_compute_router_nat: { kind: "network", partOf: "router", loss: "nothing reaches the internet until there is another" },
  google_compute_network_peering: { kind: "network", partOf: "network", loss: "the two networks no longer reach each other" },
  google_service_networking_connection: { kind: "network", partOf: "network", loss: "nodes no longer reach the shared files" },
  google_dns_managed_zone: { kind: "dns", loss: "all its names go with it, and its name servers change" },
  google_project: { kind: "group", loss: "everything in it goes with it, also what Terraform doesn't know" },
};
