import { type Rule, whenKnown } from "../rule";

/** HCC doesn't count nodes of a control plane that the provider runs; this also asks that it survives the loss of a zone. */
export const hamasters: Rule = {
  id: "hamasters",
  title: { en: "Redundant control plane", nl: "Redundante besturingslaag" },
  bio2: ["8.14"],
  evaluate: ({ controlPlane: { managed, redundant } }) =>
    whenKnown([managed, redundant], (isManaged, isRedundant) => {
      if (!isManaged) return { status: "unknown", because: "a control plane of your own; count its nodes" };
      return isRedundant
        ? { status: "guaranteed", because: "run by the provider, over the zones of the region" }
        : {
            status: "expected",
            because: "run by the provider, without a promise of uptime; HCC doesn't count nodes then",
            fix: "choose the provider's tier with a promise of uptime",
          };
    }),
};
