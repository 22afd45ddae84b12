import type { IConstruct } from "constructs";
import type { ClusterReport } from "./report";
import { type Row, rowsOf } from "./rows";
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

/** What the gate refuses a cluster for; a waiver takes it off. */
export function refusedRows(cluster: Pick<ClusterReport, "checks" | "findings" | "failOn">): readonly Row[] {
  return rowsOf(cluster).counted.filter(({ status }) => cluster.failOn.some((refused) => refused === status));
}

/** The same, as ids and outcomes. */
export function refusals(cluster: Parameters<typeof refusedRows>[0]): readonly string[] {
  return refusedRows(cluster).map(({ id, status }) => `${id} (${status})`);
}
