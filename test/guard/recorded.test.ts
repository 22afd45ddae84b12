import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "../../lib/guard/judge";
import { readPlan } from "../../lib/guard/plan";
import { judgementText } from "../../lib/guard/text";

/** Plans of real providers (CONTRIBUTING.md, Recorded plans). */
const plans = join(__dirname, "plans");
const recorded = (name: string) => JSON.parse(readFileSync(join(plans, `${name}.json`), "utf8")) as unknown;

/** What is refused: how many of which type, and what its flag names beside the address. */
function refusals(name: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { allow, address } of judge(readPlan(recorded(name))).findings) {
    const key = (allow ?? address).replace(/\.[^:]*/, "");
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "aws/first": {},
  "aws/a-year": {},
  "aws/a-minor-up": {},
  "aws/removed-pool": {},
  "aws/two-minors-up": { "aws_eks_cluster:version": 1 },
  "aws/opened-api": { "aws_eks_cluster:api": 1 },
  "aws/shorter-audit-log": { "aws_cloudwatch_log_group:HX-audit-log-retention": 1 },
  "aws/lost-zone": { "aws_eks_node_group:zone": 2 },
  "aws/renamed-pools": { aws_eks_node_group: 6 },
  "aws/renamed-cluster": { aws_eks_cluster: 1, aws_s3_bucket: 2, aws_cloudwatch_log_group: 2 },
  // AWS' buckets and logs were planned before Terraform met the protected cluster, which it leaves out.
  "aws/renamed-protected-cluster": { "the plan": 1, aws_s3_bucket: 2, aws_cloudwatch_log_group: 2 },
  "aws/renumbered-network": { aws_vpc: 1, aws_efs_mount_target: 3, "aws_eks_node_group:zone": 6 },
  "aws/torn-down": {
    aws_eks_cluster: 1,
    aws_efs_file_system: 1,
    aws_s3_bucket: 2,
    aws_cloudwatch_log_group: 2,
    aws_kms_key: 2,
    aws_vpc: 1,
    aws_eip: 3,
  },
  "azure/first": {},
  "azure/a-year": {},
  "azure/a-minor-up": {},
  "azure/a-part": {},
  "azure/moved-and-forgotten": {},
  "azure/opened-by-others": {},
  "azure/removed-pool": {},
  "azure/two-minors-up": { "azurerm_kubernetes_cluster:version": 1 },
  "azure/opened-api": { "azurerm_kubernetes_cluster:api": 1 },
  "azure/shorter-audit-log": { "azurerm_log_analytics_workspace:HX-audit-log-retention": 1 },
  "azure/lost-zone": { "azurerm_kubernetes_cluster_node_pool:zone": 1 },
  "azure/renamed-pool": { azurerm_kubernetes_cluster_node_pool: 1 },
  "azure/renumbered-network": { "azurerm_virtual_network:ranges": 1, "azurerm_subnet:ranges": 4 },
  "azure/replaced-by-request": { azurerm_storage_account: 1, azurerm_private_endpoint: 1 },
  "azure/renamed-cluster": {
    azurerm_kubernetes_cluster: 1,
    azurerm_storage_account: 2,
    azurerm_log_analytics_workspace: 1,
    azurerm_virtual_network: 1,
    azurerm_nat_gateway: 1,
    azurerm_public_ip: 1,
    azurerm_private_dns_zone: 2,
    azurerm_resource_group: 1,
  },
  "azure/renamed-protected-cluster": {
    "the plan": 1,
    azurerm_kubernetes_cluster: 1,
    azurerm_storage_account: 2,
    azurerm_log_analytics_workspace: 1,
    azurerm_virtual_network: 1,
    azurerm_nat_gateway: 1,
    azurerm_public_ip: 1,
    azurerm_private_dns_zone: 2,
    azurerm_resource_group: 1,
  },
  "azure/torn-down": {
    azurerm_kubernetes_cluster: 1,
    azurerm_storage_account: 2,
    azurerm_log_analytics_workspace: 1,
    azurerm_virtual_network: 1,
    azurerm_nat_gateway: 1,
    azurerm_public_ip: 1,
    azurerm_private_dns_zone: 2,
    azurerm_resource_group: 1,
  },
  "google/first": {},
  "google/a-year": {},
  "google/removed-pool": {},
  "google/named-api": { "google_container_cluster:api": 1 },
  "google/opened-api": { "google_container_cluster:api": 1 },
  "google/lost-zone": { "google_container_node_pool:zone": 1 },
  "google/renamed-pool": { google_container_node_pool: 1 },
  "google/shorter-audit-log": { "google_logging_project_bucket_config:HX-audit-log-retention": 1 },
  "google/renumbered-network": {
    google_container_cluster: 1,
    google_compute_subnetwork: 1,
    google_compute_global_address: 1,
    // Its subnet is another, whose id is unknown.
    "google_compute_router_nat:egress": 1,
  },
  "google/renamed-cluster": {
    google_container_cluster: 1,
    google_storage_bucket: 2,
    google_logging_project_bucket_config: 1,
    google_logging_project_sink: 1,
    // Its filter names the cluster.
    "google_logging_project_sink:audit-log-categories": 1,
    google_compute_network: 1,
    // Its range has another name.
    "google_service_networking_connection:reach": 1,
    google_compute_address: 1,
    google_compute_global_address: 1,
  },
  "google/renamed-protected-cluster": {
    "the plan": 1,
    google_container_cluster: 1,
    google_storage_bucket: 2,
    google_logging_project_bucket_config: 1,
    google_compute_network: 1,
    // Its range has another name.
    "google_service_networking_connection:reach": 1,
    google_compute_address: 1,
    google_compute_global_address: 1,
  },
  "google/torn-down": {
    google_container_cluster: 1,
    google_storage_bucket: 2,
    google_logging_project_bucket_config: 1,
    google_logging_project_sink: 1,
    google_compute_network: 1,
    google_compute_address: 1,
    google_compute_global_address: 1,
  },
  "vsphere/a-year": {},
  "vsphere/a-minor-up": {},
  "vsphere/another-range": {},
  "vsphere/moved-zone": {},
  "vsphere/two-minors-up": { "talos_machine_configuration_apply:version": 3 },
  "vsphere/lost-zone": { "vsphere_virtual_machine:zone": 1 },
  "vsphere/renamed-pool": { vsphere_virtual_machine: 3 },
  "vsphere/smaller-control-plane": { vsphere_virtual_machine: 2, talos_machine_configuration_apply: 2 },
  "vsphere/replaced-by-request": { vsphere_virtual_machine: 1, talos_machine_configuration_apply: 1 },
  // With other secrets every machine gets another configuration, of which nothing is known before the apply.
  "vsphere/replaced-secrets": {
    talos_machine_secrets: 1,
    "talos_machine_configuration_apply:version": 3,
    "talos_machine_configuration_apply:api": 3,
    "talos_machine_configuration_apply:rbac": 3,
    "talos_machine_configuration_apply:HX-audit-log-retention": 3,
    "talos_machine_configuration_apply:nodes": 3,
  },
  "vsphere/replaced-protected-secrets": { "the plan": 1, talos_machine_secrets: 1 },
  "vsphere/torn-down": {
    vsphere_virtual_machine: 6,
    talos_machine_secrets: 1,
    talos_machine_bootstrap: 1,
    talos_machine_configuration_apply: 3,
    vsphere_folder: 1,
    vsphere_resource_pool: 3,
  },
};

