import { azureCluster } from "../support/azure";

// Azure has no tags on these.
const untaggable = [
  "azurerm_federated_identity_credential",
  "azurerm_monitor_diagnostic_setting",
  "azurerm_nat_gateway_public_ip_association",
  "azurerm_resource_group_policy_assignment",
  "azurerm_role_assignment",
  "azurerm_storage_container",
  "azurerm_storage_management_policy",
  "azurerm_subnet",
  "azurerm_subnet_nat_gateway_association",
  "azurerm_subnet_network_security_group_association",
];

test("whatever can carry tags says who owns and pays for it", () => {
  const tags = { owner: "team-zaken", costCentre: "4711", application: "zaken", classification: "internal", team: "blue" };
  const { json } = azureCluster({ tags });
  const expected = {
    owner: "team-zaken",
    "cost-centre": "4711",
    application: "zaken",
    "data-classification": "internal",
    team: "blue",
    environment: "test",
    "managed-by": "haven-cdktf",
  };

  for (const [type, resources] of Object.entries(json.resource as Record<string, Record<string, { tags?: object }>>)) {
    for (const resource of Object.values(resources)) {
      if (!untaggable.includes(type)) expect({ type, tags: resource.tags }).toEqual({ type, tags: expected });
    }
  }
});
