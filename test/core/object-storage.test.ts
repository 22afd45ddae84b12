import { keysAsEnvironment, objectStoragePort } from "../../lib/core/storage/object-storage";

test.each([
  ["https://s3.gemeente.example", 443],
  ["https://s3.gemeente.example:9000", 9000],
  ["https://s3.gemeente.example/path:80", 443],
  ["${azurerm_storage_account.objects.primary_blob_endpoint}", 443],
])("pods may reach %s at port %d", (endpoint, port) => {
  expect(objectStoragePort(endpoint)).toBe(port);
});

test("the keys of a store come from variables, under the names that programs look for", () => {
  const variable = (name: string) => ({ name, description: "" });
  const content = keysAsEnvironment({ accessKeyId: variable("id"), secretAccessKey: variable("key") });

  expect(content(({ name }) => `\${var.${name}}`)).toEqual({ AWS_ACCESS_KEY_ID: "${var.id}", AWS_SECRET_ACCESS_KEY: "${var.key}" });
});
