import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import { eeaRegions } from "../../core/cluster/regions";
import type { AppJson } from "../../core/reading/app-json";
import type { AuditLogEvidence, ClusterEvidence, Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import { literalSecrets } from "../../core/reading/secrets";
import {
  attribute,
  attributeOr,
  boolean,
  derive,
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
import { judgedOf, type NamedCluster, names, poolsOf, resourcesNaming } from "../../core/reading/references";
import { placesIn } from "../../core/reading/regions";
import { type Unaccounted, unaccountedIn } from "../../core/reading/unaccounted";
import { azureRegions } from "../config/regions";
import { aksVersions } from "../config/versions";
import type { AzureAddresses } from "./addresses";
import { azurePlaces, azureTouches, clusterIn } from "./surroundings";

/**
 * Where the proof for each check is on Azure.
 *
 * The addresses only say which resources are the cluster's; every value is read from the JSON, so that what an override
 * changed or took out is seen.
 */
export function azureEvidence(stack: StackJson, app: AppJson, addresses: AzureAddresses, intent: Intent): ClusterEvidence {
  const aks = resourceAt(stack, addresses.cluster);
  const cluster = { stack, address: aks.address, nameIn: clusterIn };
  const pools = poolsOf(app, cluster, addresses.nodePools, "azurerm_kubernetes_cluster_node_pool", "kubernetes_cluster_id");
  const placed = placesIn(app, azurePlaces);
  const managed = attribute(aks, "name", (name) => (typeof name === "string" ? true : undefined));
  return {
    cluster: clusterIdentity(
      { name: addresses.name, provider: "azure", platform: "aks" },
      intent,
      { asOf: azureRegions.asOf, regions: eeaRegions(azureRegions) },
      aksVersions,
    ),
    controlPlane: {
      managed,
      // Standard and Premium promise 99.95 % over zones; Free promises nothing.
      redundant: attribute(aks, "sku_tier", (tier) => (string(tier) === undefined ? undefined : tier === "Standard" || tier === "Premium")),
      kubernetesVersion: attribute(aks, "kubernetes_version", string),
      rbac: attribute(aks, "role_based_access_control_enabled", boolean),
      secretsEncryption: secretsEncryption(aks, managed),
      metricsServer: managed,
    },
    api: {
      public: attribute(aks, "private_cluster_enabled", (isPrivate) => negated(boolean(isPrivate))),
      allowedCidrs: attribute(aks, "api_server_access_profile.authorized_ip_ranges", strings),
    },
    nodePools: [poolEvidence(aks, "default_node_pool."), ...pools.map((pool) => poolEvidence(pool, ""))],
    regions: placed.regions,
    auditLog: auditLogEvidence(app, cluster, addresses.workspace),
    deletionProtection: attribute(aks, "lifecycle.prevent_destroy", boolean),
    backend: stack.backend,
    literalSecrets: literalSecrets(app),
    unaccounted: [...placed.unaccounted, ...unaccountedIn(app, cluster, azureTouches, judgedOf(pools)), ...nodeProvisioning(aks)],
  };
}

/** Node auto-provisioning adds nodes as pods need them, in subnets that objects in the cluster name. */
function nodeProvisioning(aks: Resource): readonly Unaccounted[] {
  const { value, origin } = attributeOr(aks, "node_provisioning_profile.mode", string, "Manual");
  if (value === "Manual") return [];
  const because = { en: "AKS adds nodes by itself", nl: "AKS voegt zelf nodes toe" };
  return [{ subjects: ["nodes"], because, origin, leaves: value === "Auto" ? "expected" : "unknown" }];
}

function secretsEncryption(aks: Resource, managed: Fact<boolean>): Fact<"own key" | "platform key"> {
  // AKS encrypts etcd at rest with keys of its own where no other is named.
  const service = attributeOr<"none" | "some">(aks, "key_management_service", () => "some", "none");
  return service.value === "some"
    ? attribute(aks, "key_management_service.key_vault_key_id", (key) => (keyIn(key) === undefined ? undefined : "own key"))
    : through([service], managed, () => "platform key");
}

/** Audit events take two hops: a diagnostic setting sends them, and the workspace keeps them, by table. */
function auditLogEvidence(app: AppJson, cluster: NamedCluster, address: string | undefined): AuditLogEvidence {
  const { stack } = cluster;
  const settings = resourcesNaming(app, "azurerm_monitor_diagnostic_setting", "target_resource_id", cluster).map(
    ({ resource }) => resource,
  );
  const workspace = { stack, address: address ?? "azurerm_log_analytics_workspace." };
  const sends = (setting: Resource) =>
    attribute(setting, "log_analytics_workspace_id", (id) =>
      address !== undefined && names(app, stack, id, workspace) ? true : undefined,
    );
  const setting = settings.find((one) => sends(one).value) ?? settings[0] ?? resourceAt(stack, "azurerm_monitor_diagnostic_setting");
  const to = attribute(setting, "target_resource_id", (id) => (typeof id === "string" ? true : undefined));
  const categories = through([to], attribute(setting, "enabled_log", logCategories), (list) => list);
  const kept = resourceAt(stack, workspace.address);
  const tables = resourcesNaming(app, "azurerm_log_analytics_workspace_table", "workspace_id", workspace).map(({ resource }) => resource);
  return {
    categories,
    audit: derive(categories, (list) => list.some((name) => name === "kube-audit-admin" || name === "kube-audit")),
    retentionDays: through(
      [sends(setting), unlimited(kept)],
      // A table may keep its rows for another time than its workspace.
      merged(
        [
          attribute(kept, "retention_in_days", number),
          ...tables.map((table) => attributeOr(table, "retention_in_days", number, undefined)),
        ],
        (days) => Math.min(...days),
      ),
      (days) => days,
    ),
  };
}

/** A workspace with a daily quota drops what comes after it. */
const unlimited = (workspace: Resource): Fact<boolean> =>
  attributeOr(workspace, "daily_quota_gb", (quota) => (quota === -1 ? true : undefined), true);

/** One pool. `block` leads to its attributes inside the resource. */
function poolEvidence(resource: Resource, block: string): NodePoolEvidence {
  const at = <T>(name: string, as: (value: Json) => T | undefined): Fact<T> => attribute(resource, `${block}${name}`, as);
  const name = at("name", string);
  return {
    name: name.value ?? resource.address,
    takesApplications: block === "" ? takesApplications(resource) : at("only_critical_addons_enabled", (only) => negated(boolean(only))),
    zones: at("zones", stringSet),
    minNodes: minNodes(resource, block),
    spot: attributeOr(resource, `${block}priority`, isSpot, false),
    publicAddresses: at("node_public_ip_enabled", boolean),
    hardening: at("os_sku", (sku) => (typeof sku === "string" ? hardening[sku] : undefined)),
  };
}

const negated = (flag: boolean | undefined) => (flag === undefined ? undefined : !flag);

const isSpot = (priority: Json) => (priority === "Spot" ? true : priority === "Regular" ? false : undefined);

function takesApplications(pool: Resource): Fact<boolean> {
  const taints = attributeOr(pool, "node_taints", (list) => strings(list)?.some(repels), false);
  return through([taints], attribute(pool, "mode", string), (mode) => (taints.value ? false : mode === "User" ? true : undefined));
}

/** Without autoscaling, the number of nodes is the least too. */
function minNodes(resource: Resource, block: string): Fact<number> {
  const scaled = attribute(resource, `${block}auto_scaling_enabled`, boolean);
  return through([scaled], attribute(resource, `${block}${scaled.value === false ? "node_count" : "min_count"}`, number), (least) => least);
}

const repels = (taint: string) => taint.endsWith(":NoSchedule") || taint.endsWith(":NoExecute");

function logCategories(value: Json): readonly string[] | undefined {
  // A group stands for categories that change over time.
  return Array.isArray(value) ? strings(value.map((log: Json) => object(log).category ?? object(log).category_group ?? null)) : undefined;
}

// AppArmor in AKS' images, as AKS' documentation and image build said on 2026-11-22.
const ubuntu: Hardening = { image: "Ubuntu", module: "AppArmor" };

const azureLinux: Hardening = {
  image: "Azure Linux",
  module: "AppArmor",
  caveat: {
    en: "only in node images from 7 November 2025 on, and not for confidential VMs; seen with HCC by nobody yet",
    nl: "alleen in node-images vanaf 7 november 2025, en niet voor confidential VM's; nog door niemand met HCC gezien",
  },
};

const hardening: Readonly<Record<string, Hardening>> = {
  Ubuntu: ubuntu,
  Ubuntu2204: ubuntu,
  Ubuntu2404: ubuntu,
  AzureLinux: azureLinux,
  AzureLinux3: azureLinux,
  Windows2019: { image: "Windows", module: "none" },
  Windows2022: { image: "Windows", module: "none" },
};
