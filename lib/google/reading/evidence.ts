import { isOpenRange } from "../../core/addresses/open-range";
import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import { eeaRegions } from "../../core/cluster/regions";
import type { AppJson } from "../../core/reading/app-json";
import type { ApiEvidence, AuditLogEvidence, ClusterEvidence, Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import { literalSecrets } from "../../core/reading/secrets";
import {
  attribute,
  attributeOr,
  boolean,
  merged,
  number,
  object,
  type Resource,
  resourceAt,
  type StackJson,
  string,
  strings,
  stringSet,
  through,
} from "../../core/reading/terraform-json";
import type { Json } from "../../core/reading/json";
import { keyIn } from "../../core/reading/keys";
import { judgedOf, type NamedCluster, poolsOf, resourcesNaming } from "../../core/reading/references";
import { placesIn } from "../../core/reading/regions";
import { type Unaccounted, unaccountedIn } from "../../core/reading/unaccounted";
import { ownTaint } from "../config/machine-types";
import { googleRegions } from "../config/regions";
import { gkeChannels, gkeVersions, type GoogleReleaseChannel } from "../config/versions";
import type { GoogleAddresses } from "./addresses";
import { imageTypes } from "../config/node-pool";
import { clusterIn, googlePlaces, googleTouches, regionOf } from "./surroundings";

/**
 * Where the proof for each check is on Google Cloud.
 *
 * The addresses only say which resources are the cluster's; every value is read from the JSON, so that what an override
 * changed or took out is seen.
 */
export function googleEvidence(stack: StackJson, app: AppJson, addresses: GoogleAddresses, intent: Intent): ClusterEvidence {
  const gke = resourceAt(stack, addresses.cluster);
  const cluster = { stack, address: gke.address, nameIn: clusterIn };
  const pools = poolsOf(
    app,
    cluster,
    addresses.nodePools.map(({ address }) => address),
    "google_container_node_pool",
    "cluster",
  );
  const placed = placesIn(app, googlePlaces);
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
      secretsEncryption: secretsEncryption(gke, managed),
      metricsServer: managed,
    },
    api: apiEvidence(app, gke),
    nodePools: pools.map(poolEvidence),
    regions: placed.regions,
    auditLog: auditLogEvidence(stack, gke, addresses.auditLog),
    deletionProtection: attribute(gke, "lifecycle.prevent_destroy", boolean),
    backend: stack.backend,
    ...backups(app, cluster),
    literalSecrets: literalSecrets(app),
    unaccounted: [
      ...placed.unaccounted,
      ...projectLogs(gke),
      ...unaccountedIn(app, cluster, googleTouches, judgedOf(pools)),
      ...inlinePools(gke),
      ...nodeProvisioning(gke),
    ],
  };
}

/** Pools inside the cluster's own resource, and the default pool where nothing removes it. */
function inlinePools(gke: Resource): readonly Unaccounted[] {
  const inline = attributeOr<"none" | "some">(gke, "node_pool", () => "some", "none");
  const removed = attribute(gke, "remove_default_node_pool", boolean);
  const found = (fact: Fact<unknown>, en: string, nl: string): Unaccounted => ({
    subjects: ["nodes"],
    because: { en, nl },
    origin: fact.origin,
    leaves: "unknown",
  });
  return [
    ...(inline.value === "none"
      ? []
      : [found(inline, "a pool inside the cluster isn't read", "een pool in het cluster zelf wordt niet gelezen")]),
    ...(removed.value === true ? [] : [found(removed, "the default pool may stay", "de standaardpool kan blijven bestaan")]),
  ];
}

/** Backup for GKE, where the cluster has a plan. */
function backups(app: AppJson, cluster: NamedCluster): Pick<ClusterEvidence, "backups"> {
  const [plan] = resourcesNaming(app, "google_gke_backup_backup_plan", "cluster", cluster);
  return plan === undefined ? {} : { backups: attribute(plan.resource, "backup_schedule.cron_schedule", string) };
}

/** Node auto-provisioning and Autopilot add nodes as pods need them. */
function nodeProvisioning(gke: Resource): readonly Unaccounted[] {
  const because = { en: "GKE adds nodes by itself", nl: "GKE voegt zelf nodes toe" };
  return ["cluster_autoscaling.enabled", "enable_autopilot"].flatMap((path): readonly Unaccounted[] => {
    const { value, origin } = attributeOr(gke, path, boolean, false);
    return value === false ? [] : [{ subjects: ["nodes"], because, origin, leaves: value === true ? "expected" : "unknown" }];
  });
}

