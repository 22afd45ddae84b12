import type { Backend } from "../../lib/core/terraform/backend";
import { AzureHavenStack } from "../../stacks/azure-haven-stack";
import { synthesizeApp } from "../../lib/testing";
import { azureProps } from "../support/azure-props";

const backendOf = (backend?: Backend) => {
  const { json } = synthesizeApp((app) => {
    new AzureHavenStack(app, "zaken-prod", { ...azureProps(), backend });
  });
  return (json.terraform as { backend: object }).backend;
};

test.each<[string, Backend | undefined, object]>([
  [
    "Azure",
    { type: "azurerm", resourceGroupName: "state", storageAccountName: "state1", containerName: "tfstate" },
    {
      azurerm: {
        resource_group_name: "state",
        storage_account_name: "state1",
        container_name: "tfstate",
        key: "zaken-prod.tfstate",
        use_azuread_auth: true,
      },
    },
  ],
  [
    "S3",
    { type: "s3", bucket: "state", region: "eu-central-1" },
    { s3: { bucket: "state", region: "eu-central-1", key: "zaken-prod.tfstate", encrypt: true, use_lockfile: true } },
  ],
  ["Google", { type: "gcs", bucket: "state" }, { gcs: { bucket: "state", prefix: "zaken-prod" } }],
  [
    "GitLab",
    { type: "http", address: "https://gitlab.example/api/v4/projects/1/terraform/state/" },
    {
      http: {
        address: "https://gitlab.example/api/v4/projects/1/terraform/state/zaken-prod",
        lock_address: "https://gitlab.example/api/v4/projects/1/terraform/state/zaken-prod/lock",
        unlock_address: "https://gitlab.example/api/v4/projects/1/terraform/state/zaken-prod/lock",
        lock_method: "POST",
        unlock_method: "DELETE",
      },
    },
  ],
  ["PostgreSQL", { type: "pg" }, { pg: { schema_name: "haven_zaken_prod" } }],
  ["a folder", { type: "local", folder: "state" }, { local: { path: "state/terraform.zaken-prod.tfstate" } }],
  ["this machine, by default", undefined, { local: { path: "../../../terraform.zaken-prod.tfstate" } }],
])("state is kept on %s, under the name of the stack, with nothing secret or of this machine in it", (_, backend, expected) => {
  expect(backendOf(backend)).toEqual(expected);
});

test.each<[string, Backend, string]>([
  [
    "an account with a dash",
    { type: "azurerm", resourceGroupName: "state", storageAccountName: "my-state", containerName: "tfstate" },
    "backend.storageAccountName",
  ],
  [
    "a container in capitals",
    { type: "azurerm", resourceGroupName: "state", storageAccountName: "state1", containerName: "TFState" },
    "backend.containerName",
  ],
  ["a bucket in capitals", { type: "s3", bucket: "State", region: "eu-central-1" }, "backend.bucket"],
  ["a zone for a region", { type: "s3", bucket: "state", region: "eu-central-1a" }, "backend.region"],
  ["an address that anyone can read along", { type: "http", address: "http://gitlab.example/state" }, "backend.address"],
  ["a folder of this machine", { type: "local", folder: "/home/me/state" }, "backend.folder"],
])("%s is refused before Terraform meets it", (_, backend, path) => {
  expect(() => backendOf(backend)).toThrow(path);
});
