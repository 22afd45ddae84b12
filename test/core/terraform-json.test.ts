import type { JsonObject } from "../../lib/core/reading/json";
import {
  attribute,
  attributeOr,
  derive,
  number,
  readStack,
  resourceAt,
  string,
  strings,
  valueAt,
} from "../../lib/core/reading/terraform-json";

const body: JsonObject = {
  "//": { metadata: { path: "zaken/cluster/Resource" } },
  name: "zaken",
  version: "${var.version}",
  pool: [{ min_count: 3, zones: ["1", "2"] }],
};
const stack = readStack("zaken", "zaken", {
  terraform: { backend: { s3: {} } },
  resource: { some_cluster: { a: body, b: { name: "other" } } },
});
const at = (given: JsonObject) => resourceAt(readStack("zaken", "zaken", { resource: { some_cluster: { a: given } } }), "some_cluster.a");

test("a stack is read with the backend that it has, and its resources", () => {
  expect(stack.backend).toMatchObject({ type: { value: "s3", origin: { stack: "zaken" } } });
  expect(stack.resources).toMatchObject([
    { address: "some_cluster.a", type: "some_cluster", constructPath: "zaken/cluster/Resource" },
    { address: "some_cluster.b", type: "some_cluster" },
  ]);
});

test.each([
  ["no backend", {}, "local"],
  ["a backend that an override took out", { backend: { azurerm: null } }, "local"],
  ["two backends, which Terraform refuses", { backend: { s3: {}, gcs: {} } }, undefined],
  ["HCP Terraform", { cloud: { organization: "zaken" } }, "cloud"],
])("%s keeps the state where Terraform would", (_, terraform, type) => {
  expect(readStack("zaken", "zaken", { terraform }).backend.type.value).toBe(type);
});

test("a dynamic block may set whatever it is the block of", () => {
  const given = { ...body, dynamic: { taint: { for_each: "${var.taints}", content: {} } }, nodes: [{ dynamic: { disk: {} }, size: 3 }] };

  expect(attributeOr(at(given), "taint", () => "some", "none").value).toBeUndefined();
  expect(attributeOr(at(given), "nodes.disk", () => "some", "none").value).toBeUndefined();
  expect(attribute(at(given), "nodes.size", number).value).toBe(3);
});

test("an absent attribute has the provider's default, unless nobody can tell whether the resource exists", () => {
  const none = (given: JsonObject) => attributeOr(at(given), "taint", () => "some", "none").value;

  expect(none(body)).toBe("none");
  expect(none({ ...body, taint: null })).toBe("none");
  expect(none({ ...body, taint: [] })).toBe("some");
  expect(none({ ...body, count: 0 })).toBeUndefined();
  // Nobody can look into a block that Terraform computes.
  expect(attributeOr(at({ ...body, keys: "${var.keys}" }), "keys.name", () => "some", "none").value).toBeUndefined();
  expect(attributeOr(resourceAt(stack, "some_cluster.gone"), "taint", () => "some", "none").value).toBeUndefined();
});

test("an attribute is read through a list of one block, and says where it is", () => {
  expect(attribute(resourceAt(stack, "some_cluster.a"), "pool.min_count", number)).toEqual({
    value: 3,
    written: 3,
    origin: { stack: "zaken", address: "some_cluster.a", attribute: "pool.min_count", constructPath: "zaken/cluster/Resource" },
  });
});

test("of two blocks none is read as the one", () => {
  expect(valueAt({ pool: [{ min_count: 3 }, { min_count: 5 }] }, "pool.min_count")).toBeUndefined();
});

test("a computed value is written, and not known", () => {
  expect(attribute(resourceAt(stack, "some_cluster.a"), "version", string)).toMatchObject({ value: undefined, written: "${var.version}" });
  expect(strings(["a", "${var.b}"])).toBeUndefined();
  expect(string("%{ if true }a%{ endif }")).toBeUndefined();
});

test("a resource that may be made more than once, or not at all, says nothing", () => {
  expect(attribute(at({ ...body, count: 0 }), "name", string).value).toBeUndefined();
  expect(attribute(at({ ...body, for_each: "${var.all}" }), "name", string).value).toBeUndefined();
  expect(attribute(at({ ...body, count: 1 }), "name", string).value).toBe("zaken");
});

test("an ignored attribute holds at creation only", () => {
  const ignoring = (ignore: string[] | "all", path: string) =>
    attribute(at({ ...body, lifecycle: { ignore_changes: ignore } }), path, number).atCreationOnly;

  expect(ignoring(["pool[0].min_count"], "pool.min_count")).toBe(true);
  expect(ignoring(["pool"], "pool.min_count")).toBe(true);
  expect(ignoring("all", "pool.min_count")).toBe(true);
  expect(ignoring(["pool[0].min_count"], "pool")).toBe(true);
  expect(ignoring(["pool[0].max_count", "poo"], "pool.min_count")).toBeUndefined();
});

test("a resource that was taken out has no attributes", () => {
  const gone = resourceAt(stack, "some_cluster.gone");

  expect(attribute(gone, "name", string)).toMatchObject({ value: undefined, origin: { address: "some_cluster.gone" } });
});

test("a derived fact keeps its origin, and nothing follows from an unknown value", () => {
  const fact = attribute(resourceAt(stack, "some_cluster.a"), "pool.min_count", number);

  expect(derive(fact, (nodes) => nodes >= 3)).toMatchObject({ value: true, origin: { attribute: "pool.min_count" } });
  expect(derive({ ...fact, value: undefined }, () => true).value).toBeUndefined();
});
