import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AwsHavenStackProps } from "../../../stacks/aws-haven-stack";
import { awsProps } from "../../support/aws-props";
import { startAws } from "../aws/front";
import { findMoto } from "../aws/moto";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { compareWithRecorded, edit } from "./recorded";

const plugin = findPlugin("hashicorp/aws", (version) => version === "5.100.0");
const missing = [
  ...(findTerraform() ? [] : ["terraform"]),
  ...(plugin ? [] : ["aws plugin 5.100.0"]),
  ...(findMoto() ? [] : ["moto"]),
].join(" and ");
if (missing) console.log(`skipped: ${missing} not found`);
const whenInstalled = missing ? test.skip : test;

const app = join(__dirname, "../aws/app.cjs");
const apps = { name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9 };
const batch = { name: "batch", machineType: "m7i.large", minNodes: 3, maxNodes: 6 };

whenInstalled("plans on AWS are judged as they were recorded", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-aws-"));
  const folder = join(outdir, "stacks/aws");
  const aws = await startAws();
  const terraform = new Terraform(folder, { mirrors: plugin ? [plugin.mirror] : [], env: aws.env });
  const synthesize = (props: Partial<AwsHavenStackProps> = {}) => {
    const given = { ...awsProps(), kubernetesVersion: "1.35", nodePools: [apps, batch], baseline: { placement: "separate" }, ...props };
    execFileSync(process.execPath, [app], { env: { ...process.env, CDKTF_OUTDIR: outdir, ENGINE_PROPS: JSON.stringify(given) } });
  };
  const judged = async (name: string, ...extra: string[]) => {
    compareWithRecorded(`aws/${name}`, await terraform.planFile(...extra));
  };
  try {
    synthesize();
    await terraform.init();
    await judged("first");
    await terraform.apply("-parallelism=40");

    synthesize({
      tags: { owner: "team-zaken" },
      logging: { retentionDays: 400 },
      nodePools: [{ ...apps, machineType: "m7i.xlarge", maxNodes: 12 }, batch],
    });
    await judged("a-year");
    synthesize({ kubernetesVersion: "1.36" });
    await judged("a-minor-up");
    synthesize({ kubernetesVersion: "1.37" });
    await judged("two-minors-up");
    synthesize({ name: "zakem" });
    await judged("renamed-cluster");
    synthesize({ name: "zakem", deletionProtection: true });
    await judged("renamed-protected-cluster");
    synthesize({ nodePools: [{ ...apps, name: "web" }] });
    await judged("renamed-pools");
    synthesize({ nodePools: [apps] });
    await judged("removed-pool");
    synthesize({ nodePools: [apps, batch].map((pool) => ({ ...pool, zones: ["eu-central-1a", "eu-central-1b"] })) });
    await judged("lost-zone");
    synthesize({ logging: { retentionDays: 90 } });
    await judged("shorter-audit-log");
    synthesize({ network: { cidr: "10.50.0.0/16" } });
    await judged("renumbered-network");
    synthesize();
    edit(folder, (stack) => {
      const [cluster] = Object.values(stack.resource.aws_eks_cluster ?? {});
      Object.assign(cluster?.vpc_config as object, { public_access_cidrs: ["0.0.0.0/0"] });
    });
    await judged("opened-api");
    synthesize();
    await judged("torn-down", "-destroy");
  } finally {
    await aws.stop();
    rmSync(outdir, { recursive: true, force: true });
  }
});
