import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { AwsStateStack } from "../../../stacks/aws-state-stack";
import { AzureStateStack } from "../../../stacks/azure-state-stack";
import { GoogleStateStack } from "../../../stacks/google-state-stack";
import { findPlugin, findTerraform, Terraform } from "../terraform";

const tags = { owner: "team-platform" };
const stacks: Readonly<Record<string, (app: App) => unknown>> = {
  azurerm: (app) => {
    const backend = { type: "azurerm", resourceGroupName: "state", storageAccountName: "havenstate", containerName: "tfstate" } as const;
    const groupIds = ["11111111-1111-1111-1111-111111111111"];
    return new AzureStateStack(app, "state", { backend, tags, inside: false, region: "westeurope", groupIds, principalIds: [] });
  },
  aws: (app) =>
    new AwsStateStack(app, "state", { backend: { type: "s3", bucket: "haven-state", region: "eu-central-1" }, tags, inside: false }),
  google: (app) => {
    const members = ["group:beheer@gemeente.nl"];
    return new GoogleStateStack(app, "state", {
      backend: { type: "gcs", bucket: "haven-state" },
      tags,
      inside: false,
      region: "europe-west4",
      members,
    });
  },
};

test.each(Object.keys(stacks))("the real provider %s takes the place for the state as it is synthesized", async (name) => {
  const plugin = findPlugin(`hashicorp/${name}`, () => true);
  if (!plugin || !findTerraform()) {
    console.log(`skipped: ${name} plugin or terraform not found`);
    return;
  }
  const outdir = mkdtempSync(join(tmpdir(), "haven-state-engine-"));
  try {
    const app = new App({ outdir });
    stacks[name]?.(app);
    app.synth();
    const folder = join(outdir, "stacks/state");
    // The one of AWS that lies here is older than what the stack asks for.
    const file = join(folder, "cdk.tf.json");
    const json = JSON.parse(readFileSync(file, "utf8")) as { terraform: { required_providers: Record<string, { version?: string }> } };
    for (const required of Object.values(json.terraform.required_providers)) delete required.version;
    writeFileSync(file, JSON.stringify(json));
    const terraform = new Terraform(folder, { mirrors: [plugin.mirror] });
    await terraform.init();
    await terraform.validate();
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
