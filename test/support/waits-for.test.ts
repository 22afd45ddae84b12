import { readOrder } from "./waits-for";

const at = (path: string) => ({ "//": { metadata: { path: `stack/${path}` } } });
const order = readOrder({
  resource: {
    net: { a: at("network/Resource") },
    role: {
      reader: { ...at("roles/reader"), network: "${net.a.id}" },
      writer: { ...at("roles/writer"), note: "net.a is not a reference" },
    },
    cluster: {
      c: { ...at("cluster/Resource"), policy: '{"Resource":"${join("/", [local.project])}"}', depends_on: ["role.reader", "net.a"] },
    },
  },
  locals: { project: "${data.project.p.id}" },
  data: { project: { p: at("project") } },
});

test("a reference and a depends_on both count, also through others and through locals", () => {
  for (const awaited of ["role roles/reader", "net network/Resource", "data.project project"]) {
    expect(order.brokenBy(["cluster cluster/Resource", awaited, ""])).toEqual([]);
  }
});

test("a resource that no path leads to is named, also where a text only looks like a reference", () => {
  expect(order.brokenBy(["role roles/*", "net network/Resource", ""])).toEqual([
    "role roles/writer does not wait for net network/Resource",
  ]);
  expect(order.brokenBy(["net network/Resource", "cluster cluster/Resource", ""])).toHaveLength(1);
});

test("a rule about resources that do not exist is refused", () => {
  expect(() => order.brokenBy(["cluster cluster/*", "gone network/*", ""])).toThrow("gone network/*");
  expect(() => order.createdFirst("role role/*")).toThrow("role role/*");
});

test("a depends_on needs a rule, unless others keep the same order", () => {
  expect(order.unexplained([], ["roles", "network"])).toEqual(["cluster cluster/Resource waits for role roles/reader"]);
  expect(order.unexplained([["cluster */*", "role roles/reader", ""]], ["roles", "network"])).toEqual([]);
  expect(order.unexplained([], ["other"])).toEqual([]);
});
