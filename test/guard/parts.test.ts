import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guardedBaseline } from "../../lib/baseline/guarded";
import { providers } from "../../lib/config/providers";
import type { GuardedType, Whole } from "../../lib/core/reading/guarded";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { judge } from "../../lib/guard/judge";
import { readPlan } from "../../lib/guard/plan";
import { change, plan } from "./plans";

const gone = (address: string, before: JsonObject, beside: JsonObject = {}) => change(address, { actions: ["delete"], before, beside });
const refused = (changes: readonly JsonObject[], ...allows: string[]) =>
  judge(readPlan(plan(changes)), allows).findings.map(({ allow }) => allow);

const tables: readonly (readonly [string, GuardedType])[] = [
  guardedBaseline,
  ...Object.values(providers).map(({ guarded }) => guarded),
].flatMap((table) => Object.entries(table));
const parts = tables.flatMap(([type, { partOf = [] }]) =>
  partOf.map((whole): [string, string, string, Whole] => [type, whole.attribute, whole.type, whole]),
);

// What a loss depends on, where a table reads it.
const losing: JsonObject = { role_definition_name: "Key Vault Crypto User" };

describe.each(parts)("%s, whose %s names its %s", (type, attribute, _, { type: wholeType, by = "id", within = [] }) => {
  const shared = Object.fromEntries(within.map((name) => [name, "shared"]));
  const part = { ...losing, ...shared, [attribute]: "zaken" };
  const whole = { ...shared, [by]: "zaken" };
  const [address, other] = [`${type}.part`, "azurerm_resource_group.whole"];

  test("needs no flag of its own when that goes too", () => {
    expect(refused([gone(`${wholeType}.whole`, whole), gone(address, part)])).toEqual([`${wholeType}.whole`]);
  });

  test("has a finding of its own when that stays", () => {
    expect(refused([change(`${wholeType}.whole`, { actions: ["no-op"], before: whole, after: whole }), gone(address, part)])).toEqual([
      address,
    ]);
  });

  test("has a finding of its own beside something else of the same name and id that goes", () => {
    const changes = [gone(other, { ...shared, id: "zaken", name: "zaken" }), gone(address, part)];

    expect(refused(changes)).toEqual(expect.arrayContaining([address, other]));
    expect(refused(changes, other)).toEqual([address]);
  });

  test("has a finding of its own beside an object of that address that an earlier replacement left", () => {
    expect(refused([gone(`${wholeType}.whole`, whole, { deposed: "1a2b3c4d" }), gone(address, part)])).toContain(address);
  });

  test("has a finding of its own when that is in another group or project", () => {
    for (const name of within) {
      expect(refused([gone(`${wholeType}.whole`, { ...whole, [name]: "another" }), gone(address, part)])).toContain(address);
    }
  });

  test("has a finding of its own when it is the one that an earlier replacement left", () => {
    expect(refused([gone(`${wholeType}.whole`, whole), gone(address, part, { deposed: "1a2b3c4d" })])).toContain(
      `${address}:deposed-1a2b3c4d`,
    );
  });
});

describe("a subnet on a recorded plan of Azure, where network, cluster and group have one name", () => {
  const recorded = object(JSON.parse(readFileSync(join(__dirname, "plans/azure/a-year.json"), "utf8")) as Json);
  const cluster = "azurerm_kubernetes_cluster.cluster_7C2BBDA8";
  const subnet = "azurerm_subnet.cluster_network_nodes_6DD61752";
  const group = "/subscriptions/1/resourceGroups/zaken/providers";
  const changes = (recorded.resource_changes as readonly JsonObject[]).filter(({ address }) => address !== subnet);
  const replaced = changes.map((each) =>
    each.address === cluster
      ? { ...each, change: { ...object(each.change), actions: ["delete", "create"], replace_paths: [["name"]] } }
      : each,
  );
  const destroyed = gone(subnet, {
    id: `${group}/Microsoft.Network/virtualNetworks/zaken/subnets/nodes`,
    name: "nodes",
    resource_group_name: "zaken",
    virtual_network_name: "zaken",
  });
  const judged = (all: readonly JsonObject[], ...allows: string[]) => judge(readPlan({ ...recorded, resource_changes: all }), allows);

  test("is refused beside a replaced cluster, also when that is allowed", () => {
    expect(judged([...replaced, destroyed]).findings.map(({ allow }) => allow)).toEqual([cluster, subnet]);
    expect(judged([...replaced, destroyed], cluster)).toMatchObject({ verdict: "refused", findings: [{ allow: subnet }] });
    expect(judged([...replaced, destroyed], cluster, subnet)).toMatchObject({ verdict: "ok", unusedAllows: [] });
  });

  test("is refused beside a public address of the network's name, and a network that an earlier replacement left", () => {
    const beside = [
      gone("azurerm_public_ip.egress", {
        id: `${group}/Microsoft.Network/publicIPAddresses/zaken`,
        name: "zaken",
        resource_group_name: "zaken",
      }),
      gone(
        "azurerm_virtual_network.cluster_network_48CBFB31",
        { id: `${group}/Microsoft.Network/virtualNetworks/zaken`, name: "zaken", resource_group_name: "zaken" },
        { deposed: "1a2b3c4d" },
      ),
    ];

    for (const other of beside) expect(judged([...changes, destroyed, other]).findings.map(({ allow }) => allow)).toContain(subnet);
  });
});

