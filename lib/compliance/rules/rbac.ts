import { type Rule, whenKnown } from "../rule";

export const rbac: Rule = {
  id: "rbac",
  title: { en: "Role based access control", nl: "Toegang op basis van rollen" },
  bio2: ["5.15", "8.2", "8.3"],
  essential: "without roles everyone who reaches the API may do everything",
  evaluate: ({ controlPlane }) =>
    whenKnown([controlPlane.rbac], (enabled) =>
      enabled
        ? { status: "guaranteed", because: "on from the start" }
        : { status: "failed", because: "switched off", fix: "switch role based access control on; the cluster is replaced" },
    ),
};
