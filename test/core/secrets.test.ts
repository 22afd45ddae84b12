import { literalSecrets } from "../../lib/core/reading/secrets";
import type { JsonObject } from "../../lib/core/reading/json";
import { readStack } from "../../lib/core/reading/terraform-json";

/** Where a credential is seen in a release of Helm with these values, or in another resource. */
const seen = (resource: JsonObject) => literalSecrets(readStack("zaken", "zaken", { resource })).map(({ origin }) => origin.attribute);
const release = (...documents: (object | string)[]) =>
  seen({ helm_release: { r: { values: documents.map((text) => (typeof text === "string" ? text : JSON.stringify(text, null, 2))) } } });

test("a password in the values of a release is seen, however deep", () => {
  expect(release({ grafana: { adminPassword: "hunter2" } })).toEqual(["values.0, adminPassword"]);
  expect(release({ replicas: 3 }, { loki: { "access-key": "abc", token: "x" } })).toEqual(["values.1, access-key", "values.1, token"]);
  expect(release({ manifests: { s: { kind: "Secret", stringData: { password: "hunter2" } } } })).toEqual(["values.0, password"]);
});

test("the name of a Secret, an empty value and what Terraform computes are no credentials", () => {
  expect(release({ existingSecret: "grafana", tokenSecretRef: { name: "x", key: "token" }, passwordKey: "password" })).toEqual([]);
  expect(release({ adminPassword: "" }, { adminPassword: "${var.password}" })).toEqual([]);
  expect(release('${jsonencode({"password" = var.password})}')).toEqual([]);
});

test("a credential is seen by its key or by itself, with the path to it", () => {
  expect(seen({ some: { r: { windows: [{ admin_password: "hunter2" }] } } })).toEqual(["windows.0.admin_password"]);
  expect(seen({ some: { r: { tags: { note: "glpat-abcdefghij0123456789" } } } })).toEqual(["tags.note"]);
  expect(seen({ some: { r: { "//": { password: "hunter2" }, admin_password: "${var.password}" } } })).toEqual([]);
});
