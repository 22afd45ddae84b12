import { azureCluster } from "../support/azure";
import { id, privateAccess } from "../support/azure-props";

test("files and objects have no public address and no keys", () => {
  const accounts = azureCluster().resources("azurerm_storage_account");

  expect(accounts).toHaveLength(2);
  for (const account of accounts) {
    expect(account).toMatchObject({
      public_network_access_enabled: false,
      shared_access_key_enabled: false,
      allow_nested_items_to_be_public: false,
      https_traffic_only_enabled: true,
      min_tls_version: "TLS1_2",
      account_replication_type: "ZRS",
    });
  }
});

test("files are premium, since NFS shares exist nowhere else", () => {
  const [files] = azureCluster().resources("azurerm_storage_account");

  expect(files).toMatchObject({ account_kind: "FileStorage", account_tier: "Premium" });
});

test("what was deleted can be restored for a month, or as long as asked", () => {
  const days = (storage: object) => azureCluster({ storage }).resources("azurerm_storage_account");

  expect(days({})).toMatchObject([
    { share_properties: { retention_policy: { days: 30 } } },
    {
      blob_properties: { versioning_enabled: true, delete_retention_policy: { days: 30 }, container_delete_retention_policy: { days: 30 } },
    },
  ]);
  expect(days({ softDeleteDays: 90 })[0]).toMatchObject({ share_properties: { retention_policy: { days: 90 } } });
});

test("versions of what was deleted go when the time to restore it is over", () => {
  expect(azureCluster({ storage: { softDeleteDays: 14 } }).resource("azurerm_storage_management_policy")).toMatchObject({
    rule: [{ enabled: true, actions: { version: { delete_after_days_since_creation: 14 } } }],
  });
});

test("names of accounts fit Azure's 24 characters, with the subscription in them", () => {
  const names = azureCluster({ name: "a-very-long-name-of-a-cluster-with-dashes" })
    .resources("azurerm_storage_account")
    .map(({ name }) => String(name));

  for (const name of names) {
    const [readable = ""] = name.split("${");
    expect(readable).toMatch(/^[a-z0-9]{1,16}$/);
    expect(name).toMatch(/\$\{substr\(sha256\(.*subscription_id.*\), 0, 8\)\}$/);
  }
  expect(new Set(names).size).toBe(2);
});

test("each service is reached by a private endpoint whose name resolves in the network first", () => {
  const { resourceEntries, resources } = azureCluster();
  const links = resourceEntries("azurerm_private_dns_zone_virtual_network_link").map(({ address }) => address);

  for (const endpoint of resources("azurerm_private_endpoint")) {
    expect(links).toEqual(expect.arrayContaining(endpoint.depends_on as string[]));
  }
  expect(resources("azurerm_private_dns_zone").map(({ name }) => name)).toEqual([
    "privatelink.blob.core.windows.net",
    "privatelink.file.core.windows.net",
  ]);
});

test("private zones that a landing zone has already are used", () => {
  const privateDnsZoneIds = {
    file: id("Microsoft.Network/privateDnsZones", "privatelink.file.core.windows.net"),
    blob: id("Microsoft.Network/privateDnsZones", "privatelink.blob.core.windows.net"),
  };
  const { resources } = azureCluster({ storage: { privateDnsZoneIds } });

  expect(resources("azurerm_private_dns_zone")).toEqual([]);
  expect(resources("azurerm_private_endpoint")).toMatchObject([
    { private_dns_zone_group: { private_dns_zone_ids: [privateDnsZoneIds.blob] } },
    { private_dns_zone_group: { private_dns_zone_ids: [privateDnsZoneIds.file] } },
  ]);
});

test("logs and backups each have an identity that reaches its own container and nothing else", () => {
  const { resources } = azureCluster();

  expect(resources("azurerm_federated_identity_credential").map(({ subject }) => subject)).toEqual([
    "system:serviceaccount:haven-backup:velero",
    "system:serviceaccount:haven-logging:loki",
  ]);
  const data = resources("azurerm_role_assignment").filter(({ role_definition_name: role }) => role === "Storage Blob Data Contributor");
  expect(data.map(({ scope }) => String(scope))).toEqual([
    expect.stringContaining("azurerm_storage_container.cluster_storage_backups"),
    expect.stringContaining("azurerm_storage_container.cluster_storage_logs"),
  ]);
});

