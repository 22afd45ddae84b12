import type { Fact } from "../../core/reading/fact";
import type { NodePoolEvidence } from "../../core/reading/evidence";
import { expected, failed, guaranteed, type Rule, whenKnown } from "../rule";

/**
 * HCC reads `topology.kubernetes.io/zone` on all nodes; two distinct zones pass, wherever the roles are. Only nodes that are
 * always there can guarantee that: a pool that may shrink to nothing, or that the provider may take away, adds a chance.
 */
export const multiaz: Rule = {
  id: "multiaz",
  title: { en: "Several availability zones", nl: "Meerdere beschikbaarheidszones" },
  bio2: ["8.14"],
  examines: {
    en: "zones, minimum sizes and spot settings of every node pool",
    nl: "zones, minimumaantallen en spotinstellingen van elke nodepool",
  },
  overlooks: { en: "whether a zone has machines when nodes are needed", nl: "of een zone machines heeft wanneer er nodes nodig zijn" },
  subjects: ["nodes", "node labels"],
  setting: "nodePools",
  size: true,
  evaluate: ({ nodePools }) =>
    whenKnown(
      nodePools.flatMap(({ zones, minNodes, spot }): Fact<unknown>[] => [zones, minNodes, spot]),
      () => {
        const zones = [...new Set(nodePools.flatMap((pool) => pool.zones.value ?? []))].sort();
        if (zones.length < 2) {
          return failed(
            {
              en: `every node is in zone ${zones[0] ?? "none"}`,
              nl: `elke node staat in ${zones[0] === undefined ? "geen zone" : `zone ${zones[0]}`}`,
            },
            { en: "give nodePools at least two zones", nl: "geef nodePools minstens twee zones" },
          );
        }
        const because = {
          en: `zones ${zones.join(", ")} over ${nodePools.length} node pool${nodePools.length === 1 ? "" : "s"}`,
          nl: `zones ${zones.join(", ")} over ${nodePools.length} nodepool${nodePools.length === 1 ? "" : "s"}`,
        };
        const staying = nodePools.filter(({ spot }) => spot.value === false);
        const spread = staying.some(spreadByItself) || new Set(staying.flatMap(populated)).size >= 2;
        return spread
          ? guaranteed(because)
          : expected(
              {
                en: `${because.en}; the nodes that are always there may be in one`,
                nl: `${because.nl}; de nodes die er altijd zijn, kunnen in één zone staan`,
              },
              { en: "give a pool in two zones minNodes: 2", nl: "geef een pool in twee zones minNodes: 2" },
            );
      },
    ),
};

/** The provider spreads a pool over its zones, so two nodes are in two of them. */
const spreadByItself = ({ zones, minNodes, populatedZones }: NodePoolEvidence) =>
  populatedZones === undefined && (zones.value?.length ?? 0) >= 2 && (minNodes.value ?? 0) >= 2;

/** Zones with a node at all times. `populatedZones` is known when zones and minimums are. */
function populated({ zones, minNodes, populatedZones }: NodePoolEvidence): readonly string[] {
  if (populatedZones) return populatedZones.value ?? [];
  return zones.value?.length === 1 && (minNodes.value ?? 0) >= 1 ? zones.value : [];
}
