import { failed, guaranteed, type Rule, whenKnown } from "../rule";

/** Least number of nodes of a role that HCC passes. */
export const leastWorkers = 3;

/** HCC wants three workers. What an autoscaler or the provider may take away isn't counted. */
export const haworkers: Rule = {
  id: "haworkers",
  title: { en: "At least three worker nodes", nl: "Minstens drie workernodes" },
  bio2: ["8.14"],
  examines: {
    en: "minimum sizes, taints and spot settings of every node pool",
    nl: "minimumaantallen, taints en spotinstellingen van elke nodepool",
  },
  overlooks: {
    en: "nodes that fail, and what people change in the cloud's console",
    nl: "nodes die uitvallen, en wat mensen in de console van de cloud wijzigen",
  },
  subjects: ["capacity"],
  setting: "nodePools",
  size: true,
  evaluate: ({ nodePools }) => {
    const kinds = nodePools.flatMap(({ takesApplications, spot }) => [takesApplications, spot]);
    const workers = nodePools.filter(({ takesApplications, spot }) => takesApplications.value === true && spot.value === false);
    // One judgement over both, so that a taint which Terraform ignores later weakens the guarantee as much as a minimum does.
    return whenKnown([...kinds, ...workers.map(({ minNodes }) => minNodes)], () => {
      const fix = {
        en: `give a pool that takes applications minNodes: ${leastWorkers}`,
        nl: `geef een pool voor applicaties minNodes: ${leastWorkers}`,
      };
      if (workers.length === 0) {
        return failed({ en: "no pool takes applications and stays", nl: "geen enkele blijvende pool neemt applicaties aan" }, fix);
      }
      const total = workers.reduce((sum, { minNodes }) => sum + (minNodes.value ?? 0), 0);
      const names = workers.map(({ name }) => name).join(", ");
      const because = { en: `${names}: at least ${total}`, nl: `${names}: minstens ${total}` };
      return total >= leastWorkers ? guaranteed(because) : failed(because, fix);
    });
  },
};
