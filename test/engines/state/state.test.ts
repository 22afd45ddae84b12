import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { AwsStateStack } from "../../../stacks/aws-state-stack";
import { AzureStateStack } from "../../../stacks/azure-state-stack";
import { GoogleStateStack } from "../../../stacks/google-state-stack";
import { startAws } from "../aws/front";
import { findMoto } from "../aws/moto";
import { startArmServer } from "../azure/arm-server";
import { enableApis } from "../google/google-api";
import { startGoogle } from "../google/google-server";
import { summary } from "../plan-summary";
import { findPlugin, findTerraform, Terraform } from "../terraform";

interface Cloud {
  readonly env: Readonly<Record<string, string>>;
  /** What the cloud had to refuse. */
  readonly refusals: readonly string[];
  readonly stop: () => Promise<void>;
}

interface Place {
  readonly lacks?: () => string | undefined;
  readonly start: () => Promise<Cloud>;
  readonly addStack: (app: App) => unknown;
  /** What the provider block must say on loopback. */
  readonly provider?: object;
  /** What can't be destroyed. */
  readonly kept: string;
}

const tags = { owner: "team-platform" };
const places: Readonly<Record<string, Place>> = {
  azurerm: {
    start: async () => {
      const server = await startArmServer();
      return { env: server.env, refusals: server.violations, stop: () => server.stop() };
    },
    addStack: (app) => {
      const backend = { type: "azurerm", resourceGroupName: "state", storageAccountName: "havenstate", containerName: "tfstate" } as const;
      const people = { groupIds: ["11111111-1111-1111-1111-111111111111"], principalIds: ["22222222-2222-2222-2222-222222222222"] };
      return new AzureStateStack(app, "state", { backend, tags, inside: false, region: "westeurope", ...people });
    },
    kept: "azurerm_storage_account.account",
  },
  aws: {
    lacks: () => (findMoto() ? undefined : "moto"),
    start: () => startAws(),
    addStack: (app) =>
      new AwsStateStack(app, "state", { backend: { type: "s3", bucket: "haven-state", region: "eu-central-1" }, tags, inside: false }),
    provider: { max_retries: 2, s3_use_path_style: true, skip_credentials_validation: true, skip_metadata_api_check: true },
    kept: "aws_s3_bucket.bucket",
  },
  google: {
    start: async () => {
      const { env, store, stop } = await startGoogle();
      enableApis(store, "gemeente-zaken", ["storage.googleapis.com"]);
      return { env, refusals: store.refusals, stop };
    },
    addStack: (app) => {
      const backend = { type: "gcs", bucket: "haven-state" } as const;
      const members = ["group:beheer@gemeente.nl"];
      return new GoogleStateStack(app, "state", {
        backend,
        tags,
        inside: false,
        region: "europe-west4",
        projectId: "gemeente-zaken",
        members,
      });
    },
    kept: "google_storage_bucket.bucket",
  },
};

test.concurrent.each(Object.entries(places))(
  "with the real provider %s a place for the state is made, and isn't destroyed",
  async (name, place) => {
    const plugin = findPlugin(`hashicorp/${name}`, () => true);
    const missing = [...(findTerraform() ? [] : ["terraform"]), ...(plugin ? [] : [`${name} plugin`])].join(" and ") || place.lacks?.();
    if (!plugin || missing) {
      console.log(`skipped: ${missing} not found`);
      return;
    }
    const outdir = mkdtempSync(join(tmpdir(), "haven-state-engine-"));
    const cloud = await place.start();
    try {
      const app = new App({ outdir });
      place.addStack(app);
      app.synth();
      const folder = join(outdir, "stacks/state");
      adapt(join(folder, "cdk.tf.json"), place.provider);
      const terraform = new Terraform(folder, { mirrors: [plugin.mirror], env: cloud.env });
      await terraform.init();
      await terraform.apply();
      expect(summary(await terraform.plan())).toEqual([]);

      await expect(terraform.destroy()).rejects.toThrow(/prevent_destroy/);
      expect(summary(await terraform.plan())).toEqual([]);
      expect(cloud.refusals).toEqual([]);
    } finally {
      await cloud.stop();
      rmSync(outdir, { recursive: true });
    }
  },
);

/** Tells the provider where the cloud is; the one of AWS that lies here is older than what the stack asks for. */
function adapt(file: string, provider: object = {}): void {
  const stack = JSON.parse(readFileSync(file, "utf8")) as {
    readonly terraform: { readonly required_providers: Record<string, { version?: string }> };
    readonly provider: Record<string, object[]>;
  };
  for (const required of Object.values(stack.terraform.required_providers)) delete required.version;
  for (const [block = {}] of Object.values(stack.provider)) Object.assign(block, provider);
  writeFileSync(file, JSON.stringify(stack));
}