/**
 * Flow logs and logs of Cloud NAT go to the project's own buckets, which are global unless the organisation chose a place before the project
 * was created.
 *
 * @see https://cloud.google.com/logging/docs/region-support
 */
const projectLogs = (gke: Resource): readonly Unaccounted[] => [
  {
    subjects: ["regions"],
    because: {
      en: "the project's log buckets _Default and _Required are global unless the organisation chose a place for them",
      nl: "de logbuckets _Default en _Required van het project zijn wereldwijd, tenzij de organisatie er een plaats voor koos",
    },
    origin: attribute(gke, "project", string).origin,
    leaves: "expected",
  },
];

function secretsEncryption(gke: Resource, managed: Fact<boolean>): Fact<"own key" | "platform key"> {
  // GKE encrypts Secrets with a key of its own where no other is named.
  const state = attributeOr(gke, "database_encryption.state", string, "DECRYPTED");
  return state.value === "DECRYPTED"
    ? through([state], managed, () => "platform key")
    : through([state], attribute(gke, "database_encryption.key_name", keyIn), () => "own key");
}

/** What the channel gives a new cluster; Google moves it on from there. */
function versionOf(gke: Resource): Fact<string> {
  const channel = attribute(gke, "release_channel.channel", (name) => gkeChannels[string(name)?.toLowerCase() as GoogleReleaseChannel]);
  const version = gke.attributes.min_master_version === undefined ? channel : attribute(gke, "min_master_version", string);
  return { ...version, atCreationOnly: true };
}

/** The API has a name, which IAM guards, and addresses, which ranges guard; each may be off. */
function apiEvidence(app: AppJson, gke: Resource): ApiEvidence {
  const byName = attribute(gke, "control_plane_endpoints_config.dns_endpoint_config.allow_external_traffic", boolean);
  const byAddress = attribute(gke, "control_plane_endpoints_config.ip_endpoints_config.enabled", boolean);
  const isPrivate = attribute(gke, "private_cluster_config.enable_private_endpoint", (on) => negated(boolean(on)));
  const ranges = attribute(gke, "master_authorized_networks_config.cidr_blocks", cidrBlocks);
  const everyVm = attributeOr(gke, "master_authorized_networks_config.gcp_public_cidrs_access_enabled", boolean, undefined);
  const strangers = app.stacks.flatMap((stack) => stack.resources.filter(givesEveryoneAccess));
  return {
    // A name that may be asked from outside is public, whatever the addresses are.
    public: byName.value === false ? through([byName], isPrivate, (open) => open) : byName,
    allowedCidrs: ranges.value?.some(isOpenRange)
      ? ranges
      : // Every machine that anybody rents from Google: as good as everyone.
        through([everyVm], ranges, (list) => (everyVm.value ? [...list, "0.0.0.0/0"] : list)),
    identityGuarded: through(
      strangers.map((binding) => attribute(binding, "role", () => true)),
      byAddress,
      (on) => !on && strangers.length === 0,
    ),
  };
}

/** A binding that gives everyone, or everyone with a Google account, a role on clusters. */
function givesEveryoneAccess({ type, attributes }: Resource): boolean {
  const text = JSON.stringify([attributes.member ?? null, attributes.members ?? null, attributes.policy_data ?? null]);
  const role = string(attributes.role ?? null);
  return (
    /^google_(project|folder|organization)_iam_/.test(type) &&
    /allUsers|allAuthenticatedUsers/.test(text) &&
    !/^roles\/(?!container|owner|editor|viewer)/.test(role ?? "")
  );
}

const negated = (flag: boolean | undefined) => (flag === undefined ? undefined : !flag);

function cidrBlocks(value: Json): readonly string[] | undefined {
  return Array.isArray(value) ? strings(value.map((block: Json) => object(block).cidr_block ?? null)) : undefined;
}

