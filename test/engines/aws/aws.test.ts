import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { AwsHavenStackProps } from "../../../stacks/aws-haven-stack";
import { administrator, awsProps, privateAccess } from "../../support/aws-props";
import { summary } from "../plan-summary";
import { cliConfig, findPlugin, findTerraform, Terraform } from "../terraform";
import { type Aws, startAws } from "./front";
import { findMoto } from "./moto";

const plugin = findPlugin("hashicorp/aws", (version) => version === "5.100.0");
const missing = [
  ...(findTerraform() ? [] : ["terraform"]),
  ...(plugin ? [] : ["aws plugin 5.100.0"]),
  ...(findMoto() ? [] : ["moto"]),
].join(" and ");
if (missing) console.log(`skipped: ${missing} not found`);
const whenInstalled = missing ? test.skip : test.concurrent;

const app = join(__dirname, "app.cjs");

/** What is inside the cluster has an engine test of its own. */
function stackProps(props: Partial<AwsHavenStackProps> = {}): string {
  return JSON.stringify({ ...awsProps(), baseline: { placement: "separate" }, ...props });
}

interface Bench {
  readonly aws: Aws;
  readonly terraform: Terraform;
  /** Writes the stack that Terraform runs next. */
  readonly synthesize: (props?: Partial<AwsHavenStackProps>) => void;
}

/** One stack in a folder of its own, applied to an AWS of its own, which must have had nothing to refuse. */
async function onBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), "haven-aws-"));
  const aws = await startAws();
  const terraform = new Terraform(join(outdir, "stacks/aws"), { mirrors: plugin ? [plugin.mirror] : [], env: aws.env });
  const synthesize: Bench["synthesize"] = (props = {}) => {
    execFileSync(process.execPath, [app], { env: { ...process.env, CDKTF_OUTDIR: outdir, ENGINE_PROPS: stackProps(props) } });
  };
  try {
    synthesize();
    await work({ aws, terraform, synthesize });
    expect(aws.refusals).toEqual([]);
  } finally {
    await aws.stop();
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A fleet that is applied all at once is no faster than the slowest of its things. */
const quickly = "-parallelism=40";

whenInstalled("a cluster is made, patched, upgraded, changed and taken down", () =>
  onBench(async ({ aws, terraform, synthesize }) => {
    await terraform.init();
    await terraform.validate();
    await terraform.apply(quickly);
    expect(summary(await terraform.plan())).toEqual([]);

    // What the autoscaler does is no change.
    const [group] = aws.eks.of("node-groups");
    Object.assign(group?.scalingConfig as object, { desiredSize: 2 });
    expect(summary(await terraform.plan())).toEqual([]);

    // A newer image is rolled out with the next apply, and nothing else is touched.
    aws.release = "1.61.0-4d5e6f70";
    expect(summary(await terraform.plan())).toEqual([
      "aws_eks_node_group update of release_version",
      "aws_eks_node_group update of release_version",
      "aws_eks_node_group update of release_version",
    ]);

    // A year of changes: a new minor, another machine, another pool, and what else is changed by day.
    aws.release = "1.62.0-8a9b0c1d";
    synthesize({
      kubernetesVersion: "1.37",
      tags: { owner: "team-zaken" },
      logging: { retentionDays: 400 },
      access: {
        mode: "restricted",
        allowedCidrs: ["203.0.113.0/24", "198.51.100.0/24"],
        administrators: { principalArns: [administrator, "arn:aws:iam::111111111111:user/pipeline"] },
      },
      nodePools: [
        { name: "apps", machineType: "m7i.xlarge", minNodes: 3, maxNodes: 12 },
        { name: "batch", machineType: "m7g.large", minNodes: 0, maxNodes: 3, spot: true, labels: { team: "zaken" } },
      ],
    });
    const change = await terraform.plan();
    const gone = change.changes.filter(({ change: { actions } }) => actions.includes("delete"));
    // Other nodes come first, and nothing but nodes goes.
    expect(gone.map(({ type, change: { actions } }) => `${type} ${actions.join(" and ")}`)).toEqual(
      Array(3).fill("aws_eks_node_group create and delete"),
    );
    await terraform.apply(quickly);
    expect(summary(await terraform.plan())).toEqual([]);
    expect(aws.eks.of("addons").map(({ addonVersion }) => addonVersion)).toEqual(Array(9).fill("v1.37.0-eksbuild.1"));

    await terraform.destroy(quickly);
    expect([...aws.eks.left, ...(await aws.left())]).toEqual([]);
  }),
);

whenInstalled("a private cluster without a way out, with every option, is made and taken down", () =>
  onBench(async ({ aws, terraform, synthesize }) => {
    synthesize({
      access: { ...privateAccess, allowedCidrs: ["10.0.0.0/16"], viewers: { principalArns: ["arn:aws:iam::111111111111:role/viewers"] } },
      upgrades: "none",
      network: {
        cidr: "10.41.0.0/22",
        podCidr: "100.64.0.0/16",
        egress: { type: "none" },
        peerings: [{ name: "old", vpcId: await aws.defaultVpcId(), cidrs: ["172.31.0.0/16"] }],
      },
      dns: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zone: "apps.gemeente.example", records: true },
      secretStore: { prefix: "zaken/production/" },
      encryption: { customerManagedKey: { keyArn: "arn:aws:kms:eu-central-1:111111111111:key/00000000-0000-0000-0000-000000000000" } },
      logging: { containerInsights: true },
      karpenter: true,
    });
    await terraform.init();
    await terraform.apply(quickly);
    expect(summary(await terraform.plan())).toEqual([]);
    await terraform.destroy(quickly);
    expect([...aws.eks.left, ...(await aws.left())]).toEqual([]);
  }),
);