describe("the same names in another account", () => {
  test("of another subscription are no parts", () => {
    const named = (subscription: string, rest: string) =>
      `/subscriptions/${subscription}/resourceGroups/zaken/providers/Microsoft.Network/${rest}`;
    const values = { resource_group_name: "zaken" };
    const network = gone("azurerm_virtual_network.a", { ...values, id: named("a", "virtualNetworks/zaken"), name: "zaken" });
    const subnet = (subscription: string) =>
      gone("azurerm_subnet.b", {
        ...values,
        id: named(subscription, "virtualNetworks/zaken/subnets/nodes"),
        virtual_network_name: "zaken",
      });

    expect(refused([network, subnet("a")])).toEqual(["azurerm_virtual_network.a"]);
    expect(refused([network, subnet("b")], "azurerm_virtual_network.a")).toEqual(["azurerm_subnet.b"]);
  });

  test("of another region are no parts", () => {
    const cluster = gone("aws_eks_cluster.a", { name: "zaken", arn: "arn:aws:eks:eu-central-1:123456789012:cluster/zaken" });
    const addOn = (region: string) =>
      gone("aws_eks_addon.b", {
        cluster_name: "zaken",
        addon_name: "coredns",
        arn: `arn:aws:eks:${region}:123456789012:addon/zaken/coredns/1`,
      });

    expect(refused([cluster, addOn("eu-central-1")])).toEqual(["aws_eks_cluster.a"]);
    expect(refused([cluster, addOn("eu-west-1")], "aws_eks_cluster.a")).toEqual(["aws_eks_addon.b"]);
  });
});

describe("two clusters in one plan", () => {
  const aks = (name: string) => ({
    id: `/clusters/${name}`,
    name,
    default_node_pool: [{ name: "system", only_critical_addons_enabled: true }],
  });
  const pool = (cluster: string) => ({ name: "apps", kubernetes_cluster_id: `/clusters/${cluster}`, zones: ["1"], node_count: 3 });
  const kept = (address: string, values: JsonObject) => change(address, { actions: ["no-op"], before: values, after: values });

  test("the pool of one does not stand in for the last pool of the other", () => {
    const lost = gone("azurerm_kubernetes_cluster_node_pool.b", pool("b"));

    expect(
      refused([kept("azurerm_kubernetes_cluster.a", aks("a")), kept("azurerm_kubernetes_cluster_node_pool.a", pool("a")), lost]),
    ).toEqual(["azurerm_kubernetes_cluster_node_pool.b"]);
  });

  test("the removal of one does not hide what happens to the pools of the other", () => {
    const plan = [gone("azurerm_kubernetes_cluster.a", aks("a")), gone("azurerm_kubernetes_cluster_node_pool.b", pool("b"))];

    expect(refused(plan)).toEqual(["azurerm_kubernetes_cluster.a", "azurerm_kubernetes_cluster_node_pool.b"]);
    expect(refused([gone("azurerm_kubernetes_cluster.b", aks("b"), { deposed: "1a2b3c4d" }), plan[1] ?? {}])).toContain(
      "azurerm_kubernetes_cluster_node_pool.b",
    );
  });
});

describe("a cluster that Terraform forgets while it makes another", () => {
  test.each([[["create", "forget"]], [["forget", "create"]]])("%j is reported as what it is, and has a flag", (actions) => {
    const address = "azurerm_kubernetes_cluster.cluster";
    const values = { id: "/clusters/a", private_cluster_enabled: true };
    const abandoned = change(address, { actions, before: values, after: values });

    expect(judge(readPlan(plan([abandoned])))).toMatchObject({
      verdict: "refused",
      findings: [{ allow: address, what: expect.stringContaining("LEFT BEHIND"), loss: expect.stringContaining("new, empty cluster") }],
      counts: { abandoned: 1, forgotten: 0 },
    });
    expect(refused([abandoned], address)).toEqual([]);
  });
});
