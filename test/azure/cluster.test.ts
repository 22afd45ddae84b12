import { azureCluster } from "../support/azure";
import { groupId, id, privateAccess } from "../support/azure-props";

const aks = (...args: Parameters<typeof azureCluster>) => azureCluster(...args).resource("azurerm_kubernetes_cluster");

test("nobody logs in but with Entra ID, and nothing runs around the network", () => {
  expect(aks()).toMatchObject({
    local_account_disabled: true,
    role_based_access_control_enabled: true,
    azure_active_directory_role_based_access_control: { azure_rbac_enabled: true, admin_group_object_ids: [groupId] },
    run_command_enabled: false,
    oidc_issuer_enabled: true,
    workload_identity_enabled: true,
  });
});

test("a restricted API has a public name for the named networks, and nodes reach it from inside", () => {
  expect(aks()).toMatchObject({
    private_cluster_enabled: false,
    dns_prefix: "zaken",
    api_server_access_profile: { virtual_network_integration_enabled: true, authorized_ip_ranges: ["203.0.113.0/24"] },
  });
  expect(aks()).not.toHaveProperty("dns_prefix_private_cluster");
});

test("a private API is found in a zone of its own, by a cluster that may write it", () => {
  const { resource, resources, resourceEntries, warnings } = azureCluster({ access: privateAccess });
  const cluster = resource("azurerm_kubernetes_cluster");

  expect(cluster).toMatchObject({
    private_cluster_enabled: true,
    private_cluster_public_fqdn_enabled: false,
    dns_prefix_private_cluster: "zaken",
  });
  expect(cluster).not.toHaveProperty("dns_prefix");
  expect(cluster).not.toHaveProperty("api_server_access_profile.authorized_ip_ranges");
  expect(resources("azurerm_private_dns_zone").map(({ name }) => name)).toContain("private.westeurope.azmk8s.io");
  const waitsFor = cluster.depends_on as string[];
  for (const type of ["azurerm_private_dns_zone_virtual_network_link", "azurerm_role_assignment"]) {
    const ofDns = resourceEntries(type).filter(({ address }) => address.includes(".cluster_dns_"));
    expect(ofDns.length).toBeGreaterThan(0);
    for (const { address } of ofDns) expect(waitsFor).toContain(address);
  }
  expect(warnings.join()).toContain("docs/private-api.md");
});

test("an existing private zone is used, and its links are left to its owner", () => {
  const privateDnsZoneId = id("Microsoft.Network/privateDnsZones", "private.westeurope.azmk8s.io");
  const { resource, resources } = azureCluster({ access: { ...privateAccess, privateDnsZoneId } });

  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ private_dns_zone_id: privateDnsZoneId });
  expect(resources("azurerm_private_dns_zone").map(({ name }) => name)).not.toContain("private.westeurope.azmk8s.io");
});

test("the cluster waits for egress, security groups and its rights", () => {
  const { resource, resourceEntries } = azureCluster();
  const waitsFor = resource("azurerm_kubernetes_cluster").depends_on as string[];

  for (const type of ["azurerm_subnet_nat_gateway_association", "azurerm_subnet_network_security_group_association"]) {
    for (const { address } of resourceEntries(type)) expect(waitsFor).toContain(address);
  }
  const joins = resourceEntries("azurerm_role_assignment").filter(
    ({ attributes }) => attributes.role_definition_name === "Network Contributor",
  );
  expect(joins).toHaveLength(3);
  for (const { address } of joins) expect(waitsFor).toContain(address);
});

test("the cluster's identity has rights on its own subnets and shares, and on nothing wider", () => {
  const scopes = azureCluster()
    .resources("azurerm_role_assignment")
    .map(({ scope }) => String(scope));

  for (const scope of scopes) expect(scope).toMatch(/azurerm_(subnet|storage_account|storage_container|kubernetes_cluster)\./);
});

test("administrators may fetch a kubeconfig; a pipeline outside the groups gets their rights as well", () => {
  const principal = "22222222-2222-2222-2222-222222222222";
  const administrators = { groupIds: [groupId], principalIds: [principal] };
  const roles = azureCluster({ access: { mode: "restricted", allowedCidrs: ["203.0.113.0/24"], administrators } }).resources(
    "azurerm_role_assignment",
  );
  const of = (who: string) =>
    roles.filter(({ principal_id }) => principal_id === who).map(({ role_definition_name }) => role_definition_name);

  expect(of(groupId)).toEqual(["Azure Kubernetes Service Cluster User Role"]);
  expect(of(principal)).toEqual(["Azure Kubernetes Service Cluster User Role", "Azure Kubernetes Service RBAC Cluster Admin"]);
});

