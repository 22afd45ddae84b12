import { failed, guaranteed, type Rule, whenKnown } from "../rule";

export const deletionProtection: Rule = {
  id: "HX-deletion-protection",
  title: { en: "Protected against deletion", nl: "Beschermd tegen verwijderen" },
  bio2: ["8.32"],
  examines: { en: "prevent_destroy of the cluster", nl: "prevent_destroy van het cluster" },
  overlooks: {
    en: "what people delete outside Terraform, and other resources",
    nl: "wat mensen buiten Terraform om verwijderen, en andere resources",
  },
  setting: "deletionProtection",
  evaluate: ({ cluster, deletionProtection: fact }) => {
    if (cluster.environment !== "production" && fact.value !== true) {
      return {
        status: "not-applicable",
        because: { en: `not asked for in ${cluster.environment}`, nl: `niet vereist in ${cluster.environment}` },
        evidence: [fact],
      };
    }
    return whenKnown([fact], (guarded) =>
      guarded
        ? guaranteed({
            en: "Terraform refuses to destroy or replace the cluster",
            nl: "Terraform weigert het cluster te verwijderen of te vervangen",
          })
        : failed(
            { en: "Terraform would destroy or replace the cluster", nl: "Terraform zou het cluster verwijderen of vervangen" },
            { en: "leave deletionProtection on", nl: "laat deletionProtection aan staan" },
          ),
    );
  },
};
