import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { rejectProblems } from "../../core/validation/errors";
import type { VsphereHavenClusterProps } from "../config/cluster";
import { exclusiveClaims, sharedClaims, takenProblems } from "../config/neighbours";

/** What the clusters of an app use, with the path of the cluster that was made first. */
const claimed = new WeakMap<IConstruct, Map<string, string>>();

/**
 * Refuses a cluster that uses an address or folder of another cluster of the app, and warns about a bucket, share or driver id that both use.
 * Clusters of other apps can't be seen.
 */
export function rejectNeighbours(cluster: IConstruct, props: VsphereHavenClusterProps): void {
  const taken = claimed.get(cluster.node.root) ?? new Map<string, string>();
  claimed.set(cluster.node.root, taken);
  const [exclusive, shared] = [exclusiveClaims(props), sharedClaims(props)];
  rejectProblems(cluster.node.path, takenProblems(exclusive, taken));
  for (const { path, message } of takenProblems(shared, taken)) Annotations.of(cluster).addWarning(`${path}: ${message}`);
  for (const { key } of [...exclusive, ...shared]) if (!taken.has(key)) taken.set(key, cluster.node.path);
}
