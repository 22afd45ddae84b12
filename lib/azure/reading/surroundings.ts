import type { Places } from "../../core/reading/regions";
import { string } from "../../core/reading/terraform-json";
import type { Touches } from "../../core/reading/unaccounted";

/** Attributes of Azure's resources that name a region. Azure also accepts names as people write them: `West Europe`. */
export const azurePlaces: Places = {
  terraformProvider: "azurerm",
  attributes: /^(location|locations|.+_location|.+_locations|region|regions)$/,
  regionOf: (place) => {
    const name = place.toLowerCase().replaceAll(" ", "");
    return /^[a-z]+\d?$/.test(name) ? name : undefined;
  },
  byProvider: false,
};

/** Name of a cluster in its resource id. */
export const clusterIn = (id: string) => /\/managedClusters\/([^/]+)$/i.exec(id)?.[1] ?? id;

const isContainerService = (type: unknown) =>
  typeof type !== "string" || /[$%]\{|Microsoft\.(ContainerService|Compute|Resources)\//i.test(type);

/** Types of Azure that create nodes, change a cluster, or create whatever their text asks for. */
export const azureTouches: Touches = [
  [/^azurerm_kubernetes_cluster_node_pool$/, { subjects: ["nodes"], cluster: "kubernetes_cluster_id" }],
  [/^azurerm_((linux|windows|orchestrated)_)?virtual_machine(_scale_set)?$/, { subjects: ["nodes"] }],
  [
    /^azurerm_(storage_account|recovery_services_vault|data_protection_backup_vault|log_analytics_workspace)$/,
    {
      subjects: ["regions"],
      because: { en: "it keeps a copy in another region", nl: "het bewaart een kopie in een andere regio" },
      leaves: "expected",
      when: (body) =>
        ["account_replication_type", "storage_mode_type", "redundancy"].some((name) => {
          const kind = body[name] ?? null;
          return kind !== null && (typeof kind !== "string" || /GZ?RS$|^Geo|[$%]\{/i.test(kind));
        }),
    },
  ],
  [/^azurerm_monitor_autoscale_setting$/, { subjects: ["capacity"] }],
  [
    /^azapi_/,
    {
      subjects: ["nodes", "capacity", "control plane", "audit log"],
      when: ({ type = null }) => isContainerService(type) || /insights|operationalinsights/i.test(string(type) ?? ""),
    },
  ],
  [
    /^azurerm_(resource_group|subscription|management_group|tenant)_(template_deployment|deployment_stack)$/,
    { subjects: ["nodes", "capacity", "control plane", "audit log"] },
  ],
];