describe("versions", () => {
  const { HAVEN_UPGRADE: savedUpgrade, HAVEN_AS_OF: savedDay } = process.env;
  afterEach(() => {
    if (savedDay === undefined) delete process.env.HAVEN_AS_OF;
    else process.env.HAVEN_AS_OF = savedDay;
    if (savedUpgrade === undefined) delete process.env.HAVEN_UPGRADE;
    else process.env.HAVEN_UPGRADE = savedUpgrade;
  });

  const ignored = () => {
    const { resource } = azureCluster();
    const of = (type: string) => (resource(type).lifecycle as { ignore_changes: string[] }).ignore_changes;
    return [...of("azurerm_kubernetes_cluster"), ...of("azurerm_kubernetes_cluster_node_pool")];
  };

  test("patches come by themselves, in the window, and leave the plan empty", () => {
    expect(aks({ maintenance: { day: "tuesday", start: "22:00", utcOffset: "+01:00" } })).toMatchObject({
      kubernetes_version: "1.36",
      automatic_upgrade_channel: "patch",
      node_os_upgrade_channel: "NodeImage",
      maintenance_window_auto_upgrade: {
        frequency: "Weekly",
        day_of_week: "Tuesday",
        start_time: "22:00",
        duration: 4,
        utc_offset: "+01:00",
      },
      maintenance_window_node_os: { day_of_week: "Tuesday" },
    });
    expect(ignored()).toContain("kubernetes_version");
  });

  test("nodes that come later take the control plane's version, whatever patch that is", () => {
    const { resource } = azureCluster();

    expect(resource("azurerm_kubernetes_cluster_node_pool")).not.toHaveProperty("orchestrator_version");
    expect(resource("azurerm_kubernetes_cluster")).not.toHaveProperty("default_node_pool.orchestrator_version");
  });

  test("every plan warns while a pool runs another minor than the cluster", () => {
    const [check] = Object.values(azureCluster().json.check as Record<string, { assert: { condition: string; error_message: string }[] }>);

    expect(check?.assert[1]?.condition).toMatch(/default_node_pool\[0\]\.orchestrator_version/);
    expect(check?.assert[1]?.condition).toMatch(/"apps" = azurerm_kubernetes_cluster_node_pool\.[\w-]+\.orchestrator_version/);
    expect(check?.assert[1]?.error_message).toContain("HAVEN_UPGRADE=test");
  });

  test("every plan warns while the cluster runs another minor", () => {
    const [check] = Object.values(azureCluster().json.check as Record<string, { assert: { condition: string; error_message: string }[] }>);

    expect(check?.assert[0]?.condition).toMatch(/startswith\(azurerm_kubernetes_cluster\.\w+\.current_kubernetes_version, "1\.36\."\)/);
    expect(check?.assert[0]?.error_message).toContain("HAVEN_UPGRADE=test");
  });

  test("HAVEN_UPGRADE lets the code's version through, for the named stack only", () => {
    process.env.HAVEN_UPGRADE = "other,test";
    expect(ignored().join()).not.toContain("version");
    expect(azureCluster().warnings.join()).toContain("upgrades the cluster to Kubernetes 1.36");
    expect(azureCluster().resource("azurerm_kubernetes_cluster_node_pool")).toMatchObject({ orchestrator_version: "1.36" });

    process.env.HAVEN_UPGRADE = "other";
    expect(ignored().join()).toContain("version");
  });

  test("without automatic upgrades the code owns the version of cluster and pools", () => {
    const { json, resource } = azureCluster({ upgrades: "none", kubernetesVersion: "1.36.2" });
    const cluster = resource("azurerm_kubernetes_cluster");

    expect(cluster).toMatchObject({ kubernetes_version: "1.36.2", default_node_pool: { orchestrator_version: "1.36.2" } });
    expect(cluster).not.toHaveProperty("automatic_upgrade_channel");
    expect(cluster).not.toHaveProperty("maintenance_window_auto_upgrade");
    expect(resource("azurerm_kubernetes_cluster_node_pool")).toMatchObject({ orchestrator_version: "1.36.2" });
    expect(JSON.stringify(cluster.lifecycle)).not.toContain("version");
    expect(json).not.toHaveProperty("check");
  });

  test("nothing is patched during a freeze", () => {
    const freezes = [{ from: "2027-03-15", until: "2027-03-19" }];

    expect(aks({ maintenance: { freezes } })).toMatchObject({
      maintenance_window_node_os: { not_allowed: [{ start: "2027-03-15T00:00:00Z", end: "2027-03-19T00:00:00Z" }] },
    });
  });

  test("AKS' own releases follow the window and the freezes too, also when the code patches", () => {
    const maintenance = {
      day: "sunday",
      start: "00:30",
      utcOffset: "+01:00",
      freezes: [{ from: "2027-03-15", until: "2027-03-19" }],
    } as const;
    const expected = {
      maintenance_window: {
        // 23:30 to 03:30 in UTC; an hour that is partly outside is left out.
        allowed: [{ day: "Sunday", hours: [0, 1, 2] }],
        not_allowed: [{ start: "2027-03-14T23:00:00Z", end: "2027-03-19T23:00:00Z" }],
      },
    };

    expect(aks({ maintenance })).toMatchObject(expected);
    expect(aks({ maintenance, upgrades: "none", kubernetesVersion: "1.36.2" })).toMatchObject(expected);
  });

  test.each([
    [{}, [{ day: "Sunday", hours: [1, 2, 3, 4] }]],
    [
      { day: "saturday", start: "22:00" },
      [
        { day: "Saturday", hours: [22, 23] },
        { day: "Sunday", hours: [0, 1] },
      ],
    ],
    [
      { day: "sunday", start: "00:00", utcOffset: "+02:00" },
      [
        { day: "Saturday", hours: [22, 23] },
        { day: "Sunday", hours: [0, 1] },
      ],
    ],
    [{ day: "saturday", start: "21:00", utcOffset: "-03:00" }, [{ day: "Sunday", hours: [0, 1, 2, 3] }]],
    [{ day: "monday", start: "01:00", utcOffset: "+05:30" }, [{ day: "Sunday", hours: [20, 21, 22] }]],
  ] as const)("the window %j is these hours in UTC", (maintenance, allowed) => {
    expect(aks({ maintenance })).toMatchObject({ maintenance_window: { allowed } });
  });

  test("a freeze that is over deserves a word, from the day after it", () => {
    const freezes = [{ from: "2027-03-15", until: "2027-03-19" }];
    const warned = (asOf: string) => {
      process.env.HAVEN_AS_OF = asOf;
      return azureCluster({ maintenance: { freezes } }).warnings.join().includes("maintenance.freezes[0] ended on 2027-03-19");
    };

    expect([warned("2027-03-19"), warned("2027-03-20")]).toEqual([false, true]);
  });

  test("a minor that the table doesn't know yet is left to Azure, with a warning", () => {
    expect(azureCluster({ kubernetesVersion: "1.39" }).warnings.join()).toContain("1.39");
  });
});

