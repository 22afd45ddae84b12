import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { reviewedType } from "../../lib/guard/guarded-types";
import { judge } from "../../lib/guard/judge";
import { readPlan } from "../../lib/guard/plan";

/** Recorded plans in which everything is destroyed: they hold all values of every resource. */
const tornDown = (provider: string): readonly JsonObject[] => {
  const plan = object(JSON.parse(readFileSync(join(__dirname, "plans", provider, "torn-down.json"), "utf8")) as Json);
  return (plan.resource_changes as readonly Json[]).map(object);
};

const withActions = (change: JsonObject, ...actions: string[]): JsonObject => {
  const { before = null, ...rest } = object(change.change);
  return { ...change, change: { ...rest, actions, before, after: actions.includes("delete") ? null : before, after_unknown: {} } };
};

const refused = (changes: readonly JsonObject[], ...allows: string[]) =>
  judge(readPlan({ format_version: "1.2", planned_values: {}, resource_changes: changes }), allows).findings.map(({ allow }) => allow);

/** Parts of the cluster itself, and machines that only make a pool smaller. */
const partsOfCluster =
  /^(aws_eks_addon|azurerm_monitor_diagnostic_setting|azurerm_kubernetes_cluster_node_pool|aws_eks_node_group|google_container_node_pool)$/;

describe.each(["aws", "azure", "google", "vsphere"])("of a recorded cluster on %s", (provider) => {
  const all = tornDown(provider);
  const kept = (address: Json | undefined) => all.filter((each) => each.address !== address).map((each) => withActions(each, "no-op"));
  const lossy = all.filter(({ type }) => {
    const reviewed = reviewedType(String(type));
    return reviewed?.kind !== "harmless" && typeof reviewed?.loss === "string";
  });

  test.each(lossy.map((each) => [String(each.address), each] as const))("%s is refused when it alone is destroyed", (address, resource) => {
    expect(refused([...kept(address), withActions(resource, "delete")])).toContain(address);
  });

  const cluster = all.find(({ type }) =>
    /^(azurerm_kubernetes_cluster|aws_eks_cluster|google_container_cluster|talos_machine_secrets)$/.test(String(type)),
  );

  test.each(lossy.map((each) => [String(each.address), each] as const))(
    "%s is refused beside a cluster whose replacement is allowed",
    (address, resource) => {
      if (cluster === undefined || address === cluster.address || partsOfCluster.test(String(resource.type))) return;
      const others = kept(address).map((each) => (each.address === cluster.address ? withActions(cluster, "delete", "create") : each));

      expect(refused([...others, withActions(resource, "delete")], String(cluster.address))).toEqual([address]);
    },
  );

  test("whatever is the only thing that is unknown, nothing that is judged in place is fine", () => {
    for (const each of all) {
      const reviewed = reviewedType(String(each.type)) ?? { kind: "harmless" as const };
      if (!(reviewed.api ?? reviewed.ranges ?? reviewed.kubernetesVersion) || String(each.address).includes("apply-apps")) continue;
      const { before = null, ...rest } = object(each.change);
      const change = { ...each, change: { ...rest, actions: ["update"], before, after: {}, after_unknown: true } };

      expect({ address: each.address, refused: refused([change]).length > 0 }).toEqual({ address: each.address, refused: true });
    }
  });
});
