import type { TerraformStack } from "cdktf";
import type { AzureHavenCluster, AzureHavenClusterProps } from "../../lib/azure";
import { azureCluster } from "../support/azure";
import { id, privateAccess } from "../support/azure-props";

type Change = (cluster: AzureHavenCluster) => void;

const aks =
  (path: string, value: unknown): Change =>
  (cluster) => {
    cluster.cluster.resource.addOverride(path, value);
  };
const pool =
  (path: string, value: unknown): Change =>
  (cluster) => {
    for (const { resource } of cluster.nodePools) resource.addOverride(path, value);
  };
const diagnostics =
  (path: string, value: unknown): Change =>
  ({ logging }) => {
    logging.diagnosticSetting?.addOverride(path, value);
  };
const removeAks: Change = ({ cluster }) => {
  cluster.node.tryRemoveChild("Resource");
};
const removePools: Change = ({ cluster }) => {
  for (const { node } of cluster.nodePools) node.tryRemoveChild("Resource");
};
const removeDiagnostics: Change = ({ logging }) => {
  logging.node.tryRemoveChild("control-plane");
};

function statuses(change: Change, props: Partial<AzureHavenClusterProps> = {}) {
  const { prediction, findings } = azureCluster(props, change);
  const byId = Object.entries({ ...merge(prediction, findings) });
  return Object.fromEntries(byId.flatMap(([status, ids]) => ids.map((check) => [check, status])));
}

function merge(a: object, b: object): Record<string, string[]> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const of = (from: object, key: string) => (from as Record<string, string[]>)[key] ?? [];
  return Object.fromEntries(keys.map((key) => [key, [...of(a, key), ...of(b, key)]]));
}

test("the cluster as it comes fails nothing, and knows all but what the baseline carries", () => {
  const { prediction } = azureCluster();

  expect(prediction.failed).toEqual([]);
  expect([...prediction.unknown].sort()).toEqual(["autocerts", "logs", "rwxvolumes"]);
  expect([...prediction.guaranteed].sort()).toEqual(["hamasters", "haworkers", "multiaz", "privatenetworking", "rbac"]);
  // What runs is AKS' from day to day, so the version in the code is no guarantee.
  expect([...prediction.expected].sort()).toEqual(["cncf", "kubernetesversion", "metrics", "nodehardening"]);
});

test("with the version in the hands of the code, it is a guarantee", () => {
  expect(azureCluster({ upgrades: "none", kubernetesVersion: "1.36.2" }).prediction.guaranteed).toEqual(
    expect.arrayContaining(["kubernetesversion", "cncf"]),
  );
});

const computed = "${var.later}";

