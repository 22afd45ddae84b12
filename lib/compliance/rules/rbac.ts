import { failed, guaranteed, type Rule, whenKnown } from "../rule";

export const rbac: Rule = {
  id: "rbac",
  title: { en: "Role based access control", nl: "Toegang op basis van rollen" },
  bio2: ["5.15", "8.2", "8.3"],
  examines: { en: "the setting that switches roles on", nl: "de instelling die rollen aanzet" },
  overlooks: { en: "which roles people and workloads have", nl: "welke rollen mensen en workloads hebben" },
  subjects: ["control plane"],
  setting: "access",
  essential: {
    en: "without roles everyone who reaches the API may do everything",
    nl: "zonder rollen heeft iedereen die bij de API kan alle rechten",
  },
  evaluate: ({ controlPlane }) =>
    whenKnown([controlPlane.rbac], (enabled) =>
      enabled
        ? guaranteed({ en: "on from the start", nl: "vanaf het begin aan" })
        : failed(
            { en: "switched off", nl: "uitgezet" },
            {
              en: "switch role based access control on; the cluster is replaced",
              nl: "zet toegang op basis van rollen aan; het cluster wordt vervangen",
            },
          ),
    ),
};
