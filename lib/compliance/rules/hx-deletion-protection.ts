import { type Rule, whenKnown } from "../rule";

export const deletionProtection: Rule = {
  id: "HX-deletion-protection",
  title: { en: "Protected against deletion", nl: "Beschermd tegen verwijderen" },
  bio2: ["8.13", "8.32"],
  evaluate: ({ cluster, deletionProtection: fact }) => {
    if (cluster.environment !== "production" && fact.value !== true) {
      return { status: "not-applicable", because: `not asked for in ${cluster.environment}`, evidence: [fact] };
    }
    return whenKnown([fact], (guarded) =>
      guarded
        ? { status: "guaranteed", because: "Terraform refuses to destroy or replace the cluster" }
        : { status: "failed", because: "Terraform would destroy or replace the cluster", fix: "leave deletionProtection on" },
    );
  },
};
