import type { Environment } from "./environment";
import type { Problem } from "../validation/errors";

/** Tags for cost allocation and for the inventory that BIO2 5.09.01 requires. */
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
  /** Application that runs on the cluster. */
  readonly application?: string;
  /** Data classification, in your own words. */
  readonly classification?: string;
  /** Tags of your own. */
  readonly [key: string]: string | undefined;
}

// Terraform's and the providers' own tag keys are mostly kebab-case, and some providers accept nothing else.
// A map, because a tag may be called `toString`.
const aliases: ReadonlyMap<string, string> = new Map([
  ["costCentre", "cost-centre"],
  ["classification", "data-classification"],
]);

const aliasOf = (key: string) => aliases.get(key) ?? key;

/** Tags as they are set on resources. */
export function resolveTags(environment: Environment, tags: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const given = Object.entries(tags).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const renamed = given.map(([key, value]): [string, string] => [aliasOf(key), value]);
  return { ...Object.fromEntries(renamed), environment, "managed-by": "haven-cdktf" };
}

/**
 * Rules for a cluster's tags.
 *
 * @param refused the provider's rules for tags as they are set on resources
 */
export function tagProblems(
  environment: Environment,
  tags: Readonly<Record<string, string | undefined>>,
  refused: (resolved: Readonly<Record<string, string>>) => readonly Problem[],
): Problem[] {
  const keys = Object.keys(tags);
  const written = (resolved: string) => keys.find((key) => aliasOf(key) === resolved) ?? resolved;
  return [
    ...keys
      .filter((key) => key === "environment" || key === "managed-by")
      .map((key) => ({
        path: `tags.${key}`,
        message: "is set by the library",
        ...(key === "environment" && { hint: "set environment, beside tags, instead" }),
      })),
    ...[...aliases]
      .filter((spellings) => spellings.every((key) => keys.includes(key)))
      .map(([key, alias]) => ({ path: `tags.${alias}`, message: `is the tag that ${key} becomes; give one of the two` })),
    // The user knows the tag by the key in the file.
    ...refused(resolveTags(environment, tags)).map(({ path, ...problem }) => ({
      ...problem,
      path: path.startsWith("tags.") ? `tags.${written(path.slice("tags.".length))}` : path,
    })),
  ];
}