test.each([
  ["production", undefined, true],
  ["test", undefined, false],
  ["test", true, true],
  ["production", false, false],
] as const)("in %s with deletionProtection %s the cluster and its data are protected: %s", (environment, deletionProtection, guarded) => {
  const { resource, resources } = azureCluster({ environment, deletionProtection });

  const all = [
    resource("azurerm_kubernetes_cluster"),
    resource("azurerm_log_analytics_workspace"),
    ...resources("azurerm_storage_account"),
  ];
  for (const { lifecycle } of all) expect((lifecycle as { prevent_destroy: boolean }).prevent_destroy).toBe(guarded);
});

test("protection is lifted for the one part that is about to be replaced", () => {
  const { resource, resources } = azureCluster({ environment: "production", deletionProtection: { except: ["sharedStorage"] } });
  const guarded = resources("azurerm_storage_account").map(({ account_kind, lifecycle }) => [
    account_kind,
    (lifecycle as { prevent_destroy: boolean }).prevent_destroy,
  ]);

  expect(guarded).toEqual([
    ["FileStorage", false],
    ["StorageV2", true],
  ]);
  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ lifecycle: { prevent_destroy: true } });
});

test("a key of your own encrypts disks and etcd, and the cluster waits for the right to use it", () => {
  const customerManagedKey = {
    keyVaultId: id("Microsoft.KeyVault/vaults"),
    keyId: "https://keys.vault.azure.net/keys/haven/0123456789abcdef0123456789abcdef",
  };
  const { resource, resourceEntries } = azureCluster({ encryption: { customerManagedKey } });
  const cluster = resource("azurerm_kubernetes_cluster");

  expect(resource("azurerm_disk_encryption_set")).toMatchObject({ key_vault_key_id: customerManagedKey.keyId });
  expect(cluster).toMatchObject({
    disk_encryption_set_id: expect.stringContaining("azurerm_disk_encryption_set"),
    key_management_service: { key_vault_key_id: customerManagedKey.keyId, key_vault_network_access: "Private" },
  });
  const onVault = resourceEntries("azurerm_role_assignment").filter(({ attributes }) => attributes.scope === customerManagedKey.keyVaultId);
  expect(onVault.map(({ attributes }) => attributes.role_definition_name)).toEqual(
    expect.arrayContaining(["Key Vault Crypto Service Encryption User", "Key Vault Crypto User"]),
  );
  for (const { address } of onVault) expect(cluster.depends_on).toContain(address);
});

