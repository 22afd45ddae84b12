import { type Rule, whenKnown } from "../rule";

const needed = 3;

/** HCC wants three workers. What an autoscaler or the provider may take away isn't counted. */
export const haworkers: Rule = {
  id: "haworkers",
  title: { en: "At least three worker nodes", nl: "Minstens drie workernodes" },
  bio2: ["8.14"],
  evaluate: ({ nodePools }) => {
    const kinds = nodePools.flatMap(({ takesApplications, spot }) => [takesApplications, spot]);
    const known = whenKnown(kinds, () => ({ status: "guaranteed", because: "" }));
    if (known.status === "unknown") return known;
    const workers = nodePools.filter(({ takesApplications, spot }) => takesApplications.value === true && spot.value === false);
    const fix = `give a pool that takes applications minNodes: ${needed}`;
    if (workers.length === 0) return { status: "failed", because: "no pool takes applications and stays", evidence: kinds, fix };
    const judged = whenKnown(
      workers.map(({ minNodes }) => minNodes),
      (...minimums) => {
        const total = minimums.reduce((sum, minimum) => sum + minimum, 0);
        const because = `${workers.map(({ name }) => name).join(", ")}: at least ${total}`;
        return total >= needed ? { status: "guaranteed", because } : { status: "failed", because, fix };
      },
    );
    return { ...judged, evidence: [...kinds, ...judged.evidence] };
  },
};
