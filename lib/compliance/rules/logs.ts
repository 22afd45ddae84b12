import { noBaseline, type Rule, whenKnown } from "../rule";

export const logs: Rule = {
  id: "logs",
  title: { en: "Log aggregation", nl: "Logverzameling" },
  bio2: ["8.15"],
  evaluate: ({ baseline }) =>
    baseline ? whenKnown([baseline.logCollector], (name) => ({ status: "expected", because: name })) : noBaseline,
};
