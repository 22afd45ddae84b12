import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import { eeaRegions } from "../../core/cluster/regions";
import type { ApiEvidence, AuditLogEvidence, ClusterEvidence, Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import { literalSecrets } from "../../core/reading/secrets";
import {
  attribute,
  boolean,
  derive,
  number,
  object,
  type Resource,
  resourceAt,
  resourcesReferring,
  type StackJson,
  string,
  strings,
  valueAt,
} from "../../core/reading/terraform-json";
import type { Json } from "../../core/reading/json";
import { ownTaint } from "../config/machine-types";
import { googleRegions } from "../config/regions";
import { gkeChannels, gkeVersions, type GoogleReleaseChannel } from "../config/versions";
import type { GoogleAddresses } from "./addresses";
import { imageTypes } from "../config/node-pool";

/**
 * Where the proof for each check is on Google Cloud.
 *
 * The addresses only say which resources are the cluster's; every value is read from the JSON, so that what an override
 * changed or took out is seen.
 */
export function googleEvidence(stack: StackJson, addresses: GoogleAddresses, intent: Intent): ClusterEvidence {
  const gke = resourceAt(stack, addresses.cluster);
  const pools = resourcesReferring(stack, "google_container_node_pool", "cluster", gke.address);
  const made = addresses.nodePools.map(({ address }) => address);
  const managed = attribute(gke, "name", (name) => (typeof name === "string" ? true : undefined));
  return {
    cluster: clusterIdentity(
      { name: addresses.name, provider: "google", platform: "gke" },
      intent,
      { asOf: googleRegions.asOf, regions: eeaRegions(googleRegions) },
      gkeVersions,
    ),
    controlPlane: {
      managed,
      // GKE runs it in three zones of a region, and once in a zone.
      redundant: attribute(gke, "location", (location) => {
        const place = string(location);
        return place === undefined ? undefined : regionOf(place) === place;
      }),
      kubernetesVersion: versionOf(gke),
      rbac: attribute(gke, "enable_legacy_abac", (legacy) => (boolean(legacy) === undefined ? undefined : !legacy)),
      // GKE encrypts Secrets with a key of its own where no other is named.
      secretsEncryption:
        "database_encryption" in gke.attributes && valueAt(gke.attributes, "database_encryption.state") !== "DECRYPTED"
          ? attribute(gke, "database_encryption.key_name", (key) => (typeof key === "string" ? ("own key" as const) : undefined))
          : derive(managed, () => "platform key" as const),
      metricsServer: managed,
    },
    api: apiEvidence(gke),
    // A pool that somebody took out leaves no trace in the JSON; the ones that the construct made are looked for by name.
    nodePools: [...new Set([...made, ...pools.map(({ address }) => address)])].map((address) => poolEvidence(resourceAt(stack, address))),
    regions: regionsIn(stack),
    auditLog: auditLogEvidence(stack, gke, addresses.auditLog),
    deletionProtection: attribute(gke, "lifecycle.prevent_destroy", boolean),
    backend: stack.backend,
    literalSecrets: literalSecrets(stack),
  };
}

/** What the channel gives a new cluster; Google moves it on from there. */
function versionOf(gke: Resource): Fact<string> {
  const channel = attribute(gke, "release_channel.channel", (name) => gkeChannels[string(name)?.toLowerCase() as GoogleReleaseChannel]);
  const version = gke.attributes.min_master_version === undefined ? channel : attribute(gke, "min_master_version", string);
  return { ...version, atCreationOnly: true };
}

/** The API has a name, which IAM guards, and addresses, which ranges guard; each may be off. */
function apiEvidence(gke: Resource): ApiEvidence {
  const byName = attribute(gke, "control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic", boolean);
  const byAddress = attribute(gke, "control_plane_endpoints_config.ip_endpoints_config.enabled", boolean);
  const isPrivate = attribute(gke, "private_cluster_config.enable_private_endpoint", (on) => (boolean(on) === undefined ? undefined : !on));
  return {
    // A name that may be asked from outside is public, whatever the addresses are.
    public: byName.value === false ? isPrivate : byName,
    allowedCidrs: attribute(gke, "master_authorized_networks_config.cidr_blocks", cidrBlocks),
    identityGuarded: derive(byAddress, (on) => !on),
  };
}

function cidrBlocks(value: Json): readonly string[] | undefined {
  return Array.isArray(value) ? strings(value.map((block: Json) => object(block).cidr_block ?? null)) : undefined;
}

/** Audit events go where the sink sends them, as long as its filter lets them through. */
function auditLogEvidence(stack: StackJson, gke: Resource, { bucket, sink, filter }: GoogleAddresses["auditLog"]): AuditLogEvidence {
  const made = resourceAt(stack, sink);
  const kept = resourceAt(stack, bucket);
  // Of a filter that isn't ours nobody can tell what passes.
  const audit = attribute(made, "filter", (given) => (given === filter && !("disabled" in made.attributes) ? true : undefined));
  const arrives = audit.value === true && made.attributes.destination === `logging.googleapis.com/\${${kept.address}.id}`;
  return {
    categories: attribute(gke, "logging_config.enable_components", strings),
    audit,
    retentionDays: arrives ? attribute(kept, "retention_days", number) : { ...attribute(kept, "retention_days", number), value: undefined },
  };
}

/**
 * Everything that says where it is, buckets in capitals; what is in a zone is in its region. What says nothing is where the provider
 * is set to.
 */
function regionsIn(stack: StackJson): Fact<string>[] {
  const place = (name: Json) => {
    const text = string(name)?.toLowerCase();
    return text === undefined ? undefined : regionOf(text);
  };
  const providers = object(stack.json.provider).google;
  const blocks: readonly Json[] = Array.isArray(providers) ? (providers as readonly Json[]) : [];
  return [
    ...stack.resources
      .filter(({ type }) => type.startsWith("google_"))
      .flatMap((resource) =>
        ["location", "region"].filter((name) => name in resource.attributes).map((name) => attribute(resource, name, place)),
      ),
    ...blocks
      .filter((block) => "region" in object(block))
      .map((block) => ({
        value: string(object(block).region ?? null),
        origin: { stack: stack.name, address: "provider.google", attribute: "region" },
      })),
  ];
}

function regionOf(place: string): string {
  return place.replace(/^([a-z]+-[a-z]+\d+)-[a-z]$/, "$1");
}

function poolEvidence(pool: Resource): NodePoolEvidence {
  const at = <T>(name: string, as: (value: Json) => T | undefined): Fact<T> => attribute(pool, name, as);
  const name = at("name_prefix", string);
  const zones = at("node_locations", strings);
  // GKE counts in each zone.
  const total = (each: Json) => {
    const count = number(each);
    return count === undefined || zones.value === undefined ? undefined : count * zones.value.length;
  };
  return {
    name: name.value?.replace(/-$/, "") ?? pool.address,
    takesApplications: takesApplications(pool),
    zones,
    minNodes: "node_count" in pool.attributes ? at("node_count", total) : at("autoscaling.min_node_count", total),
    spot: at("node_config.spot", boolean),
    publicAddresses: at("network_config.enable_private_nodes", (on) => (boolean(on) === undefined ? undefined : !on)),
    hardening: at("node_config.image_type", (image) => hardening[string(image) ?? ""]),
  };
}

/** Taints of ours, and those that GKE puts on some machines by itself. */
function takesApplications(pool: Resource): Fact<boolean> {
  const taints = attribute(pool, "node_config.taint", (list) =>
    Array.isArray(list) ? !list.some((taint: Json) => repels(taint)) : undefined,
  );
  const machine = attribute(pool, "node_config.machine_type", (type) => {
    const given = string(type);
    return given === undefined ? undefined : ownTaint(given) === undefined;
  });
  const tainted = object(pool.attributes.node_config).taint;
  return tainted === undefined || tainted === null || machine.value === false ? machine : taints;
}

const repels = (taint: Json) => ["NO_SCHEDULE", "NO_EXECUTE"].some((effect) => object(taint).effect === effect);

// AppArmor is on in both of Google's images (GKE docs, node images, 2026-11-22).
const hardening: Readonly<Record<string, Hardening>> = {
  [imageTypes["container-optimized"]]: { image: "Container-Optimized OS", module: "AppArmor" },
  [imageTypes.ubuntu]: { image: "Ubuntu", module: "AppArmor" },
  WINDOWS_LTSC_CONTAINERD: { image: "Windows", module: "none" },
};
