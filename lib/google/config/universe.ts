import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
/**
 * A name of DNS.
 *
 * @pattern ^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$
 * @form a domain such as s3nsapis.fr
 */
type DomainName = string;

/** A sovereign Google cloud, run by others in a universe of its own, with other names. */
export interface GoogleUniverse {
  /** What its services are below, for example `s3nsapis.fr`. */
  readonly domain: DomainName;
  /** Ends the name of a project's pool of workload identities, for example `s3ns.svc.id.goog`. */
  readonly workloadPoolDomain: DomainName;
  /** Ends the names of Google's own service agents, for example `s3ns-system.iam.gserviceaccount.com`. */
  readonly serviceAgentDomain: DomainName;
}

export const publicUniverse: GoogleUniverse = {
  domain: "googleapis.com",
  workloadPoolDomain: "svc.id.goog",
  serviceAgentDomain: "iam.gserviceaccount.com",
};

/** Regions that begin with `u-` are in such a cloud, and only they are. */
export function universeProblems(
  given: Incomplete<GoogleUniverse> | undefined,
  region: string | undefined,
  closesEgress: boolean,
): Problem[] {
  const sovereign = region?.startsWith("u-");
  if (given === undefined) {
    return sovereign
      ? [
          {
            path: "universe",
            message: `is missing; ${region} is in a cloud with names of its own`,
            hint: "docs/google.md#sovereign-clouds",
          },
        ]
      : [];
  }
  return [
    ...(sovereign === false ? [{ path: "universe", message: `has names of a sovereign cloud, and ${region} is in none` }] : []),
    // Without those of its own names and addresses nodes would never register.
    ...(closesEgress
      ? [
          {
            path: "network.egressRules",
            message: "let nodes reach Google's public cloud, and not this one",
            hint: "close what goes out in the network that you bring: network.existing",
          },
        ]
      : []),
  ];
}
