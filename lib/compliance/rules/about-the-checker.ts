import type { Rule } from "../rule";

/** Checks about HCC and the person who runs it: a design can neither pass nor fail them. */
const aboutTheChecker = (id: string, title: Rule["title"], because: string): Rule => ({
  id,
  title,
  bio2: [],
  evaluate: () => ({ status: "not-applicable", because, evidence: [] }),
});

export const havenversion = aboutTheChecker(
  "havenversion",
  { en: "The checker is recent enough", nl: "De checker is recent genoeg" },
  "about the checker: run its newest release",
);

export const clusteradmin = aboutTheChecker(
  "clusteradmin",
  { en: "The checker has all rights", nl: "De checker heeft alle rechten" },
  "about who runs the checker: an administrator of the cluster must",
);

export const shavalidation = aboutTheChecker(
  "shavalidation",
  { en: "The checker is the official one", nl: "De checker is de officiële" },
  "about the checker: use the official binary",
);
