import { Fn } from "cdktf";
import { type GoogleUniverse, publicUniverse } from "../config/universe";

/** Pool of the project's workload identities. Ids of projects in a sovereign cloud begin with its prefix, as in `s3ns:zaken`; the pool's name doesn't. */
export function workloadPoolOf(projectId: string, universe?: GoogleUniverse): string {
  return universe
    ? `${Fn.replace(projectId, "/^.*:/", "")}.${universe.workloadPoolDomain}`
    : `${projectId}.${publicUniverse.workloadPoolDomain}`;
}
