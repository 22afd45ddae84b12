import { Construct, RootConstruct } from "constructs";
import {
  homelessProblems,
  nodePoolProblems,
  type PoolProps,
  rejectTwinPool,
  splitOverZones,
  taintText,
} from "../../lib/core/cluster/node-pool";

const pool = (given: Partial<PoolProps> = {}) => ({ name: "apps", minNodes: 3, maxNodes: 9, ...given });
const paths = (...pools: readonly Partial<PoolProps>[]) =>
  nodePoolProblems(pools, ["a", "b", "c"], ["platform.example"]).map(({ path }) => path);

test("a pool with zones, labels and taints of its own is fine", () => {
  const labels = { team: "blue", "example.nl/team": "blue", empty: "" };
  const taints = [{ key: "example.nl/gpu", value: "yes", effect: "NoSchedule" }] as const;

  expect(paths(pool({ zones: ["a", "c"], labels, taints }), pool({ name: "batch" }))).toEqual([]);
});

test.each<[string, Partial<PoolProps>, string]>([
  ["more at least than at most", { minNodes: 4, maxNodes: 3 }, "nodePools[0].maxNodes"],
  ["a zone twice", { zones: ["a", "a"] }, "nodePools[0].zones"],
  ["a zone of elsewhere", { zones: ["a", "z"] }, "nodePools[0].zones"],
  ["a label of the platform", { labels: { "platform.example/x": "y" } }, "nodePools[0].labels.platform.example/x"],
  ["a label below the platform's", { labels: { "on.platform.example/x": "y" } }, "nodePools[0].labels.on.platform.example/x"],
  ["a label that is no key", { labels: { "a b": "y" } }, "nodePools[0].labels.a b"],
  ["a label with two slashes", { labels: { "a/b/c": "y" } }, "nodePools[0].labels.a/b/c"],
  ["a label that is too long", { labels: { ["a".repeat(64)]: "y" } }, `nodePools[0].labels.${"a".repeat(64)}`],
  ["a value that is none", { labels: { team: "-blue" } }, "nodePools[0].labels.team"],
  ["a taint of the platform", { taints: [{ key: "platform.example/x", effect: "NoExecute" }] }, "nodePools[0].taints[0]"],
])("%s is refused", (_, given, path) => {
  expect(paths(pool(given))).toEqual([path]);
});

test("of two pools with one name the later is refused", () => {
  expect(paths(pool(), pool({ name: "batch" }), pool())).toEqual(["nodePools[2].name"]);
});

test("where the zones of a region are not known, any zone is taken", () => {
  expect(nodePoolProblems([pool({ zones: ["z"] })], [], [])).toEqual([]);
});

test("labels that Kubernetes leaves to nodes are allowed, even below a prefix of the platform", () => {
  expect(nodePoolProblems([pool({ labels: { "node.kubernetes.io/x": "y" } })], [], ["kubernetes.io"])).toEqual([]);
});

test("half of a pool, as after a typing mistake, is judged by what is left", () => {
  expect(paths({ name: "apps" }, { minNodes: 3 }, {})).toEqual([]);
});

test.each<[string, Partial<PoolProps>, boolean]>([
  ["a pool for everyone", {}, true],
  ["a pool that may shrink to nothing", { minNodes: 0 }, false],
  ["a pool that keeps others off", { taints: [{ key: "gpu", effect: "NoSchedule" }] }, false],
  ["a pool that throws others out", { taints: [{ key: "gpu", effect: "NoExecute" }] }, false],
  ["a pool that only prefers its own", { taints: [{ key: "gpu", effect: "PreferNoSchedule" }] }, true],
])("whether the platform's own pods have a home on %s", (_, given, home) => {
  expect(homelessProblems([pool(given)], "EKS'").map(({ path }) => path)).toEqual(home ? [] : ["nodePools"]);
  expect(homelessProblems([pool(given), pool({ name: "batch" })], "EKS'")).toEqual([]);
});

test("a taint is written as kubectl writes it", () => {
  expect(taintText({ key: "gpu", value: "yes", effect: "NoSchedule" })).toBe("gpu=yes:NoSchedule");
  expect(taintText({ key: "gpu", effect: "NoExecute" })).toBe("gpu=:NoExecute");
});

test.each([
  [7, 3, [3, 2, 2]],
  [3, 3, [1, 1, 1]],
  [1, 3, [1, 0, 0]],
  [0, 2, [0, 0]],
  [5, 1, [5]],
])("%d nodes over %d zones are %j", (total, zones, shares) => {
  expect(splitOverZones(total, zones)).toEqual(shares);
});

test("a cluster takes no second pool of one name", () => {
  const cluster = new RootConstruct("zaken");
  new Construct(cluster, "pool-apps");
  const add = (name: string) => () => {
    rejectTwinPool(cluster, { name });
  };

  expect(add("apps")).toThrow(/zaken\/pool-apps.*\n.*name.*apps/);
  expect(add("batch")).not.toThrow();
});
