import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Knowledge of a provider is in that provider's folder. Not a provider's term: an address of Terraform's own backends, a protocol of object
 * storage, the image of a program, and the form of a secret.
 */
const allowed: Readonly<Record<string, RegExp>> = {
  "cli/doctor/machine.ts": /s3/i,
  "cli/doctor.ts": /s3/i,
  "cli/pipeline-files.ts": /azure-(devops|pipelines)/,
  "cli/pipeline-jobs.ts": /azure ?devops/i,
  "cli/pipeline.ts": /azure ?-?devops/i,
  "lib/baseline/charts.ts": /velero/,
  "lib/baseline/log-store.ts": /azure|gcs|s3/,
  "lib/baseline/velero.ts": /azure|gcp|gcs|s3|aws/,
  "lib/core/storage/object-storage.ts": /azure|gcs|s3|aws sdk/i,
  "lib/core/addresses/store-authority.ts": /aws sdk/i,
  "lib/core/terraform/backend.ts": /azure|entra|gcs|google|s3/i,
  "lib/talos/config/access.ts": /for example Entra ID/,
  "lib/talos/config/cluster.ts": /speaks S3/,
  "lib/talos/config/object-storage.ts": /s3/i,
  "lib/talos/reading/architecture.ts": /"S3"/,
  "lib/core/text/credentials.ts": /azure|entra|aws|akia/i,
  "stacks/backend.ts": /azurerm|s3|gcs/i,
};

const root = resolve(__dirname, "../..");
const providers = readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
  .flatMap((file) => /^(\w+)\/provider\.ts$/.exec(file)?.[1] ?? [])
  .sort();
const terms = new RegExp(
  `\\b(${[...providers, "aks", "eks", "gke", "azurerm", "entra", "gcp", "gcs", "s3", "vcenter"].join("|")})\\b`,
  "i",
);
const ofProvider = new RegExp(`^(?:lib/(?:${providers.join("|")})|stacks/(?:${providers.join("|")})-\\w+-stack\\.ts)`);

const files = ["lib", "cli", "stacks"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith(".ts") && !file.includes("/generated/") && !ofProvider.test(file)),
);

test("no file outside a provider's folder contains a provider's terms", () => {
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      // An example of a value in a doc comment names some provider.
      .filter((line) => terms.test(line) && !/for example `/.test(line) && !allowed[file]?.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

  expect(found).toEqual([]);
});

test("every exception is still needed", () => {
  expect(Object.keys(allowed).filter((file) => !files.includes(file) || !terms.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});
