import { App } from "cdktf";
import type { ClusterFile } from "../../lib/config";
import { type Synthesized, synthesizeApp } from "../../lib/testing";
import { addStateStack, placeProblem, statePlaces } from "../../stacks/state-places";
import { AwsStateStack } from "../../stacks/aws-state-stack";
import { AzureStateStack } from "../../stacks/azure-state-stack";
import { GoogleStateStack } from "../../stacks/google-state-stack";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const tags = { owner: "team-platform" };
const azurerm = { type: "azurerm", resourceGroupName: "haven-state", storageAccountName: "havenstate", containerName: "tfstate" } as const;
const s3 = { type: "s3", bucket: "haven-state", region: "eu-central-1" } as const;
const gcs = { type: "gcs", bucket: "haven-state" } as const;

const stacks: Readonly<Record<string, (inside: boolean) => Synthesized>> = {
  azurerm: (inside) =>
    synthesizeApp((app) => {
      const people = { groupIds: ["11111111-1111-1111-1111-111111111111"], principalIds: ["22222222-2222-2222-2222-222222222222"] };
      new AzureStateStack(app, "state", { backend: azurerm, tags, inside, region: "westeurope", ...people });
    }),
  s3: (inside) =>
    synthesizeApp((app) => {
      new AwsStateStack(app, "state", { backend: s3, tags, inside });
    }),
  gcs: (inside) =>
    synthesizeApp((app) => {
      const members = ["group:beheer@gemeente.nl"];
      new GoogleStateStack(app, "state", { backend: gcs, tags, inside, region: "europe-west4", projectId: "haven", members });
    }),
};
const of = (kind: string, inside = false) => stacks[kind]?.(inside) ?? fail(kind);
function fail(kind: string): never {
  throw new Error(kind);
}

test.each(Object.keys(stacks))("the state of a place in %s is on this machine first, and in the place itself after that", (kind) => {
  const backendOf = ({ json }: Synthesized) => (json.terraform as { backend: object }).backend;

  expect(backendOf(of(kind))).toEqual({ local: { path: "../../../terraform.state.tfstate" } });
  expect(Object.keys(backendOf(of(kind, true)))).toEqual([kind]);
});

test("on Azure it has three zones, versions, no keys, no anonymous reading, and can't be destroyed", () => {
  const stack = of("azurerm");

  expect(stack.resource("azurerm_storage_account")).toMatchObject({
    name: "havenstate",
    account_replication_type: "ZRS",
    min_tls_version: "TLS1_2",
    shared_access_key_enabled: false,
    allow_nested_items_to_be_public: false,
    blob_properties: { versioning_enabled: true, delete_retention_policy: { days: 90 }, container_delete_retention_policy: { days: 90 } },
    lifecycle: { prevent_destroy: true },
  });
  expect(stack.resource("azurerm_storage_container")).toMatchObject({
    name: "tfstate",
    container_access_type: "private",
    lifecycle: { prevent_destroy: true },
  });
  expect(stack.resource("azurerm_resource_group")).toMatchObject({ name: "haven-state", lifecycle: { prevent_destroy: true } });
  expect(
    stack.resources("azurerm_role_assignment").map(({ principal_type, role_definition_name }) => [principal_type, role_definition_name]),
  ).toEqual([
    ["Group", "Storage Blob Data Contributor"],
    ["ServicePrincipal", "Storage Blob Data Contributor"],
  ]);
});

test("on AWS it has versions and encryption, is closed to the public, and can't be destroyed", () => {
  const stack = of("s3");

  expect(stack.resource("aws_s3_bucket")).toMatchObject({ bucket: "haven-state", lifecycle: { prevent_destroy: true } });
  expect(stack.resource("aws_s3_bucket_versioning")).toMatchObject({ versioning_configuration: { status: "Enabled" } });
  expect(stack.resource("aws_s3_bucket_public_access_block")).toMatchObject({
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(stack.resource("aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
  });
  const policy = String(stack.resource("aws_s3_bucket_policy").policy);
  expect(policy).toContain("aws:SecureTransport");
  expect(policy).toContain("s3:DeleteBucket");
});

test("on Google it has versions, no public access, and can't be destroyed", () => {
  const stack = of("gcs");

  expect(stack.resource("google_storage_bucket")).toMatchObject({
    name: "haven-state",
    location: "EUROPE-WEST4",
    uniform_bucket_level_access: true,
    public_access_prevention: "enforced",
    versioning: { enabled: true },
    lifecycle: { prevent_destroy: true },
  });
  expect(stack.resource("google_storage_bucket_iam_member")).toMatchObject({
    role: "roles/storage.objectUser",
    member: "group:beheer@gemeente.nl",
  });
});

const file = (name: string, config: object, provider = "azure") => ({ name, provider, config }) as unknown as ClusterFile;

test("a place that several clusters name is made once, and one that no stack can make isn't", () => {
  const files = [
    file("a", { backend: s3 }),
    file("b", { backend: s3 }),
    file("c", { backend: azurerm }),
    file("d", { backend: { type: "pg" } }),
    file("e", {}),
  ];

  expect(statePlaces(files).map(({ stack, file: { name } }) => [stack, name])).toEqual([
    ["state-s3-haven-state", "a"],
    ["state-azurerm-havenstate", "c"],
  ]);
});

test("one account can't be in two groups", () => {
  const files = [file("a", { backend: azurerm }), file("b", { backend: { ...azurerm, resourceGroupName: "other" } })];

  expect(statePlaces(files).map((place) => placeProblem(place, files))).toEqual([expect.stringContaining("is named otherwise in b")]);
});

test("a cluster on another cloud doesn't say in which region the place is", () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-state-"));
  try {
    const [place] = statePlaces([file("a", { backend: gcs, region: "nl-denhaag", environment: "test", tags }, "vsphere")]);
    if (!place) throw new Error("no place");

    expect(addStateStack(new App({ outdir }), place, { inside: false })).toContain("--region");
    expect(addStateStack(new App({ outdir }), place, { inside: false, region: "europe-west4" })).toBeUndefined();
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
