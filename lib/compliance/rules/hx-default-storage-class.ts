import { expected, failed, noBaseline, type Rule, whenKnown } from "../rule";

/** Two defaults make it a matter of luck where a claim goes; none leaves it waiting. */
export const defaultStorageClass: Rule = {
  id: "HX-default-storage-class",
  title: { en: "Exactly one default storage class", nl: "Precies één standaard-opslagklasse" },
  bio2: ["8.9"],
  examines: { en: "the storage classes of this app", nl: "de opslagklassen van deze app" },
  overlooks: { en: "classes that charts or people create in the cluster", nl: "klassen die charts of mensen in het cluster maken" },
  evaluate: ({ baseline }) =>
    baseline
      ? whenKnown([baseline.defaultStorageClasses], (names) =>
          names.length === 1
            ? expected({ en: `${names.join()} and no other`, nl: `${names.join()} en geen andere` })
            : failed(
                names.length === 0
                  ? { en: "there is none", nl: "er is er geen" }
                  : { en: `there are ${names.length}: ${names.join(", ")}`, nl: `er zijn er ${names.length}: ${names.join(", ")}` },
                { en: "leave exactly one class the default", nl: "laat precies één klasse de standaard zijn" },
              ),
        )
      : noBaseline,
};
