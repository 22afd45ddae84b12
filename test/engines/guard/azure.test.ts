import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { AzureHavenStack, type AzureHavenStackProps } from "../../../stacks/azure-haven-stack";
import { azureProps } from "../../support/azure-props";
import { startArmServer } from "../azure/arm-server";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { compareWithRecorded, edit, type Stack } from "./recorded";

const plugin = findPlugin("hashicorp/azurerm", (version) => /^4\.(6[89]|[7-9]\d)\./.test(version));
const missing = [...(findTerraform() ? [] : ["terraform"]), ...(plugin ? [] : ["azurerm plugin"])].join(" and ");
if (missing) console.log(`skipped: ${missing} not found`);
const whenInstalled = missing ? test.skip : test;

const apps = { name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 };
const batch = { name: "batch", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 6 };

const first = (stack: Stack, type: string) => Object.entries(stack.resource[type] ?? {})[0] ?? ["", {}];

/** Takes a resource out of the code, or gives it another name. */
function rename(stack: Stack, type: string, part: string, to?: string): string {
  const made = stack.resource[type] ?? {};
  const from = Object.keys(made).find((key) => key.includes(part)) ?? "";
  stack.resource[type] = Object.fromEntries(
    Object.entries(made).flatMap(([key, resource]) => (key !== from ? [[key, resource]] : to === undefined ? [] : [[to, resource]])),
  );
  // Terraform takes no type without a resource.
  if (Object.keys(stack.resource[type]).length === 0) Reflect.deleteProperty(stack.resource, type);
  return `${type}.${from}`;
}

whenInstalled("plans on Azure are judged as they were recorded", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-azure-"));
  const folder = join(outdir, "stacks/zaken");
  mkdirSync(folder, { recursive: true });
  const server = await startArmServer();
  const terraform = new Terraform(folder, { mirrors: plugin ? [plugin.mirror] : [], env: server.env });
  const synthesize = (props: Partial<AzureHavenStackProps> = {}, upgrade = "") => {
    process.env.HAVEN_UPGRADE = upgrade;
    const app = new App({ outdir });
    const given = { ...azureProps(), kubernetesVersion: "1.35", nodePools: [apps, batch], azurePolicy: "off", ...props } as const;
    new AzureHavenStack(app, "zaken", { ...given, baseline: { placement: "separate" } });
    app.synth();
    delete process.env.HAVEN_UPGRADE;
  };
  const judged = async (name: string, ...extra: string[]) => {
    compareWithRecorded(`azure/${name}`, await terraform.planFile(...extra));
  };
  try {
    synthesize();
    await terraform.init();
    await judged("first");
    await terraform.apply("-parallelism=40");

    synthesize({
      tags: { owner: "team-zaken" },
      maintenance: { day: "tuesday" },
      logging: { retentionDays: 365 },
      nodePools: [{ ...apps, machineType: "Standard_D8ds_v5", minNodes: 4, maxNodes: 12 }, batch],
    });
    await judged("a-year");
    synthesize({ kubernetesVersion: "1.36" }, "zaken");
    await judged("a-minor-up");
    synthesize({ kubernetesVersion: "1.37" }, "zaken");
    await judged("two-minors-up");
    synthesize({ name: "zakem" });
    await judged("renamed-cluster");
    synthesize({ name: "zakem", deletionProtection: true });
    await judged("renamed-protected-cluster");
    synthesize({ nodePools: [{ ...apps, name: "web" }, batch] });
    await judged("renamed-pool");
    synthesize({ nodePools: [apps] });
    await judged("removed-pool");
    synthesize({ nodePools: [{ ...apps, zones: ["1", "2"] }, batch] });
    await judged("lost-zone");
    synthesize({ logging: { retentionDays: 90 } });
    await judged("shorter-audit-log");
    synthesize({ network: { cidr: "10.50.0.0/16" } });
    await judged("renumbered-network");
    synthesize();
    edit(folder, (stack) => {
      const [, cluster] = first(stack, "azurerm_kubernetes_cluster");
      Object.assign(cluster.api_server_access_profile as object, { authorized_ip_ranges: ["0.0.0.0/0"] });
    });
    await judged("opened-api");
    synthesize();
    edit(folder, (stack) => {
      stack.moved = [
        {
          from: rename(stack, "azurerm_kubernetes_cluster_node_pool", "batch", "elsewhere"),
          to: "azurerm_kubernetes_cluster_node_pool.elsewhere",
        },
      ];
      stack.removed = [{ from: rename(stack, "azurerm_monitor_diagnostic_setting", ""), lifecycle: { destroy: false } }];
    });
    await judged("moved-and-forgotten");
    synthesize();
    await judged("torn-down", "-destroy");
    edit(folder, (stack) => {
      const [files] = Object.keys(stack.resource.azurerm_storage_account ?? {}).filter((key) => key.includes("files"));
      Object.assign(stack.resource.azurerm_storage_account?.[files ?? ""] ?? {}, { lifecycle: { create_before_destroy: true } });
    });
    await judged("replaced-by-request", "-replace=azurerm_storage_account.cluster_storage_files_C0C78154");
    await judged("a-part", "-target=azurerm_virtual_network.cluster_network_48CBFB31");

    // Somebody opens the API in the portal: what the plan does is to close it.
    synthesize();
    const [made] = server.store.ofType("Microsoft.ContainerService/managedClusters");
    const { apiServerAccessProfile } = made?.properties as { apiServerAccessProfile: { authorizedIPRanges: string[] } };
    apiServerAccessProfile.authorizedIPRanges = ["0.0.0.0/0"];
    await judged("opened-by-others");
  } finally {
    await server.stop();
    rmSync(outdir, { recursive: true, force: true });
  }
});
