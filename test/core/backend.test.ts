import * as stack from "../../lib/config/generated/stack";
import { wholeProblems } from "../../lib/core/schema/check";
import type { Backend } from "../../lib/core/terraform/backend";

const backendProblems = (backend: object) => wholeProblems({ schema: () => stack, problems: () => [] }, { backend });

test.each<[string, Backend]>([
  [
    "a container on Azure",
    { type: "azurerm", resourceGroupName: "haven-state", storageAccountName: "havenstate", containerName: "tfstate" },
  ],
  ["a bucket on S3", { type: "s3", bucket: "haven-state", region: "eu-central-1" }],
  ["a bucket in the sovereign cloud", { type: "s3", bucket: "haven.state", region: "eusc-de-east-1" }],
  ["a bucket on Google", { type: "gcs", bucket: "haven_state" }],
  ["GitLab", { type: "http", address: "https://gitlab.gemeente.example/api/v4/projects/1/terraform/state" }],
  ["a server on this machine", { type: "http", address: "http://localhost:8080/state" }],
  ["PostgreSQL", { type: "pg" }],
  ["a file", { type: "local" }],
  ["a file in a folder", { type: "local", folder: "../state" }],
])("%s may hold the state", (_, backend) => {
  expect(backendProblems(backend)).toEqual([]);
});

test.each<[string, Backend, string]>([
  [
    "an account with a dash",
    { type: "azurerm", resourceGroupName: "x", storageAccountName: "haven-state", containerName: "tfstate" },
    "backend.storageAccountName",
  ],
  [
    "a container with two dashes",
    { type: "azurerm", resourceGroupName: "x", storageAccountName: "haven", containerName: "a--b" },
    "backend.containerName",
  ],
  [
    "a group that ends in a dot",
    { type: "azurerm", resourceGroupName: "x.", storageAccountName: "haven", containerName: "abc" },
    "backend.resourceGroupName",
  ],
  ["a bucket in capitals", { type: "s3", bucket: "Haven", region: "eu-central-1" }, "backend.bucket"],
  ["a zone for a region", { type: "s3", bucket: "haven", region: "eu-central-1a" }, "backend.region"],
  ["a bucket of two letters", { type: "gcs", bucket: "ab" }, "backend.bucket"],
  ["an address that anyone can read along with", { type: "http", address: "http://gitlab.gemeente.example/state" }, "backend.address"],
  ["an address that only begins like this machine's", { type: "http", address: "http://localhostile.example/state" }, "backend.address"],
  ["a folder of this machine", { type: "local", folder: "/var/state" }, "backend.folder"],
  ["a folder of a person", { type: "local", folder: "~/state" }, "backend.folder"],
  ["a folder of Windows", { type: "local", folder: "C:\\state" }, "backend.folder"],
])("%s is refused", (_, backend, path) => {
  expect(backendProblems(backend)).toMatchObject([{ path }]);
});
