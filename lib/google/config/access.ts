import { allowedCidrProblems, isPrivate, narrowCidrProblems } from "../../core/addresses/addresses";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/**
 * Who reaches the Kubernetes API. Nodes use a private address in every mode.
 *
 * @discriminator mode
 */
export type GoogleAccess = GoogleIdentityAccess | GoogleRestrictedAccess | GooglePrivateAccess;

/**
 * A public name that answers only who has the right in IAM; Google turns everyone else away before the API server. The API server's own
 * addresses are off.
 */
export interface GoogleIdentityAccess extends GooglePeople {
  readonly mode: "identity";
}

/** A public address that only your own networks reach. */
export interface GoogleRestrictedAccess extends GooglePeople {
  readonly mode: "restricted";
  /**
   * A public API address needs the networks that may reach it, for example [203.0.113.0/24]; with `access.mode: identity` it needs none.
   * Your office and your runners, for example; never the whole internet.
   *
   * @minItems 1
   * @maxItems 100
   * @haven HX-public-api
   */
  readonly allowedCidrs: readonly string[];
}

/** Only reachable from inside the network, so what applies the baseline must run there. */
export interface GooglePrivateAccess extends GooglePeople {
  readonly mode: "private";
  /** Private ranges behind a peering or an interconnect that reach the API too. @default the cluster's own subnet @maxItems 100 */
  readonly allowedCidrs?: readonly string[];
}

interface GooglePeople {
  /** Who has all rights in every cluster of the project: IAM knows no smaller place. */
  readonly administrators: GoogleMembers;
  /** Who may look at everything but Secrets, in every cluster of the project. @default nobody */
  readonly viewers?: GoogleMembers;
  /**
   * Google group `gke-security-groups@<domain>`, whose groups may be named in the cluster's own role bindings. Taken out later, it stays
   * in GKE.
   *
   * @default roles inside the cluster are given to persons only
   * @pattern ^gke-security-groups\x40[a-z0-9.-]+$
   * @form `gke-security-groups@<domain>`, the one name that GKE takes
   */
  readonly securityGroup?: string;
}

/** People and pipelines, as IAM calls them. The cluster has no accounts of its own. */
export interface GoogleMembers {
  /**
   * For example `group:beheer@gemeente.example`, `serviceAccount:…`, or `principalSet://…` of Workforce Identity Federation. HCC must
   * run as an administrator.
   *
   * @minItems 1
   * @haven clusteradmin
   */
  readonly members: readonly string[];
}

export function accessProblems(access: Incomplete<Omit<GoogleRestrictedAccess, "mode">> & { readonly mode?: string }): Problem[] {
  const { mode, allowedCidrs = [], administrators, viewers } = access;
  const path = "access.allowedCidrs";
  const members = Object.entries({ administrators, viewers }).flatMap(([group, named]) =>
    (named?.members ?? []).map((member, index) => ({ group, member, path: `access.${group}.members[${index}]` })),
  );
  return [
    ...(mode === "private" ? privateRangeProblems(path, allowedCidrs) : allowedCidrProblems(path, allowedCidrs)),
    ...members
      .filter(({ group, member }, index) => members.findIndex((other) => other.group === group && other.member === member) < index)
      .map(({ member, path: at }) => ({ path: at, message: `${member} is there twice` })),
    ...members.flatMap(({ member, path: at }) => memberProblems(at, member)),
  ];
}

/** GKE refuses public ranges where the API has no public address ("is not a reserved network"). */
function privateRangeProblems(path: string, cidrs: readonly string[]): Problem[] {
  return cidrs.flatMap((cidr, index) => {
    const at = `${path}[${index}]`;
    const problems = narrowCidrProblems(path, [cidr]).map((problem) => ({ ...problem, path: at }));
    if (problems.length > 0 || isPrivate(cidr)) return problems;
    return [{ path: at, message: `${cidr} is a public range, and the API has no public address; give private ones` }];
  });
}

function memberProblems(path: string, member: string): Problem[] {
  if (/^(group|user|serviceAccount):[^\s@:]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(member) || /^principal(Set)?:\/\/\S+\/\S+$/.test(member))
    return [];
  const open = /^(allUsers|allAuthenticatedUsers|domain:)/.test(member);
  return [
    {
      path,
      message: open
        ? `${member} is anyone, or a whole organisation; name a group`
        : `"${member}" is not a member such as group:beheer@gemeente.example, serviceAccount:…@… or principalSet://…`,
    },
  ];
}
