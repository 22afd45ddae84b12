import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { azureTagProblems } from "./tags";

/** Where a part of an Azure cluster is put, and under which name. */
export interface AzurePartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
  /** Azure region, for example `westeurope`. */
  readonly region: string;
  readonly resourceGroupName: string;
  /** Put on everything that carries tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What is wrong with the props that every part takes, beside their schema. */
export function partProblems(given: Incomplete<AzurePartProps>): Problem[] {
  const { tags = {} } = literals<AzurePartProps>(given);
  return [
    // Names are made from it at synth.
    ...literalProblems({ name: given.name }),
    ...azureTagProblems(tags),
  ];
}
