import type { Rule, Text } from "../rule";

/** Checks about HCC and the person who runs it: a design can neither pass nor fail them. */
const aboutTheChecker = (id: string, title: Rule["title"], because: Text): Rule => ({
  id,
  title,
  bio2: [],
  evaluate: () => ({ status: "not-applicable", because, evidence: [] }),
});

export const havenversion = aboutTheChecker(
  "havenversion",
  { en: "The checker is recent enough", nl: "De checker is recent genoeg" },
  { en: "about the checker: run its newest release", nl: "gaat over de checker: draai de nieuwste versie" },
);

export const clusteradmin = aboutTheChecker(
  "clusteradmin",
  { en: "The checker has all rights", nl: "De checker heeft alle rechten" },
  {
    en: "about who runs the checker: an administrator of the cluster must",
    nl: "gaat over wie de checker draait: dat moet een beheerder van het cluster zijn",
  },
);

export const shavalidation = aboutTheChecker(
  "shavalidation",
  { en: "The checker is the official one", nl: "De checker is de officiële" },
  { en: "about the checker: use the official binary", nl: "gaat over de checker: gebruik het officiële programma" },
);
