import { type Rule, whenKnown } from "../rule";

/** HCC reads `topology.kubernetes.io/zone` on all nodes; two distinct zones pass, wherever the roles are. */
export const multiaz: Rule = {
  id: "multiaz",
  title: { en: "Several availability zones", nl: "Meerdere beschikbaarheidszones" },
  bio2: ["8.14"],
  evaluate: ({ nodePools }) =>
    whenKnown(
      nodePools.map((pool) => pool.zones),
      (...zonesPerPool) => {
        const zones = [...new Set(zonesPerPool.flat())].sort();
        return zones.length >= 2
          ? { status: "guaranteed", because: `zones ${zones.join(", ")} over ${nodePools.length} node pools` }
          : { status: "failed", because: `every node is in zone ${zones[0] ?? "none"}`, fix: "give nodePools at least two zones" };
      },
    ),
};