test("the class for ReadWriteMany makes encrypted NFS shares in the account that is there", () => {
  azureCluster({}, ({ sharedStorageClass, defaultStorageClass }) => {
    expect(sharedStorageClass).toMatchObject({
      name: "haven-shared",
      provisioner: "file.csi.azure.com",
      volumeBindingMode: "Immediate",
      parameters: { protocol: "nfs", encryptInTransit: "true", skuName: "Premium_ZRS", networkEndpointType: "privateEndpoint" },
    });
    expect(defaultStorageClass).toMatchObject({
      name: "haven-block",
      parameters: { skuName: "Premium_ZRS" },
      volumeBindingMode: "WaitForFirstConsumer",
    });
  });
});

test("backups also go to the paired region when asked", () => {
  expect(azureCluster({ storage: { replication: "GZRS" } }).resources("azurerm_storage_account")[1]).toMatchObject({
    account_replication_type: "GZRS",
  });
});

describe("private DNS of storage", () => {
  const zones = {
    file: id("Microsoft.Network/privateDnsZones", "privatelink.file.core.windows.net"),
    blob: id("Microsoft.Network/privateDnsZones", "privatelink.blob.core.windows.net"),
  };
  const made = (storage: object) => {
    const { resources } = azureCluster({ storage });
    return {
      zones: resources("azurerm_private_dns_zone"),
      links: resources("azurerm_private_dns_zone_virtual_network_link"),
      endpoints: resources("azurerm_private_endpoint"),
    };
  };

  test("a name that the own zone doesn't know is asked of Azure's public DNS", () => {
    expect(made({}).links).toMatchObject([{ resolution_policy: "NxDomainRedirect" }, { resolution_policy: "NxDomainRedirect" }]);
  });

  test("the zone of a private API takes no such setting", () => {
    const links = azureCluster({ access: privateAccess }).resources("azurerm_private_dns_zone_virtual_network_link");

    expect(links.filter(({ resolution_policy }) => resolution_policy === undefined)).toHaveLength(1);
  });

  test("left to Azure Policy there is no zone, no link and no group, and no plan removes the group that the policy writes", () => {
    const { zones: created, links, endpoints } = made({ privateDns: "policy" });

    expect([...created, ...links]).toEqual([]);
    expect(endpoints).toHaveLength(2);
    for (const endpoint of endpoints) {
      expect(endpoint).not.toHaveProperty("private_dns_zone_group");
      expect(endpoint).toMatchObject({ lifecycle: { ignore_changes: ["private_dns_zone_group"] } });
    }
  });

  test("a group that the code writes is put right by the next apply", () => {
    for (const endpoint of made({}).endpoints) expect(endpoint).not.toHaveProperty("lifecycle");
  });

  test("the own network is linked to zones of another cluster in their group", () => {
    const { zones: created, links, endpoints } = made({ privateDnsZoneIds: zones, privateDns: "link" });

    expect(created).toEqual([]);
    expect(links).toMatchObject([
      { resource_group_name: "given", private_dns_zone_name: "privatelink.blob.core.windows.net" },
      { resource_group_name: "given", private_dns_zone_name: "privatelink.file.core.windows.net" },
    ]);
    expect(endpoints).toMatchObject([
      { private_dns_zone_group: { private_dns_zone_ids: [zones.blob] } },
      { private_dns_zone_group: { private_dns_zone_ids: [zones.file] } },
    ]);
  });

  test("zones that are linked already get no link", () => {
    expect(made({ privateDnsZoneIds: zones }).links).toEqual([]);
  });
});

test.each([
  ["deletes", ["StorageDelete"]],
  ["all", ["StorageRead", "StorageWrite", "StorageDelete"]],
] as const)("access to objects is recorded when asked for: %s", (objectAccess, categories) => {
  const settings = (logging: object) =>
    azureCluster({ logging })
      .resources("azurerm_monitor_diagnostic_setting")
      .filter(({ name }) => name === "object-access");

  expect(settings({})).toEqual([]);
  expect(settings({ objectAccess })).toMatchObject([
    { target_resource_id: expect.stringMatching(/\/blobServices\/default$/), enabled_log: categories.map((category) => ({ category })) },
  ]);
});
