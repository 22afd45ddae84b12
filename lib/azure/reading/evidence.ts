import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import { eeaRegions } from "../../core/cluster/regions";
import type { ClusterEvidence, Hardening, NodePoolEvidence } from "../../core/reading/evidence";
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
} from "../../core/reading/terraform-json";
import type { Json } from "../../core/reading/json";
import { azureRegions } from "../config/regions";
import { aksVersions } from "../config/versions";
import type { AzureAddresses } from "./addresses";

/**
 * Where the proof for each check is on Azure.
 *
 * The addresses only say which resources are the cluster's; every value is read from the JSON, so that what an override
 * changed or took out is seen.
 */
export function azureEvidence(stack: StackJson, addresses: AzureAddresses, intent: Intent): ClusterEvidence {
  const aks = resourceAt(stack, addresses.cluster);
  const pools = resourcesReferring(stack, "azurerm_kubernetes_cluster_node_pool", "kubernetes_cluster_id", aks.address);
  const settings = resourcesReferring(stack, "azurerm_monitor_diagnostic_setting", "target_resource_id", aks.address);
  const workspace = addresses.workspace === undefined ? undefined : resourceAt(stack, addresses.workspace);
  const collected = settings.find(({ attributes }) => workspace && attributes.log_analytics_workspace_id === `\${${workspace.address}.id}`);
  const categories = attribute(
    collected ?? settings[0] ?? resourceAt(stack, "azurerm_monitor_diagnostic_setting"),
    "enabled_log",
    logCategories,
  );
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
      // AKS encrypts etcd at rest with keys of its own where no other is named.
      secretsEncryption:
        "key_management_service" in aks.attributes
          ? attribute(aks, "key_management_service.key_vault_key_id", (key) => (typeof key === "string" ? ("own key" as const) : undefined))
          : derive(managed, () => "platform key" as const),
      metricsServer: managed,
    },
    api: {
      public: attribute(aks, "private_cluster_enabled", (isPrivate) => (boolean(isPrivate) === undefined ? undefined : !isPrivate)),
      allowedCidrs: attribute(aks, "api_server_access_profile.authorized_ip_ranges", strings),
    },
    nodePools: [
      poolEvidence(aks, "default_node_pool."),
      // A pool that somebody took out leaves no trace in the JSON; the ones that the construct made are looked for by name.
      ...[...new Set([...addresses.nodePools, ...pools.map(({ address }) => address)])].map((address) =>
        poolEvidence(resourceAt(stack, address), ""),
      ),
    ],
    regions: stack.resources
      .filter(({ attributes }) => "location" in attributes)
      .map((resource) => attribute(resource, "location", string)),
    auditLog: {
      categories,
      audit: derive(categories, (names) => names.some((name) => name === "kube-audit-admin" || name === "kube-audit")),
      retentionDays:
        collected && workspace ? attribute(workspace, "retention_in_days", number) : { value: undefined, origin: categories.origin },
    },
    deletionProtection: attribute(aks, "lifecycle.prevent_destroy", boolean),
    backend: stack.backend,
    literalSecrets: literalSecrets(stack),
  };
}

/** One pool; `block` leads to its attributes inside the resource. */
function poolEvidence(resource: Resource, block: string): NodePoolEvidence {
  const at = <T>(name: string, as: (value: Json) => T | undefined): Fact<T> => attribute(resource, `${block}${name}`, as);
  const name = at("name", string);
  const taints = at("node_taints", strings);
  const mode = block === "" ? at("mode", string) : undefined;
  return {
    name: name.value ?? resource.address,
    takesApplications:
      mode === undefined
        ? at("only_critical_addons_enabled", (only) => (boolean(only) === undefined ? undefined : !only))
        : derive(mode, (value) =>
            hasTaints(resource) ? derive(taints, (list) => !list.some(repels)).value : value === "User" ? true : undefined,
          ),
    zones: at("zones", strings),
    minNodes: at(at("auto_scaling_enabled", boolean).value === false ? "node_count" : "min_count", number),
    spot: "priority" in resource.attributes ? at("priority", (priority) => priority === "Spot") : derive(name, () => false),
    publicAddresses: at("node_public_ip_enabled", boolean),
    hardening: at("os_sku", (sku) => (typeof sku === "string" ? hardening[sku] : undefined)),
  };
}

const hasTaints = ({ attributes }: Resource) => attributes.node_taints !== undefined && attributes.node_taints !== null;

const repels = (taint: string) => taint.endsWith(":NoSchedule") || taint.endsWith(":NoExecute");

function logCategories(value: Json): readonly string[] | undefined {
  return Array.isArray(value) ? strings(value.map((log: Json) => object(log).category ?? null)) : undefined;
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