test("host encryption is on every pool when asked for", () => {
  const { resource } = azureCluster({ encryption: { hostEncryption: true } });

  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ default_node_pool: { host_encryption_enabled: true } });
  expect(resource("azurerm_kubernetes_cluster_node_pool")).toMatchObject({ host_encryption_enabled: true });
});

test("Azure Policy audits pods and denies none", () => {
  const { resource, resources } = azureCluster();

  expect(resource("azurerm_kubernetes_cluster")).toMatchObject({ azure_policy_enabled: true });
  expect(resource("azurerm_resource_group_policy_assignment").parameters).toBe('{"effect":{"value":"Audit"}}');
  expect(azureCluster({ azurePolicy: "off" }).resources("azurerm_resource_group_policy_assignment")).toEqual([]);
  expect(resources("azurerm_management_lock")).toEqual([]);
});

test("locks cover the cluster, objects and audit log, and leave shares to the claims that come and go", () => {
  expect(azureCluster({ managementLock: true }).resources("azurerm_management_lock")).toHaveLength(3);
});

test("everything goes into the resource group that was given", () => {
  const { resources, json } = azureCluster({ resourceGroupName: "rg-zaken" });

  expect(resources("azurerm_resource_group")).toEqual([]);
  expect(resources("azurerm_virtual_network")).toMatchObject([{ resource_group_name: "rg-zaken" }]);
  expect(JSON.stringify(json)).not.toContain("azurerm_resource_group.");
});

test("a plan doesn't take away what Defender for Cloud and Azure Monitor enable by policy", () => {
  const ignored = (props: Parameters<typeof azureCluster>[0]) => (aks(props).lifecycle as { ignore_changes: string[] }).ignore_changes;

  expect(ignored({})).toEqual(expect.arrayContaining(["microsoft_defender", "monitor_metrics"]));
  expect(ignored({})).not.toContain("oms_agent");
  expect(ignored({ logging: { containerInsights: "policy" } })).toContain("oms_agent");
  expect(aks({ logging: { containerInsights: "policy" } })).not.toHaveProperty("oms_agent");
});

test("tags that a policy writes are left alone on everything that has tags", () => {
  const { json } = azureCluster({ policyTags: ["CostCenter"] });
  const resources = Object.entries(
    json.resource as Record<string, Record<string, { tags?: object; lifecycle?: { ignore_changes?: string[] } }>>,
  );
  const tagged = resources
    .flatMap(([type, named]) => Object.values(named).map((resource) => ({ type, ...resource })))
    .filter(({ tags }) => tags);

  expect(tagged.length).toBeGreaterThan(10);
  for (const { lifecycle } of tagged) expect(lifecycle?.ignore_changes).toContain('tags["CostCenter"]');
  expect(aks({ policyTags: ["CostCenter"] })).toMatchObject({
    lifecycle: { ignore_changes: expect.arrayContaining(['default_node_pool[0].tags["CostCenter"]', "kubernetes_version"]) },
  });
});

test("AKS' scalers of pods are on when asked for", () => {
  expect(aks()).not.toHaveProperty("workload_autoscaler_profile");
  expect(aks({ podAutoscaling: { keda: true } })).toMatchObject({
    workload_autoscaler_profile: { keda_enabled: true, vertical_pod_autoscaler_enabled: false },
  });
});

test("nodes may pull images from the registries that are named, and from no other", () => {
  const registry = id("Microsoft.ContainerRegistry/registries", "zaken");
  const pulls = (props: Parameters<typeof azureCluster>[0]) =>
    azureCluster(props)
      .resources("azurerm_role_assignment")
      .filter(({ role_definition_name }) => role_definition_name === "AcrPull");

  expect(pulls({})).toEqual([]);
  expect(pulls({ containerRegistryIds: [registry] })).toMatchObject([
    { scope: registry, principal_id: expect.stringContaining("kubelet_identity") },
  ]);
});

test.each([
  ["belgiumcentral", true],
  ["westeurope", false],
])("a region without zone-redundant premium files deserves a warning: %s %s", (region, warned) => {
  expect(azureCluster({ region }).warnings.join().includes("Premium_ZRS")).toBe(warned);
});
