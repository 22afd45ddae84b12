import { noBaseline, type Rule, switchedOff, whenKnown } from "../rule";

export const logs: Rule = {
  id: "logs",
  title: { en: "Log aggregation", nl: "Logverzameling" },
  bio2: ["8.15"],
  setting: "applicationLogs",
  evaluate: ({ baseline }) => {
    if (!baseline) return noBaseline;
    if (!baseline.logCollector) return switchedOff(baseline, "applicationLogs");
    return whenKnown([baseline.logCollector], (name) => ({ status: "expected", because: name }));
  },
};