// Whatever a check stands on, taken out, overridden or left to Terraform: it can't stay guaranteed.
test.each<[string, string, Change, string[]]>([
  [
    "multiaz",
    "one zone everywhere",
    (c) => {
      c.cluster.resource.defaultNodePool.zones = ["1"];
      for (const { resource } of c.nodePools) resource.zones = ["1"];
    },
    ["failed"],
  ],
  ["multiaz", "zones that Terraform computes", pool("zones", computed), ["unknown"]],
  ["multiaz", "zones taken out", pool("zones", null), ["unknown"]],
  ["multiaz", "pool taken out", removePools, ["unknown"]],
  ["hamasters", "the free tier", aks("sku_tier", "Free"), ["failed", "unknown"]],
  ["hamasters", "a computed tier", aks("sku_tier", computed), ["unknown"]],
  ["hamasters", "the cluster taken out", removeAks, ["unknown"]],
  ["haworkers", "a priority from Terraform", pool("priority", computed), ["unknown"]],
  ["haworkers", "an autoscaler that may be off", pool("auto_scaling_enabled", computed), ["unknown"]],
  ["haworkers", "an autoscaler that is off without a number", pool("auto_scaling_enabled", false), ["unknown"]],
  ["haworkers", "a priority that is ignored", pool("lifecycle.ignore_changes", ["priority"]), ["expected"]],
  ["haworkers", "taints that are ignored", pool("lifecycle.ignore_changes", ["node_taints"]), ["expected"]],
  ["privatenetworking", "nodes that AKS adds", aks("node_provisioning_profile", { mode: "Auto" }), ["expected"]],
  ["HX-secrets-encryption", "an empty key", aks("key_management_service", { key_vault_key_id: "" }), ["unknown"]],
  ["HX-secrets-encryption", "a key in a dynamic block", aks("dynamic.key_management_service", { for_each: [1] }), ["unknown"]],
  ["HX-secrets-encryption", "a key that is ignored", aks("lifecycle.ignore_changes", ["key_management_service"]), ["expected"]],
  ["HX-audit-log-retention", "a quota", (c) => c.logging.workspace?.addOverride("daily_quota_gb", 0.1), ["unknown"]],
  [
    "HX-audit-log-retention",
    "a destination that is ignored",
    diagnostics("lifecycle.ignore_changes", ["log_analytics_workspace_id"]),
    ["expected"],
  ],
  ["HX-audit-log-retention", "logs in a dynamic block", diagnostics("dynamic.enabled_log", { for_each: [1] }), ["unknown"]],
  ["haworkers", "too few nodes", pool("min_count", 2), ["failed"]],
  ["haworkers", "a computed minimum", pool("min_count", computed), ["unknown"]],
  ["haworkers", "spot nodes", pool("priority", "Spot"), ["failed"]],
  ["haworkers", "a taint that repels", pool("node_taints", ["x=y:NoSchedule"]), ["failed"]],
  ["haworkers", "a pool for the platform", pool("mode", "System"), ["unknown", "failed"]],
  ["haworkers", "the pool taken out", removePools, ["unknown"]],
  ["haworkers", "a minimum that later changes are ignored of", pool("lifecycle.ignore_changes", ["min_count"]), ["expected"]],
  ["nodehardening", "an image without a security module", pool("os_sku", "Windows2022"), ["failed"]],
  ["nodehardening", "an image that nobody knows", pool("os_sku", "Other"), ["unknown"]],
  ["privatenetworking", "a public address on nodes", pool("node_public_ip_enabled", true), ["failed"]],
  ["privatenetworking", "a public address on the platform's nodes", aks("default_node_pool.node_public_ip_enabled", true), ["failed"]],
  ["privatenetworking", "the attribute taken out", pool("node_public_ip_enabled", null), ["unknown"]],
  ["kubernetesversion", "a version that is gone", aks("kubernetes_version", "1.29"), ["failed"]],
  ["kubernetesversion", "a computed version", aks("kubernetes_version", computed), ["unknown"]],
  ["cncf", "a version without conformance", aks("kubernetes_version", "1.40"), ["unknown", "failed"]],
  ["HX-platform-support", "a computed version", aks("kubernetes_version", computed), ["unknown"]],
  ["HX-platform-support", "a version that isn't listed", aks("kubernetes_version", "1.40"), ["unknown"]],
  ["rbac", "no RBAC", aks("role_based_access_control_enabled", false), ["failed"]],
  ["rbac", "the attribute taken out", aks("role_based_access_control_enabled", null), ["unknown"]],
  ["metrics", "the cluster taken out", removeAks, ["unknown"]],
  ["HX-audit-log-retention", "a shorter retention", (c) => c.logging.workspace?.addOverride("retention_in_days", 30), ["failed"]],
  [
    "HX-audit-log-retention",
    "no audit events",
    ({ logging }) => {
      logging.diagnosticSetting?.addOverride("enabled_log.0.category", "guard");
    },
    ["failed"],
  ],
  ["HX-audit-log-retention", "no diagnostic setting", removeDiagnostics, ["unknown", "failed"]],
  [
    "HX-audit-log-retention",
    "the workspace taken out",
    ({ logging }) => {
      logging.node.tryRemoveChild("Resource");
    },
    ["unknown", "failed"],
  ],
  ["HX-secrets-encryption", "the cluster taken out", removeAks, ["unknown"]],
  ["HX-region", "a workspace elsewhere", (c) => c.logging.workspace?.addOverride("location", "eastus"), ["failed"]],
  ["HX-region", "a computed region", (c) => c.logging.workspace?.addOverride("location", computed), ["unknown"]],
  ["HX-public-api", "ranges taken out", aks("api_server_access_profile.authorized_ip_ranges", null), ["unknown", "failed"]],
  ["HX-public-api", "everyone let in", aks("api_server_access_profile.authorized_ip_ranges", ["0.0.0.0/0"]), ["failed"]],
  ["HX-public-api", "the attribute taken out", aks("private_cluster_enabled", null), ["unknown"]],
  ["HX-deletion-protection", "protection taken out", aks("lifecycle.prevent_destroy", false), ["failed"]],
  ["HX-literal-secret", "a token under any key", aks("tags.note", "glpat-abcdefghij0123456789"), ["failed"]],
  ["HX-literal-secret", "a password in the stack", aks("windows_profile.admin_password", "hunter2hunter2"), ["failed"]],
])("%s with %s is not guaranteed", (check, _, change, allowed) => {
  expect(allowed).toContain(statuses(change, { environment: "production" })[check]);
});