test("every recorded plan has its judgement here", () => {
  const files = readdirSync(plans).flatMap((provider) =>
    readdirSync(join(plans, provider)).map((file) => `${provider}/${file.replace(".json", "")}`),
  );

  expect(files.sort()).toEqual(Object.keys(expected).sort());
});

test.each(Object.entries(expected))("%s", (name, findings) => {
  expect(refusals(name)).toEqual(findings);
});

test.each(Object.keys(expected))("%s is let through with the flags that it names, unless Terraform failed", (name) => {
  const plan = readPlan(recorded(name));
  const flags = judge(plan).findings.flatMap(({ allow }) => allow ?? []);

  expect(judge(plan, flags).findings).toEqual(plan.errored ? [expect.objectContaining({ address: "the plan" })] : []);
});

test.each(Object.keys(expected))("every flag of %s allows one finding", (name) => {
  const flags = judge(readPlan(recorded(name))).findings.flatMap(({ allow }) => allow ?? []);

  expect(flags).toEqual([...new Set(flags)]);
});

test("a cluster that somebody renames by accident is the first that is said", () => {
  const [, first, second] = judgementText(judge(readPlan(recorded("azure/renamed-cluster")))).split("\n");

  expect(first).toMatch(
    /^ {2}azurerm_kubernetes_cluster\.\S+ \(cluster\) {2}would be REPLACED because \S+ changes \(zaken(-nodes)? -> zakem(-nodes)?\)/,
  );
  expect(second).toBe("    9 nodes go with it, every volume claim on them, and what only its own API knows.");
});

test("what somebody opened outside Terraform, and a plan closes, is said", () => {
  expect(judge(readPlan(recorded("azure/opened-by-others"))).notes).toContainEqual(
    "azurerm_kubernetes_cluster.cluster_7C2BBDA8 was changed outside Terraform: api_server_access_profile",
  );
});
