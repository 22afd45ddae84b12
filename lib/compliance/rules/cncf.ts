import { minorOf, minorsBetween } from "../../core/kubernetes-version";
import { type Rule, whenKnown } from "../rule";

/** HCC looks the platform's minor up in cncf/k8s-conformance. */
export const cncf: Rule = {
  id: "cncf",
  title: { en: "CNCF conformance", nl: "CNCF-conformiteit" },
  bio2: ["5.23"],
  evaluate: ({ cluster, controlPlane }) =>
    whenKnown([controlPlane.kubernetesVersion], (version) => {
      const minor = minorOf(version);
      const { asOf, minors } = cluster.conformantMinors;
      if (minors.includes(minor)) return { status: "guaranteed", because: `${cluster.platform} ${minor} is filed` };
      const newerBy = minors.map((filed) => minorsBetween(filed, minor));
      const fix = `use one that was filed by ${asOf}: ${minors.join(", ")}`;
      if (newerBy.some(Number.isNaN)) return { status: "unknown", because: `"${version}" is not a version`, fix };
      return newerBy.every((by) => by > 0)
        ? { status: "unknown", because: `${cluster.platform} ${minor} was not filed yet on ${asOf}`, fix }
        : { status: "failed", because: `${cluster.platform} ${minor} is not filed`, fix };
    }),
};
