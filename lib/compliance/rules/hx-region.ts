import { type Rule, whenKnown } from "../rule";

export const region: Rule = {
  id: "HX-region",
  title: { en: "Data stays in the EU or EEA", nl: "Gegevens blijven in de EU of EER" },
  bio2: ["5.23", "5.34"],
  evaluate: ({ cluster: { residency, residencyException }, regions }) =>
    whenKnown(regions, (...names) => {
      const used = [...new Set(names)].sort();
      const outside = used.filter((name) => !residency.regions.includes(name));
      if (outside.length === 0) return { status: "guaranteed", because: `everything is in ${used.join(", ")}` };
      const because = `${outside.join(", ")} is not in the EU or EEA by the list of ${residency.asOf}`;
      return residencyException === undefined
        ? { status: "failed", because, fix: "choose a region in the EU or EEA" }
        : { status: "waived", because: `${because}; accepted: ${residencyException}` };
    }),
};
