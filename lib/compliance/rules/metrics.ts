import { expected, failed, noBaseline, type Outcome, type Rule, whenKnown } from "../rule";

const missing = failed(
  { en: "neither the platform nor the baseline runs it", nl: "noch het platform, noch de baseline draait het" },
  { en: "leave the baseline's metrics-server on", nl: "laat metrics-server in de baseline aan staan" },
);

/** HCC looks for metrics-server: the platform's own, or the baseline's. */
export const metrics: Rule = {
  id: "metrics",
  title: { en: "Metrics-server", nl: "Metrics-server" },
  bio2: ["8.16"],
  examines: { en: "who runs metrics-server", nl: "wie metrics-server draait" },
  overlooks: { en: "whether it answers", nl: "of het antwoordt" },
  evaluate: ({ controlPlane: { metricsServer: shipped }, baseline }): Outcome => {
    if (shipped.value !== false) return whenKnown([shipped], () => expected({ en: "the platform runs it", nl: "het platform draait het" }));
    if (!baseline) return { ...noBaseline, evidence: [shipped] };
    if (!baseline.metricsServer) return { ...missing, evidence: [shipped] };
    return whenKnown([shipped, baseline.metricsServer], (_, own) =>
      own ? expected({ en: "the baseline runs it", nl: "de baseline draait het" }) : missing,
    );
  },
};