/** Audit events go where the sink sends them, as long as its filter lets them through and nothing excludes them. */
function auditLogEvidence(stack: StackJson, gke: Resource, { bucket, sink, filter }: GoogleAddresses["auditLog"]): AuditLogEvidence {
  const made = resourceAt(stack, sink);
  const kept = resourceAt(stack, bucket);
  const absent = (path: string) => attributeOr(made, path, () => undefined, true);
  const passes = [
    attributeOr(made, "disabled", (off) => (off === false ? true : undefined), true),
    absent("exclusions"),
    // A sink sees the logs of its own project only.
    attribute(made, "project", (project) => (project === gke.attributes.project ? true : undefined)),
  ];
  // Of a filter that isn't ours nobody can tell what passes.
  const audit = through(
    passes,
    attribute(made, "filter", (given) => (given === filter ? true : undefined)),
    (on) => on,
  );
  const sent = attribute(made, "destination", (to) => (to === `logging.googleapis.com/\${${kept.address}.id}` ? true : undefined));
  return {
    categories: attribute(gke, "logging_config.enable_components", strings),
    audit,
    retentionDays: through([sent], attribute(kept, "retention_days", number), (days) => days),
  };
}

function poolEvidence(pool: Resource): NodePoolEvidence {
  const at = <T>(name: string, as: (value: Json) => T | undefined): Fact<T> => attribute(pool, name, as);
  const name = at("name_prefix", string);
  const zones = at("node_locations", stringSet);
  return {
    name: name.value?.replace(/-$/, "") ?? pool.address,
    takesApplications: takesApplications(pool),
    zones,
    minNodes: minNodes(pool, zones),
    spot: reclaimed(pool),
    publicAddresses: at("network_config.enable_private_nodes", (on) => negated(boolean(on))),
    hardening: at("node_config.image_type", (image) => hardening[string(image) ?? ""]),
  };
}

/** GKE counts in each zone. An autoscaler decides where there is one, whatever number the pool began with. */
function minNodes(pool: Resource, zones: Fact<readonly string[]>): Fact<number> {
  const scaled = attributeOr<"none" | "some">(pool, "autoscaling", () => "some", "none");
  const each =
    scaled.value === "none" ? attribute(pool, "node_count", number) : attributeOr(pool, "autoscaling.min_node_count", number, undefined);
  return through([scaled, zones], each, (count) => count * (zones.value ?? []).length);
}

/** Ways in which Google may take a node away: all must be off. */
function reclaimed(pool: Resource): Fact<boolean> {
  const flags = ["preemptible", "flex_start"].map((name) => attributeOr(pool, `node_config.${name}`, boolean, false));
  const limits = ["node_config.max_run_duration", "queued_provisioning"].map((path) => attributeOr(pool, path, () => true, false));
  const others = [...flags, ...limits];
  return through(others, attribute(pool, "node_config.spot", boolean), (spot) => spot || others.some(({ value }) => value));
}

/** Taints of ours, and those that GKE puts on some machines by itself. */
function takesApplications(pool: Resource): Fact<boolean> {
  const taints = attributeOr(pool, "node_config.taint", takenWith, true);
  const machine = attribute(pool, "node_config.machine_type", (type) => {
    const given = string(type);
    return given === undefined ? undefined : ownTaint(given) === undefined;
  });
  const sandbox = attributeOr(pool, "node_config.sandbox_config", () => false, true);
  const accelerators = attributeOr(pool, "node_config.guest_accelerator", () => false, true);
  return merged([taints, machine, sandbox, accelerators], (all) => all.every(Boolean));
}

const repels: Readonly<Record<string, boolean>> = { NO_SCHEDULE: true, NO_EXECUTE: true, PREFER_NO_SCHEDULE: false };

function takenWith(taints: Json): boolean | undefined {
  const list = Array.isArray(taints) ? (taints as readonly Json[]) : [taints];
  const effects = list.map((taint) => repels[string(object(taint).effect ?? null) ?? ""]);
  return effects.includes(undefined) ? undefined : !effects.includes(true);
}

// AppArmor is on in both of Google's images (GKE docs, node images, 2026-11-22).
const hardening: Readonly<Record<string, Hardening>> = {
  [imageTypes["container-optimized"]]: { image: "Container-Optimized OS", module: "AppArmor" },
  [imageTypes.ubuntu]: { image: "Ubuntu", module: "AppArmor" },
  WINDOWS_LTSC_CONTAINERD: { image: "Windows", module: "none" },
};