test("a pool that a supplier adds beside ours is judged too", () => {
  const { prediction } = azureCluster({}, ({ cluster }) => {
    cluster
      .addNodePool({ name: "extra", machineType: "Standard_D4ds_v5", minNodes: 1, maxNodes: 2 })
      .resource.addOverride("node_public_ip_enabled", true);
  });

  expect(prediction.failed).toContain("privatenetworking");
});

test("Azure Linux is shown with its caveat", () => {
  const { report } = azureCluster({
    nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9, operatingSystem: "azure-linux" }],
  });
  const check = report.clusters[0]?.checks.find(({ id: checkId }) => checkId === "nodehardening");

  expect(check?.because.en).toContain("7 November 2025");
});

test.each([
  ["2026-11-23", "expected"],
  ["2026-12-01", "failed"],
])("on %s a version whose support ends on 2026-11-30 is %s", (day, status) => {
  const today = process.env.HAVEN_AS_OF;
  process.env.HAVEN_AS_OF = day;
  try {
    expect(statuses(() => {}, { kubernetesVersion: "1.34" })["HX-platform-support"]).toBe(status);
  } finally {
    process.env.HAVEN_AS_OF = today;
  }
});

test("what is said of conformance has the date on which that list was read, not the calendar's", () => {
  const { report } = azureCluster({ kubernetesVersion: "1.37" });
  const check = report.clusters[0]?.checks.find(({ id: checkId }) => checkId === "cncf");

  expect(check?.because.en).toBe("aks 1.37 was not filed yet on 2026-11-22");
});

test("a private API needs no ranges", () => {
  expect(azureCluster({ access: privateAccess }).findings.guaranteed).toContain("HX-public-api");
});

test("retention in somebody else's workspace is not known", () => {
  expect(azureCluster({ logging: { workspaceId: id("Microsoft.OperationalInsights/workspaces") } }).findings.unknown).toContain(
    "HX-audit-log-retention",
  );
});

test("a reason to leave the EEA is shown as a waiver", () => {
  const { findings } = azureCluster({ region: "uksouth", residencyException: { reason: "joint cluster with the embassy in London" } });

  expect(findings.waived).toContain("HX-region");
});

test.each<[string, Change, string[]]>([
  [
    "cluster",
    aks("count", 0),
    ["hamasters", "rbac", "multiaz", "privatenetworking", "HX-public-api", "HX-deletion-protection", "HX-secrets-encryption"],
  ],
  ["cluster, by for_each", aks("for_each", {}), ["hamasters", "rbac", "multiaz", "HX-public-api"]],
  ["pool", pool("count", 0), ["haworkers", "multiaz", "privatenetworking"]],
  ["log setting", ({ logging }) => logging.diagnosticSetting?.addOverride("count", 0), ["HX-audit-log-retention"]],
  ["log workspace", ({ logging }) => logging.workspace?.addOverride("count", 0), ["HX-audit-log-retention"]],
])("a %s that may not be there guarantees nothing", (_, change, checks) => {
  const found = statuses(change, { environment: "production" });

  for (const check of checks) expect([check, found[check]]).toEqual([check, "unknown"]);
});

test.each<[string, (stack: TerraformStack) => void]>([
  [
    "the provider",
    (stack) => {
      stack.addOverride("provider.azurerm.0.client_secret", "hunter2hunter2");
    },
  ],
  [
    "the backend",
    (stack) => {
      stack.addOverride("terraform.backend.azurerm.access_key", "hunter2hunter2");
    },
  ],
  [
    "a variable",
    (stack) => {
      stack.addOverride("variable.client_secret", { default: "hunter2hunter2" });
    },
  ],
  [
    "a local",
    (stack) => {
      stack.addOverride("locals.db_password", "hunter2hunter2");
    },
  ],
  [
    "an output",
    (stack) => {
      stack.addOverride("output.api_token", { value: "hunter2hunter2" });
    },
  ],
  [
    "a data source",
    (stack) => {
      stack.addOverride("data.http.it.password", "hunter2hunter2");
    },
  ],
])("a secret in %s is seen, and not repeated", (_, change) => {
  const { findings, report } = azureCluster({}, (__, stack) => {
    change(stack);
  });

  expect(findings.failed).toContain("HX-literal-secret");
  expect(JSON.stringify(report)).not.toContain("hunter2");
});
