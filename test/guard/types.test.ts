import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { guardedAws } from "../../lib/aws/reading/guarded";
import { guardedAzure } from "../../lib/azure/reading/guarded";
import { guardedBaseline } from "../../lib/baseline/guarded";
import { rules } from "../../lib/compliance/rules";
import { guardedGoogle } from "../../lib/google/reading/guarded";
import { guardedTalos } from "../../lib/talos/reading/guarded";
import { guardedVsphere } from "../../lib/vsphere/reading/guarded";
import { guardedType } from "../../lib/guard/guarded-types";
import { readStack } from "../../lib/core/reading/terraform-json";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

/** Types that may go and come again: what they are can be made anew from the code, and nothing is kept in them. */
const remade = new Set([
  "aws_default_security_group",
  "aws_efs_file_system_policy",
  "aws_eks_access_entry",
  "aws_eks_access_policy_association",
  "aws_eks_addon",
  "aws_eks_pod_identity_association",
  "aws_flow_log",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_kms_alias",
  "aws_kms_key_policy",
  "aws_launch_template",
  "aws_route",
  "aws_route_table",
  "aws_route_table_association",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_security_group",
  "aws_vpc_security_group_ingress_rule",
  "azurerm_federated_identity_credential",
  "azurerm_nat_gateway_public_ip_association",
  "azurerm_network_security_group",
  "azurerm_resource_group_policy_assignment",
  "azurerm_role_assignment",
  "azurerm_storage_management_policy",
  "azurerm_subnet_nat_gateway_association",
  "azurerm_subnet_network_security_group_association",
  "azurerm_user_assigned_identity",
  "google_compute_firewall",
  "google_dns_managed_zone_iam_member",
  "google_dns_record_set",
  "google_logging_project_exclusion",
  "google_project_iam_member",
  "google_project_service",
  "google_service_account",
  "google_service_account_iam_member",
  "google_storage_bucket_iam_member",
  "kubernetes_annotations",
  "kubernetes_secret_v1",
  "talos_cluster_kubeconfig",
  "terraform_data",
  "vsphere_compute_cluster_vm_anti_affinity_rule",
]);

// A type that nobody has thought about is one whose loss the guard would let through.
test.each(Object.keys(providers))("what a reference cluster on %s is made of is guarded, or may go and come again", (name) => {
  const provider = providers[name]?.();
  const { json } = synthesizeApp((app) => provider?.addStack(app, name, reference(name)));
  const types = new Set(readStack(name, name, json).resources.map(({ type }) => type));

  expect([...types].filter((type) => guardedType(type) === undefined && !remade.has(type))).toEqual([]);
});

test("what is said to be weakened is a rule of the report, where there is one", () => {
  const named = [guardedAws, guardedAzure, guardedBaseline, guardedGoogle, guardedTalos, guardedVsphere]
    .flatMap((types) => Object.values(types))
    .flatMap(({ safeguards = [] }) => safeguards.map(({ rule }) => rule));

  expect([...new Set(named)].filter((name) => !rules.some(({ id }) => id === name))).toEqual(["public-storage"]);
});

test("no type is both", () => {
  expect([...remade].filter((type) => guardedType(type) !== undefined)).toEqual([]);
});

test("a plan is judged without a binding, and without cdktf", () => {
  const judge = resolve(__dirname, "../../dist/lib/guard/judge.js");
  const script = `require(${JSON.stringify(judge)}); console.log(Object.keys(require.cache).join("\\n"))`;
  const loaded = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });

  expect(loaded).toContain("guarded");
  expect(loaded).not.toMatch(/node_modules\/(@cdktf|cdktf|cdktn)\//);
});
