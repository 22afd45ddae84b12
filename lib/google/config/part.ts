import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
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

/** What is wrong with the props that every part takes, beside their schema. */
export function partProblems(given: Incomplete<GooglePartProps>): Problem[] {
  const { tags = {} } = literals<GooglePartProps>(given);
  return [
    // Names are made from it at synth.
    ...literalProblems({ name: given.name }),
    ...googleTagProblems(tags),
  ];
}
