import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import fc from "fast-check";
import { buildReport, type FindingReport } from "../../lib/compliance";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

type Json = Record<string, unknown>;

/** Something that a person may add to an app, and the rules that it may contradict. */
interface Hostile {
  readonly name: string;
  /** Address, or `module.<name>`. */
  readonly address: string;
  readonly body: Json;
  readonly breaks: readonly string[];
  /** Whether it may contradict other rules too. @default false */
  readonly anything?: boolean;
  /** In which stack it is. @default the cluster's own */
  readonly beside?: boolean;
}

const nodes = ["multiaz", "privatenetworking"];
const everywhere: readonly Hostile[] = [
  { name: "a module", address: "module.any", body: { source: "./any" }, breaks: [...nodes, "HX-region", "HX-audit-log-retention"] },
  {
    name: "a module in another stack",
    address: "module.any",
    body: { source: "./any" },
    breaks: [...nodes, "HX-region", "HX-audit-log-retention"],
    beside: true,
  },
  {
    name: "a program that Terraform starts",
    address: "terraform_data.any",
    body: { provisioner: [{ "local-exec": { command: "./any" } }] },
    breaks: [...nodes, "haworkers", "rbac", "HX-public-api", "HX-region", "HX-audit-log-retention"],
    anything: true,
  },
  { name: "Karpenter", address: "helm_release.k", body: { name: "k", chart: "karpenter" }, breaks: nodes },
  { name: "a chart of a computed name", address: "helm_release.k", body: { name: "k", chart: { a: 1 } }, breaks: nodes },
  {
    name: "a pool of Karpenter's",
    address: "kubernetes_manifest.pool",
    body: { manifest: { apiVersion: "karpenter.sh/v1", kind: "NodePool" } },
    breaks: nodes,
  },
  { name: "a taint of nodes", address: "kubernetes_node_taint.t", body: { taint: [] }, breaks: ["haworkers"] },
  { name: "labels of nodes", address: "kubernetes_labels.l", body: { kind: "Node" }, breaks: ["multiaz"] },
  { name: "a resource of another cloud", address: "ovh_cloud_project_storage.s", body: { region_name: "BHS" }, breaks: ["HX-region"] },
  {
    name: "a resource of another cloud in another stack",
    address: "ovh_cloud_project_storage.s",
    body: { region_name: "BHS" },
    breaks: ["HX-region"],
    beside: true,
  },
];

/** Every form in which a pool may name its cluster, given how its provider names clusters. */
const named = (type: string, attribute: string, cluster: string, id: string, own: string, rest: Json): readonly Hostile[] =>
  Object.entries({
    "the id of the cluster": `\${${cluster}.id}`,
    "the name of the cluster": `\${${cluster}.name}`,
    "the name as text": own,
    "the id as text": id,
    "a local": "${local.cluster}",
    "a variable": "${var.cluster}",
    "a function": `\${join("", [${cluster}.name])}`,
    "a data source": `\${data.${cluster.split(".")[0]}.same.id}`,
  }).map(([form, value]) => ({
    name: `a pool that names its cluster by ${form}`,
    address: `${type}.extra`,
    body: { [attribute]: value, ...rest },
    breaks: ["privatenetworking"],
    // It may also be of spot machines, or without a size.
    anything: true,
  }));

