import type { JsonObject } from "../../lib/core/reading/json";
import { judge } from "../../lib/guard/judge";
import { readPlan } from "../../lib/guard/plan";
import { controlPlane } from "./harm-in-place";
import { change, plan, present, without } from "./plans";

const judged = (changes: readonly JsonObject[], rest: JsonObject = {}) => judge(readPlan(plan(changes, rest)));
const kept = (address: string, values: JsonObject) => change(address, { actions: ["no-op"], before: values, after: values });

/** A pool of each provider, with changes after which applications can't rely on it. */
const pools: readonly {
  readonly type: string;
  readonly values: JsonObject;
  readonly harm: Readonly<Record<string, JsonObject>>;
  /** Attributes on which it depends whether the pool holds applications. */
  readonly unknown: readonly string[];
}[] = [
  {
    type: "azurerm_kubernetes_cluster_node_pool",
    values: {
      name: "apps",
      mode: "User",
      priority: "Regular",
      auto_scaling_enabled: true,
      min_count: 3,
      max_count: 9,
      node_count: 3,
      zones: [],
    },
    harm: {
      "a minimum of zero": { min_count: 0, max_count: 1 },
      "a maximum of zero": { min_count: 0, max_count: 0, node_count: 0 },
      "no nodes, without a scaler": { auto_scaling_enabled: false, min_count: null, max_count: null, node_count: 0 },
      "spot machines": { priority: "Spot" },
      "the system's mode": { mode: "System" },
      "a taint": { node_taints: ["dedicated=batch:NoSchedule"] },
      "a taint that also evicts": { node_taints: ["dedicated=batch:NoExecute"] },
    },
    unknown: ["min_count", "priority", "mode", "node_taints", "auto_scaling_enabled"],
  },
  {
    type: "aws_eks_node_group",
    values: {
      node_group_name: "apps",
      capacity_type: "ON_DEMAND",
      scaling_config: [{ min_size: 3, max_size: 9, desired_size: 3 }],
      subnet_ids: [],
    },
    harm: {
      "a minimum of zero": { scaling_config: [{ min_size: 0, max_size: 1, desired_size: 0 }] },
      "spot machines": { capacity_type: "SPOT" },
      "a taint": { taint: [{ key: "dedicated", value: "batch", effect: "NO_SCHEDULE" }] },
      "a taint that also evicts": { taint: [{ key: "dedicated", value: "batch", effect: "NO_EXECUTE" }] },
    },
    unknown: ["scaling_config", "capacity_type", "taint"],
  },
  {
    type: "google_container_node_pool",
    values: { name: "apps", autoscaling: [{ min_node_count: 1, max_node_count: 3 }], node_config: [{ spot: false }], node_locations: [] },
    harm: {
      "a minimum of zero": { autoscaling: [{ min_node_count: 0, max_node_count: 1 }] },
      "a total minimum of zero": { autoscaling: [{ total_min_node_count: 0, total_max_node_count: 3 }] },
      "no nodes, without a scaler": { autoscaling: [], node_count: 0 },
      "spot machines": { node_config: [{ spot: true }] },
      "preemptible machines": { node_config: [{ preemptible: true }] },
      "machines that start when there are some": { node_config: [{ flex_start: true }] },
      "a taint": { node_config: [{ taint: [{ key: "dedicated", value: "batch", effect: "NO_SCHEDULE" }] }] },
    },
    unknown: ["autoscaling", "node_config"],
  },
  {
    type: "talos_machine_configuration_apply",
    values: { machine_configuration_input: JSON.stringify({ machine: { type: "worker" } }), config_patches: [] },
    harm: {
      "a taint that it registers with": {
        machine_configuration_input: JSON.stringify({
          machine: { type: "worker", kubelet: { extraConfig: { registerWithTaints: [{ key: "dedicated", effect: "NoSchedule" }] } } },
        }),
      },
      "a taint of a patch": { config_patches: ["machine: {nodeTaints: {dedicated: 'batch:NoExecute'}}"] },
    },
    unknown: ["machine_configuration_input", "config_patches"],
  },
];

