import { noBaseline, type Rule, whenKnown } from "../rule";

/** HCC looks for metrics-server: the platform's own, or the baseline's. */
export const metrics: Rule = {
  id: "metrics",
  title: { en: "Metrics-server", nl: "Metrics-server" },
  bio2: ["8.16"],
  evaluate: ({ controlPlane, baseline }) =>
    whenKnown([controlPlane.metricsServer], (shipped) => {
      if (shipped) return { status: "expected", because: "the platform runs it" };
      if (!baseline) return noBaseline;
      return baseline.metricsServer?.value
        ? { status: "expected", because: "the baseline runs it" }
        : { status: "failed", because: "neither the platform nor the baseline runs it", fix: "leave the baseline's metrics-server on" };
    }),
};