const hostile: Readonly<Record<string, (cluster: string, name: string) => readonly Hostile[]>> = {
  aws: (cluster, name) => [
    ...named("aws_eks_node_group", "cluster_name", cluster, `arn:aws:eks:eu-central-1:111111111111:cluster/${name}`, name, {
      subnet_ids: ["subnet-1"],
    }),
    { name: "an autoscaling group", address: "aws_autoscaling_group.g", body: { min_size: 1 }, breaks: nodes },
    { name: "a machine", address: "aws_instance.i", body: { ami: "ami-1" }, breaks: nodes },
    {
      name: "machines in another stack",
      address: "aws_instance.i",
      body: { ami: "ami-1", region: "eu-central-1", provider: "aws.eu" },
      breaks: nodes,
      beside: true,
    },
    { name: "a Fargate profile", address: "aws_eks_fargate_profile.f", body: { cluster_name: name }, breaks: nodes },
    { name: "nodes that sleep at night", address: "aws_autoscaling_schedule.s", body: { min_size: 0 }, breaks: ["haworkers"] },
    {
      name: "a template",
      address: "aws_cloudformation_stack.s",
      body: { template_body: "{}" },
      breaks: [...nodes, "rbac", "HX-public-api"],
      anything: true,
    },
    {
      name: "a table with a replica",
      address: "aws_dynamodb_table.t",
      body: { replica: [{ region_name: "us-east-1" }] },
      breaks: ["HX-region"],
    },
    {
      name: "a replica of a computed place",
      address: "aws_dynamodb_table.t",
      body: { dynamic: { replica: { content: { region_name: "${each.key}" } } } },
      breaks: ["HX-region"],
    },
    {
      name: "a secret with a replica",
      address: "aws_secretsmanager_secret.s",
      body: { replica: { region: "us-east-1" } },
      breaks: ["HX-region"],
    },
    { name: "a disk in a zone elsewhere", address: "aws_ebs_volume.v", body: { availability_zone: "us-east-1a" }, breaks: ["HX-region"] },
    {
      name: "a bucket elsewhere in another stack",
      address: "aws_s3_bucket.b",
      body: { region: "us-east-1" },
      breaks: ["HX-region"],
      beside: true,
    },
  ],
  azure: (cluster, name) => [
    ...named(
      "azurerm_kubernetes_cluster_node_pool",
      "kubernetes_cluster_id",
      cluster,
      `/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/${name.toUpperCase()}`,
      name,
      { node_public_ip_enabled: true },
    ),
    { name: "a scale set", address: "azurerm_linux_virtual_machine_scale_set.s", body: { instances: 1 }, breaks: nodes },
    {
      name: "a change past the provider",
      address: "azapi_update_resource.u",
      body: { type: "Microsoft.ContainerService/managedClusters@2025-01-01" },
      breaks: [...nodes, "rbac", "HX-public-api", "HX-secrets-encryption"],
      anything: true,
    },
    {
      name: "a template",
      address: "azurerm_resource_group_template_deployment.t",
      body: {},
      breaks: [...nodes, "rbac", "HX-public-api"],
      anything: true,
    },
    {
      name: "audit events kept shorter",
      address: "azurerm_log_analytics_workspace_table.t",
      body: { name: "AKSAuditAdmin", workspace_id: "${azurerm_log_analytics_workspace.WORKSPACE.id}", retention_in_days: 30 },
      breaks: ["HX-audit-log-retention"],
    },
    {
      name: "a registry with a copy",
      address: "azurerm_container_registry.r",
      body: { georeplications: [{ location: "eastus" }] },
      breaks: ["HX-region"],
    },
    {
      name: "a copy in the paired region",
      address: "azurerm_storage_account.s",
      body: { account_replication_type: "GRS", location: "westeurope" },
      breaks: ["HX-region"],
    },
    {
      name: "storage elsewhere in another stack",
      address: "azurerm_storage_account.s",
      body: { location: "East US" },
      breaks: ["HX-region"],
      beside: true,
    },
  ],
  google: (cluster, name) => [
    ...named("google_container_node_pool", "cluster", cluster, `projects/p/locations/europe-west4/clusters/${name}`, name, {
      network_config: { enable_private_nodes: false },
    }),
    { name: "a machine", address: "google_compute_instance.i", body: { zone: "europe-west4-a" }, breaks: nodes },
    { name: "a group of machines", address: "google_compute_region_instance_group_manager.g", body: {}, breaks: nodes },
    { name: "a disk elsewhere", address: "google_compute_disk.d", body: { zone: "us-east1-b" }, breaks: ["HX-region"] },
    {
      name: "a secret that Google places",
      address: "google_secret_manager_secret.s",
      body: { replication: { auto: {} } },
      breaks: ["HX-region"],
    },
    {
      name: "a secret with a replica",
      address: "google_secret_manager_secret.s",
      body: { replication: { user_managed: { replicas: [{ location: "us-east1" }] } } },
      breaks: ["HX-region"],
    },
    {
      name: "a bucket over two places",
      address: "google_storage_bucket.b",
      body: { location: "EU", custom_placement_config: { data_locations: ["US-EAST1"] } },
      breaks: ["HX-region"],
    },
    {
      name: "everyone as administrator",
      address: "google_project_iam_member.m",
      body: { role: "roles/container.admin", member: "allAuthenticatedUsers" },
      breaks: ["HX-public-api"],
    },
  ],
  vsphere: () => [
    { name: "a machine", address: "vsphere_virtual_machine.m", body: { name: "m" }, breaks: nodes },
    {
      name: "a configuration for a machine",
      address: "talos_machine_configuration_apply.a",
      body: { node: "10.0.0.9" },
      breaks: nodes,
      // It may be for a machine of this cluster, and then it may say anything.
      anything: true,
    },
  ],
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The reference cluster of a provider in an app with an empty stack beside it, synthesized once. */
function synthesized(provider: string) {
  const outdir = mkdtempSync(join(tmpdir(), "haven-world-"));
  folders.push(outdir);
  const app = new App({ outdir });
  providers[provider]?.().addStack(app, "zaken", reference(provider));
  new TerraformStack(app, "beside");
  app.synth();
  const files = Object.fromEntries(["zaken", "beside"].map((stack) => [stack, join(outdir, "stacks", stack, "cdk.tf.json")]));
  const texts = Object.fromEntries(Object.entries(files).map(([stack, file]) => [stack, readFileSync(file, "utf8")]));
  const json = JSON.parse(texts.zaken ?? "") as { resource: Record<string, Record<string, Json>> };
  /** Statuses after things were added to the JSON, as code or an escape hatch may. */
  const after = (added: readonly Hostile[]): ReadonlyMap<string, FindingReport> => {
    for (const [stack, file] of Object.entries(files)) {
      const all = JSON.parse(texts[stack] ?? "") as Json;
      for (const { address, body, beside } of added) {
        if ((beside === true) !== (stack === "beside")) continue;
        const [type = "", id = ""] = address.split(".");
        if (type === "module") all.module = { ...(all.module as Json | undefined), [id]: body };
        else {
          const resource = (all.resource ??= {}) as Record<string, Json>;
          resource[type] = { ...resource[type], [id]: body };
        }
      }
      if (stack === "beside") all.provider = { aws: [{ alias: "eu", region: "eu-central-1" }, { region: "eu-central-1" }] };
      if (stack === "zaken") {
        const [type = "", id = ""] = cluster.split(".");
        all.locals = { ...(all.locals as Json | undefined), cluster: `\${${cluster}.name}` };
        all.data = { ...(all.data as Json | undefined), [type]: { same: { name: json.resource[type]?.[id]?.name } } };
      }
      writeFileSync(file, JSON.stringify(all));
    }
    const [report] = buildReport(app).clusters;
    return new Map([...(report?.checks ?? []), ...(report?.findings ?? [])].map((finding) => [finding.id, finding]));
  };
  const clusterTypes = ["aws_eks_cluster", "azurerm_kubernetes_cluster", "google_container_cluster", "talos_machine_secrets"];
  const type = clusterTypes.find((each) => each in json.resource) ?? "";
  const cluster = `${type}.${Object.keys(json.resource[type] ?? {})[0]}`;
  const name = String(json.resource[type]?.[cluster.split(".")[1] ?? ""]?.name ?? "");
  const workspace = Object.keys(json.resource.azurerm_log_analytics_workspace ?? {})[0] ?? "";
  const all = [...everywhere, ...(hostile[provider]?.(cluster, name) ?? [])].map((each) => ({
    ...each,
    body: JSON.parse(JSON.stringify(each.body).replaceAll("WORKSPACE", workspace)) as Json,
  }));
  return { after, all };
}

describe.each(Object.keys(providers))("%s", (provider) => {
  let world: ReturnType<typeof synthesized>;
  beforeAll(() => {
    world = synthesized(provider);
  });

  test("each thing that may contradict a rule takes its guarantee, and the report names it", () => {
    const before = world.after([]);
    const still = world.all.flatMap((one) => {
      const found = world.after([one]);
      return one.breaks.flatMap((id) => {
        const finding = found.get(id);
        const wasGuaranteed = before.get(id)?.status === "guaranteed";
        const isNamed = finding?.status === "failed" || JSON.stringify(finding).includes(one.address) || one.address.includes("iam_member");
        return finding?.status === "guaranteed" || (wasGuaranteed && !isNamed) ? [`${one.name}: ${id} ${finding?.status}`] : [];
      });
    });

    expect(still).toEqual([]);
  });

  test("and leaves every other guarantee as it was", () => {
    const before = world.after([]);
    const lost = world.all.flatMap((one) =>
      [...world.after([one]).values()].flatMap(({ id, status }) =>
        before.get(id)?.status === "guaranteed" && status !== "guaranteed" && !one.breaks.includes(id) && !one.anything
          ? [`${one.name}: ${id} ${status}`]
          : [],
      ),
    );

    expect(lost).toEqual([]);
  });

  test("whatever is added together, no guarantee is left that one of them breaks", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...world.all.keys()], { minLength: 2, maxLength: 5 }), (picked) => {
        const added = picked.flatMap((index) => world.all[index] ?? []);
        const found = world.after(added);
        for (const id of added.flatMap(({ breaks }) => breaks)) expect([id, found.get(id)?.status]).not.toEqual([id, "guaranteed"]);
      }),
      { numRuns: 25 },
    );
  });
});
