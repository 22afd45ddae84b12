import type { Environment } from "../reading/evidence";
import type { Problem } from "../validation/errors";

/** Tags for passing costs on to departments and for the inventory that BIO2 5.09.01 asks for. */
export interface Tags {
  /**
   * Team that answers for the cluster.
   *
   * @pattern \S
   * @form the name of the team that answers for the cluster
   */
  readonly owner: string;
  /** Cost centre that pays. */
  readonly costCentre?: string;
  /** What runs on it. */
  readonly application?: string;
  /** Data classification, in your own words. */
  readonly classification?: string;
  /** Tags of your own. */
  readonly [key: string]: string | undefined;
}

// Terraform's and the providers' own tag keys are kebab-case more often than not, and Google takes nothing else.
const named: Readonly<Record<string, string>> = { costCentre: "cost-centre", classification: "data-classification" };

/** The tags as they are put on resources. */
export function resolveTags(environment: Environment, tags: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const renamed = given.map(([key, value]): [string, string] => [named[key] ?? key, value]);
  return { ...Object.fromEntries(renamed), environment, "managed-by": "haven-cdktf" };
}

export function tagProblems(tags: Readonly<Record<string, string | undefined>>): Problem[] {
  const reserved = ["environment", "managed-by"].filter((key) => key in tags);
  return [
    ...reserved.map((key) => ({
      path: `tags.${key}`,
      message: "is set by the library",
      ...(key === "environment" && { hint: "set environment, beside tags, instead" }),
    })),
  ];
}
