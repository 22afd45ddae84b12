import { appOf } from "../../lib/core/reading/app-json";
import type { JsonObject } from "../../lib/core/reading/json";
import { literalSecrets } from "../../lib/core/reading/secrets";
import { readStack, type StackJson } from "../../lib/core/reading/terraform-json";
import { looksLikeCredential, looksLikeSecret } from "../../lib/core/text/credentials";

const found = (stack: StackJson) => literalSecrets(appOf(stack));

/** Where a credential is seen in a release of Helm with these values, or in another resource. */
const seen = (resource: JsonObject) => found(readStack("zaken", "zaken", { resource })).map(({ origin }) => origin.attribute);
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

test("a credential beside the resources is seen too: backend, provider, locals, defaults and outputs", () => {
  const stack = readStack("zaken", "zaken", {
    terraform: { backend: { http: { password: "hunter2" } } },
    provider: { some: [{ password: "hunter2" }] },
    locals: { api_key: "abc" },
    data: { some: { r: { token: "abc" } } },
    variable: { client_secret: { default: "abc" }, password: { type: "string", sensitive: true } },
    output: { token: { value: "abc" }, name: { value: "zaken" } },
  });

  expect(found(stack).map(({ origin }) => origin.address)).toEqual(["terraform", "provider", "locals", "data", "variable", "output"]);
});

test("a finding never holds the credential itself", () => {
  const secrets = found(readStack("zaken", "zaken", { resource: { some: { r: { password: "hunter2" } } } }));

  expect(secrets).toHaveLength(1);
  expect(JSON.stringify(secrets)).not.toContain("hunter2");
});

test.each([
  "-----BEGIN RSA PRIVATE KEY-----",
  "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=abc",
  "AKIAABCDEFGHIJKLMNOP",
  `ghp_${"a".repeat(36)}`,
  "https://user:password@git.example/x",
  `https://x.blob.core.windows.net/a?sv=1&sig=${"a".repeat(24)}`,
])("%s can only be a credential", (text) => {
  expect(looksLikeCredential(text)).toBe(true);
});

test.each(["-----BEGIN CERTIFICATE-----", "https://git.example/x", "arn:aws:iam::111111111111:role/administrators", "AKIA", "hunter2"])(
  "%s may be anything",
  (text) => {
    expect(looksLikeCredential(text)).toBe(false);
  },
);

test.each([
  ["admin_password", true],
  ["clientSecret", true],
  ["api-key", true],
  ["storage_key_arn", false],
  ["secretName", false],
])("%s is a key of a credential: %s", (key, expected) => {
  expect(looksLikeSecret(key)).toBe(expected);
});
