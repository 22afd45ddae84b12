import { expected, failed, guaranteed, type Rule, whenKnown } from "../rule";

export const region: Rule = {
  id: "HX-region",
  title: { en: "Data stays in the EU or EEA", nl: "Gegevens blijven in de EU of EER" },
  bio2: ["5.23", "5.34"],
  setting: "region",
  evaluate: ({ cluster: { residency, residencyException }, regions, statedPlaces = [] }) =>
    whenKnown(regions, (...names) => {
      const used = [...new Set(names)].sort();
      const outside = used.filter((name) => !residency.regions.includes(name));
      if (outside.length === 0 && (regions.some(({ stated }) => stated) || statedPlaces.length > 0)) {
        const places = statedPlaces.map(({ value }) => value ?? "?").join(", ");
        return expected({
          en: `${used.join(", ")}, as the cluster file states; nothing here bears it out${places && `, nor where ${places} is`}`,
          nl: `${used.join(", ")}, volgens het clusterbestand; niets hier bevestigt dat${places && `, en ook niet waar ${places} staat`}`,
        });
      }
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
