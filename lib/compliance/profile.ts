import type { IConstruct } from "constructs";
import type { Problem } from "../core/validation/errors";
import type { Environment } from "../core/cluster/environment";

/**
 * - `production`: every check counts.
 * - `test`: a small cluster for trying things out, which gives up the checks that are about its size: `multiaz`, `hamasters` and
 *   `haworkers`. The report says so, and HCC will fail them. Not for a cluster whose environment is production.
 */
export type Profile = "production" | "test";

const metadata = "haven-cdktf:profile";

/** Judges the clusters below `scope` by a profile; the nearest to a cluster counts. */
export function useProfile(scope: IConstruct, profile: Profile): void {
  scope.node.addMetadata(metadata, profile);
}

export function profileOf(construct: IConstruct): Profile {
  const [nearest] = construct.node.scopes.reverse().flatMap(({ node }) => node.metadata.filter(({ type }) => type === metadata).slice(-1));
  return (nearest?.data as Profile | undefined) ?? "production";
}

export function profileProblems(profile: Profile | undefined, environment: Environment | undefined): Problem[] {
  return profile === "test" && environment === "production"
    ? [
        {
          path: "compliance.profile",
          message: "test is not for a cluster whose environment is production",
          hint: "set environment to test or development, or accept single checks in compliance.waivers",
        },
      ]
    : [];
}
