import { minorOf, minorsBetween } from "../../core/cluster/kubernetes-version";
import { failed, guaranteed, notAVersion, type Rule, unknown, whenKnown } from "../rule";

/** HCC looks the platform's minor up in cncf/k8s-conformance. */
export const cncf: Rule = {
  id: "cncf",
  title: { en: "CNCF conformance", nl: "CNCF-conformiteit" },
  bio2: ["5.23"],
  examines: {
    en: "the minor version, against a dated list of conformance results",
    nl: "de minorversie, naast een gedateerde lijst van conformiteitsresultaten",
  },
  overlooks: { en: "whether this cluster itself passes the tests", nl: "of dit cluster zelf de tests doorstaat" },
  subjects: ["control plane"],
  setting: "kubernetesVersion",
  evaluate: ({ cluster, controlPlane }) =>
    whenKnown([controlPlane.kubernetesVersion], (version) => {
      const minor = minorOf(version);
      const { asOf, minors } = cluster.conformantMinors;
      if (minors.includes(minor))
        return guaranteed({ en: `${cluster.platform} ${minor} is filed`, nl: `${cluster.platform} ${minor} staat op de lijst` });
      const newerBy = minors.map((filed) => minorsBetween(filed, minor));
      const fix = {
        en: `use one that was filed by ${asOf}: ${minors.join(", ")}`,
        nl: `gebruik er een die op ${asOf} op de lijst stond: ${minors.join(", ")}`,
      };
      if (newerBy.some(Number.isNaN)) return unknown(notAVersion(version), fix);
      return newerBy.every((by) => by > 0)
        ? unknown(
            {
              en: `${cluster.platform} ${minor} was not filed yet on ${asOf}`,
              nl: `${cluster.platform} ${minor} stond op ${asOf} nog niet op de lijst`,
            },
            fix,
          )
        : failed({ en: `${cluster.platform} ${minor} is not filed`, nl: `${cluster.platform} ${minor} staat niet op de lijst` }, fix);
    }),
};
