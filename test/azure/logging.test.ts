import { azureCluster } from "../support/azure";
import { id } from "../support/azure-props";

const categories = (logging: object) =>
  (azureCluster({ logging }).resource("azurerm_monitor_diagnostic_setting").enabled_log as { category: string }[]).map(
    ({ category }) => category,
  );

test("audit events of the control plane are kept for half a year", () => {
  const { resource } = azureCluster();

  expect(resource("azurerm_log_analytics_workspace")).toMatchObject({ retention_in_days: 183, local_authentication_enabled: false });
  expect(resource("azurerm_monitor_diagnostic_setting")).toMatchObject({ log_analytics_destination_type: "Dedicated" });
  expect(categories({})).toEqual(["kube-audit-admin", "guard", "kube-apiserver", "kube-controller-manager", "cluster-autoscaler"]);
});

test("reads are audited when asked", () => {
  expect(categories({ auditReads: true })).toContain("kube-audit");
});

test("an existing workspace gets the logs", () => {
  const workspaceId = id("Microsoft.OperationalInsights/workspaces");
  const { resource, resources } = azureCluster({ logging: { workspaceId } });

  expect(resources("azurerm_log_analytics_workspace")).toEqual([]);
  expect(resource("azurerm_monitor_diagnostic_setting")).toMatchObject({ log_analytics_workspace_id: workspaceId });
});

test("Container Insights has its agent, its rule, and the association under the name that AKS looks for", () => {
  const { resource } = azureCluster({ logging: { containerInsights: true } });

  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ oms_agent: { msi_auth_for_monitoring_enabled: true } });
  expect(resource("azurerm_monitor_data_collection_rule")).toMatchObject({
    kind: "Linux",
    data_sources: { extension: [{ extension_name: "ContainerInsights" }] },
  });
  expect(resource("azurerm_monitor_data_collection_rule_association")).toMatchObject({ name: "ContainerInsightsExtension" });
});

test("Container Insights is off unless asked for", () => {
  expect(azureCluster().resources("azurerm_monitor_data_collection_rule")).toEqual([]);
  expect(azureCluster().resource("azurerm_kubernetes_cluster")).not.toHaveProperty("oms_agent");
});
