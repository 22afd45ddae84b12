import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { GoogleHavenClusterProps } from "../../../lib/google";
import { providers } from "../../../stacks/providers";
import { googleProps, privateAccess, restrictedAccess } from "../../support/google-props";
import { startGoogle } from "../google/google-server";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { compareWithRecorded, edit } from "./recorded";

const plugin = findPlugin("hashicorp/google", (version) => version.startsWith("6."));
const missing = [...(findTerraform() ? [] : ["terraform"]), ...(plugin ? [] : ["google plugin"])].join(" and ");
if (missing) console.log(`skipped: ${missing} not found`);
const whenInstalled = missing ? test.skip : test;

const apps = { name: "apps", machineType: "e2-standard-4", minNodes: 3, maxNodes: 9 };
const batch = { name: "batch", machineType: "e2-standard-4", minNodes: 3, maxNodes: 6 };

whenInstalled("plans on Google Cloud are judged as they were recorded", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-google-"));
  const folder = join(outdir, "stacks/google");
  const server = await startGoogle();
  const terraform = new Terraform(folder, { mirrors: plugin ? [plugin.mirror] : [], env: server.env });
  const google = providers.google?.();
  const synthesize = (props: Partial<GoogleHavenClusterProps> = {}) => {
    const app = new App({ outdir });
    const given = googleProps({ access: restrictedAccess, nodePools: [apps, batch], ...props });
    google?.addStack(app, "google", { ...given, baseline: { placement: "separate" }, velero: {} });
    app.synth();
  };
  const judged = async (name: string, ...extra: string[]) => {
    compareWithRecorded(`google/${name}`, await terraform.planFile(...extra));
  };
  try {
    synthesize();
    await terraform.init();
    await judged("first");
    await terraform.apply("-parallelism=40");

    synthesize({
      tags: { owner: "team-zaken" },
      logging: { retentionDays: 400 },
      nodePools: [{ ...apps, machineType: "e2-standard-8", maxNodes: 12 }, batch],
    });
    await judged("a-year");
    synthesize({ name: "zakem" });
    await judged("renamed-cluster");
    synthesize({ name: "zakem", deletionProtection: true });
    await judged("renamed-protected-cluster");
    synthesize({ nodePools: [{ ...apps, name: "web" }, batch] });
    await judged("renamed-pool");
    synthesize({ nodePools: [apps] });
    await judged("removed-pool");
    synthesize({ nodePools: [{ ...apps, zones: ["europe-west4-a", "europe-west4-b"] }, batch] });
    await judged("lost-zone");
    synthesize({ logging: { retentionDays: 90 } });
    await judged("shorter-audit-log");
    synthesize({ network: { cidr: "10.50.0.0/16" } });
    await judged("renumbered-network");
    synthesize({ access: { mode: "identity", administrators: privateAccess.administrators } });
    await judged("named-api");
    synthesize();
    edit(folder, (stack) => {
      const [cluster] = Object.values(stack.resource.google_container_cluster ?? {});
      Object.assign(cluster?.master_authorized_networks_config as object, { cidr_blocks: [{ cidr_block: "0.0.0.0/0" }] });
    });
    await judged("opened-api");
    synthesize();
    await judged("torn-down", "-destroy");
  } finally {
    await server.stop();
    rmSync(outdir, { recursive: true, force: true });
  }
});
