import type { IConstruct } from "constructs";
import type { ClusterReport } from "./report";
import type { FailOn } from "./rule";

const metadata = "haven-cdktf:fail-on";

/** Refuses to synthesize the clusters below `scope` when a check has one of these outcomes; the nearest to a cluster counts. */
export function gate(scope: IConstruct, failOn: readonly FailOn[]): void {
  scope.node.addMetadata(metadata, failOn);
}

export function failOnOf(construct: IConstruct): readonly FailOn[] {
  const [nearest] = construct.node.scopes.reverse().flatMap(({ node }) => node.metadata.filter(({ type }) => type === metadata).slice(-1));
  return (nearest?.data as readonly FailOn[] | undefined) ?? [];
}

/** Ids and outcomes for which a cluster is refused: HCC's mandatory checks and own rules; a waiver takes them off. */
export function refusals({ checks, findings, failOn }: Pick<ClusterReport, "checks" | "findings" | "failOn">): readonly string[] {
  const judged = [...checks.filter(({ mandatory }) => mandatory), ...findings];
  return judged.filter(({ status }) => failOn.some((refused) => refused === status)).map(({ id, status }) => `${id} (${status})`);
}
