import { clusterNameProblems } from "../../core/cluster/names";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { projectIdProblems } from "./dns";
import { googleTagProblems } from "./tags";

/** Where a part of a Google cluster is put, and under which name. */
export interface GooglePartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
  /** Google region, for example `europe-west4`. */
  readonly region: string;
  /** Id of the project; what it is made of may be a reference that waits for the project's APIs. */
  readonly projectId: string;
  /** Put on everything that carries labels. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What is wrong with what every part takes. */
export function partProblems(given: Incomplete<GooglePartProps>): Problem[] {
  const { name, projectId, tags } = literals<GooglePartProps>(given);
  return [
    ...literalProblems({ name: given.name }),
    // GKE takes 40 characters. IAM takes no account of fewer than six, and some are called <name>-dns.
    ...(name === undefined ? [] : clusterNameProblems(name, 40)),
    ...(name?.length === 1 ? [{ path: "name", message: `"${name}" is too short; Google's IAM takes at least two` }] : []),
    ...(projectId === undefined ? [] : projectIdProblems("projectId", projectId)),
    ...googleTagProblems(tags ?? {}),
  ];
}