describe.each(pools)("the last pool, a $type", ({ type, values, harm, unknown }) => {
  const [apps, batch] = [`${type}.pool-apps_0A1B2C3D`, `${type}.pool-batch_0A1B2C3D`];
  const cases = Object.entries(harm).flatMap(([what, after]) => [
    [what, "in place", ["update"], after] as const,
    [what, "by a successor that comes first", ["create", "delete"], after] as const,
  ]);

  test.each(cases)("with %s, %s, is refused", (_, __, actions, after) => {
    const changed = change(apps, { actions, before: values, after: { ...values, ...after } });

    expect(judged([changed]).findings).toMatchObject([{ allow: `${apps}:nodes`, kind: "node pool" }]);
    expect(judged([changed, kept(batch, values)]).findings).toEqual([]);
  });

  test.each(cases)("and another, both with %s, %s, are two findings", (_, __, actions, after) => {
    const both = [apps, batch].map((address) => change(address, { actions, before: values, after: { ...values, ...after } }));

    expect(judged(both).findings.map(({ allow }) => allow)).toEqual([`${apps}:nodes`, `${batch}:nodes`]);
  });

  test.each(unknown)("cannot be judged while %s is unknown", (attribute) => {
    const changed = change(apps, {
      actions: ["update"],
      before: values,
      after: without(values, attribute),
      unknown: { [attribute]: true },
    });

    expect(judged([changed]).findings).toContainEqual(
      expect.objectContaining({ allow: `${apps}:nodes`, what: expect.stringContaining("CANNOT BE JUDGED") }),
    );
  });

  test("that changes in another way is no finding", () => {
    expect(judged([change(apps, { actions: ["update"], before: values, after: { ...values, tags: { owner: "x" } } })]).findings).toEqual(
      [],
    );
  });
});

test("a pool that may be empty does not hold what the last full one held", () => {
  const pool = (name: string) => `aws_eks_node_group.cluster_pool-${name}_0A1B2C3D`;
  const sized = (min: number) => ({ scaling_config: [{ min_size: min }], subnet_ids: [] });
  const gone = change(pool("apps"), { actions: ["delete"], before: sized(3) });

  expect(judged([gone, kept(pool("batch"), sized(0))]).findings).toMatchObject([{ allow: pool("apps") }]);
  expect(judged([gone, kept(pool("batch"), sized(1))]).findings).toEqual([]);
});

test("machines of the control plane are no pool, whatever their configuration", () => {
  const configured = (apiServer: object) => ({ machine_configuration_input: controlPlane(apiServer) });
  const change_ = change("talos_machine_configuration_apply.control", {
    actions: ["update"],
    before: configured({}),
    after: configured({ certSANs: ["x"] }),
  });

  expect(judged([change_]).findings).toEqual([]);
});

describe("the version of a pool", () => {
  const cluster = "azurerm_kubernetes_cluster.cluster";
  const aks = (asked: string, running: string) => ({
    id: "/clusters/zaken",
    private_cluster_enabled: true,
    kubernetes_version: asked,
    current_kubernetes_version: running,
    default_node_pool: [{ name: "system", orchestrator_version: running }],
  });
  const apps = "azurerm_kubernetes_cluster_node_pool.apps";
  const pool = (version: string) => ({ name: "apps", kubernetes_cluster_id: "/clusters/zaken", zones: [], orchestrator_version: version });

  test("that an upgrade left behind is a note, also in a plan that changes nothing", () => {
    const rest = { prior_state: present({ address: cluster, values: aks("1.37", "1.37.1") }, { address: apps, values: pool("1.36.4") }) };

    expect(judged([], rest)).toMatchObject({
      verdict: "ok",
      notes: ["pool apps runs Kubernetes 1.36.4 and its control plane 1.37.1: upgrade the pool too"],
    });
  });

  test("that goes along is no note", () => {
    const changes = [
      change(cluster, {
        actions: ["update"],
        before: aks("1.36", "1.36.4"),
        after: { ...aks("1.37", "1.37"), default_node_pool: [{ name: "system", orchestrator_version: "1.37" }] },
      }),
      change(apps, { actions: ["update"], before: pool("1.36.4"), after: pool("1.37") }),
    ];

    expect(judged(changes)).toMatchObject({ verdict: "ok", notes: ["Kubernetes goes from 1.36.4 to 1.37"] });
  });

  test("that the control plane would leave behind further than Kubernetes supports is refused", () => {
    const upgrade = change(cluster, {
      actions: ["update"],
      before: aks("1.36", "1.36.4"),
      after: { ...aks("1.37", "1.36.4"), default_node_pool: [] },
    });

    expect(judged([upgrade, kept(apps, pool("1.33.9"))]).findings).toMatchObject([{ allow: `${apps}:pool-version` }]);
  });
});
