import type { ResidencyException } from "../../core/cluster/cluster-props";
import type { Problem } from "../../core/validation/errors";

/**
 * Countries of the European Economic Area, by their ISO 3166 codes. A data centre of one's own is in no provider's table, so the name
 * of the region says in which country it is.
 */
export const eeaCountries = {
  asOf: "2026-11-22",
  codes: [
    ...["at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie", "is", "it", "li", "lt", "lu", "lv"],
    ...["mt", "nl", "no", "pl", "pt", "ro", "se", "si", "sk"],
  ],
} as const;

/** `nl` of `nl-denhaag`; undefined when the name begins with no country. */
export function countryOf(region: string): string | undefined {
  return /^([a-z]{2})-[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$/.exec(region)?.[1];
}

export function isInEea(region: string): boolean {
  return eeaCountries.codes.some((code) => code === countryOf(region));
}

export function regionProblems(region: string, exception: Partial<ResidencyException> | undefined): Problem[] {
  // Its form is the schema's to judge.
  if (countryOf(region) === undefined) return [];
  if (!isInEea(region) && exception === undefined) {
    return [
      {
        path: "region",
        message: `${region} begins with ${countryOf(region) ?? ""}, which is not a country of the EU or EEA`,
        hint: "if data may leave the EU/EEA, say why in residencyException.reason; the report shows it",
      },
    ];
  }
  return [];
}

/** The same of a name alone, before there is a cluster file. */
export function regionFormProblems(region: string): Problem[] {
  if (countryOf(region) !== undefined) return regionProblems(region, undefined);
  const message = `"${region}" is not a region such as nl-denhaag: two letters of the country, a dash, and a name of your own`;
  return [{ path: "region", message, hint: "nodes carry it as topology.kubernetes.io/region" }];
}