whenInstalled("cdktf deploys the stack, and destroys it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "haven-cdktf-"));
  const aws = await startAws();
  writeFileSync(
    join(folder, "cdktf.json"),
    JSON.stringify({ language: "typescript", app: `${process.execPath} ${app}`, projectId: "engine" }),
  );
  writeFileSync(join(folder, "engine.tfrc"), cliConfig(plugin ? [plugin.mirror] : [], folder));
  const cdktf = async (...command: string[]) => {
    const env = {
      ...process.env,
      ...aws.env,
      ENGINE_PROPS: stackProps(),
      TF_CLI_CONFIG_FILE: join(folder, "engine.tfrc"),
      // It looks for terraform only, and the rest of this file may have found tofu.
      TERRAFORM_BINARY_NAME: findTerraform(),
      CHECKPOINT_DISABLE: "1",
    };
    const program = resolve(__dirname, "../../../node_modules/.bin/cdktf");
    const run = promisify(execFile)(program, [...command, "--auto-approve", "--skip-provider-lock", "--terraform-parallelism=40"], {
      cwd: folder,
      env,
      maxBuffer: 2 ** 26,
    });
    const { stdout } = await run.catch((problem: unknown) => {
      const { stdout: said, stderr } = problem as { stdout: string; stderr: string };
      throw new Error(said.slice(-4000) + stderr.slice(-4000));
    });
    return stdout;
  };
  try {
    expect(await cdktf("deploy", "aws")).toContain("aws eks update-kubeconfig --region eu-central-1 --name zaken");
    expect(aws.eks.of("node-groups")).toHaveLength(3);
    // The baseline was never applied: no cluster's API answers here.
    await cdktf("destroy", "aws", "--ignore-missing-stack-dependencies");
    expect([...aws.refusals, ...aws.eks.left, ...(await aws.left())]).toEqual([]);
  } finally {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

whenInstalled("a stack whose code owns the versions is planned without an account and without a network", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-offline-"));
  const env = {
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    AWS_ACCESS_KEY_ID: "none",
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const terraform = new Terraform(join(outdir, "stacks/aws"), { mirrors: plugin ? [plugin.mirror] : [], env });
  try {
    const given = stackProps({
      upgrades: "none",
      // What moto lacks is planned at least.
      network: {
        cidr: "10.41.0.0/16",
        egress: { type: "transit-gateway" },
        transitGateway: { id: "tgw-0123456789abcdef0" },
        ingress: { exposure: "public" },
      },
      backup: {},
      guardDuty: true,
      autoMode: { enabled: true },
    });
    execFileSync(process.execPath, [app], { env: { ...process.env, CDKTF_OUTDIR: outdir, ENGINE_PROPS: given, ENGINE_OFFLINE: "true" } });
    await terraform.init();
    const { changes } = await terraform.plan();
    expect(changes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["aws_eks_cluster", "aws_eks_node_group", "aws_efs_file_system"]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
});
