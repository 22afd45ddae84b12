import { clusterNameProblems } from "../../core/cluster/names";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { groupNameProblems } from "./cluster";
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

/** What is wrong with what every part takes. */
export function partProblems(given: Incomplete<AzurePartProps>): Problem[] {
  const { name, resourceGroupName, tags } = literals<AzurePartProps>(given);
  return [
    ...literalProblems({ name: given.name }),
    // The network, the node resource group and DNS carry the name as well, some with a purpose behind it; AKS takes 63.
    ...(name === undefined ? [] : clusterNameProblems(name, 50)),
    ...groupNameProblems(resourceGroupName),
    ...azureTagProblems(tags ?? {}),
  ];
}
