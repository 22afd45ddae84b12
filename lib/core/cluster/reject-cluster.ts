import type { IConstruct } from "constructs";
import { type PropsRules, wholeProblems } from "../schema/check";
import { rejectProblems } from "../validation/errors";
import { twinProblems } from "./cluster";

/** Refuses impossible props of a cluster that is made in code, with every problem at once. Those of a cluster file were checked before. */
export function rejectCluster<Props extends { readonly name: string }>(
  cluster: IConstruct & { readonly provider: string },
  rules: PropsRules<Props>,
  props: Props,
): void {
  rejectProblems(cluster.node.path, [...wholeProblems(rules, props), ...twinProblems(cluster, cluster.provider, props.name)]);
}
