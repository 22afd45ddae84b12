import { failed, guaranteed, type Rule, whenKnown } from "../rule";

export const region: Rule = {
  id: "HX-region",
  title: { en: "Data stays in the EU or EEA", nl: "Gegevens blijven in de EU of EER" },
  bio2: ["5.23", "5.34"],
  subjects: ["regions"],
  examines: {
    en: "every region, zone and location that this app names for the cluster, at any depth, and the region of the state",
    nl: "elke regio, zone en locatie die deze app voor het cluster noemt, op elke diepte, en de regio van de state",
  },
  overlooks: {
    en: "what applications send elsewhere, copies that the cloud makes by itself, and who may read the data",
    nl: "wat applicaties elders naartoe sturen, kopieën die de cloud zelf maakt, en wie de gegevens kan lezen",
  },
  setting: "region",
  evaluate: ({ cluster: { residency, residencyException }, regions }) =>
    whenKnown(regions, (...names) => {
      const used = [...new Set(names)].sort();
      const outside = used.filter((name) => !residency.regions.includes(name));
      if (outside.length === 0) {
        return guaranteed({ en: `every place in the code is in ${used.join(", ")}`, nl: `elke plaats in de code is ${used.join(", ")}` });
      }
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
