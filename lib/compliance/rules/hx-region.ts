import { failed, guaranteed, type Rule, whenKnown } from "../rule";

export const region: Rule = {
  id: "HX-region",
  title: { en: "Data stays in the EU or EEA", nl: "Gegevens blijven in de EU of EER" },
  bio2: ["5.23", "5.34"],
  setting: "region",
  evaluate: ({ cluster: { residency, residencyException }, regions }) =>
    whenKnown(regions, (...names) => {
      const used = [...new Set(names)].sort();
      const outside = used.filter((name) => !residency.regions.includes(name));
      if (outside.length === 0) return guaranteed({ en: `everything is in ${used.join(", ")}`, nl: `alles staat in ${used.join(", ")}` });
      const because = {
        en: `${outside.join(", ")} is not in the EU or EEA by the list of ${residency.asOf}`,
        nl: `${outside.join(", ")} ligt niet in de EU of EER volgens de lijst van ${residency.asOf}`,
      };
      return residencyException === undefined
        ? failed(because, { en: "choose a region in the EU or EEA", nl: "kies een regio in de EU of EER" })
        : {
            status: "waived",
            because: { en: `${because.en}; accepted: ${residencyException}`, nl: `${because.nl}; aanvaard: ${residencyException}` },
          };
    }),
};
