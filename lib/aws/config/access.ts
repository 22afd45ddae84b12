import { allowedCidrProblems, narrowCidrProblems } from "../../core/addresses/addresses";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { partitionOf } from "./regions";

/**
 * Access to the Kubernetes API: the networks that reach it, and the people who may log in. Nodes use a private address in every mode.
 *
 * @discriminator mode
 */
export type AwsAccess = AwsRestrictedAccess | AwsPrivateAccess;

/** The API has a public name, which only the listed networks reach. */
export interface AwsRestrictedAccess {
  readonly mode: "restricted";
  /**
   * A public API name needs the networks that may reach it, for example [203.0.113.0/24]; with `access.mode: private` it needs none.
   * List your office and your runners, for example. The whole internet is refused.
   *
   * @minItems 1
   * @maxItems 40
   * @haven HX-public-api
   */
  readonly allowedCidrs: readonly string[];
  /** Principals with all rights in the cluster. */
  readonly administrators: AwsPrincipals;
  /** Principals who may read the objects in namespaces, except Secrets. They can't read nodes. @default nobody */
  readonly viewers?: AwsPrincipals;
}

/** The API is reachable only from inside the network, so the program that applies the baseline must run there. */
export interface AwsPrivateAccess {
  readonly mode: "private";
  /**
   * Networks behind a transit gateway or peering that may reach the API, in addition to the cluster's own network.
   *
   * @default none
   * @maxItems 40
   */
  readonly allowedCidrs?: readonly string[];
  /** Principals with all rights in the cluster. */
  readonly administrators: AwsPrincipals;
  /** Principals who may read the objects in namespaces, except Secrets. They can't read nodes. @default nobody */
  readonly viewers?: AwsPrincipals;
}

/** People and pipelines, named by the IAM roles that they assume. The cluster has no separate accounts. */
export interface AwsPrincipals {
  /**
   * ARNs of IAM roles or users. The identity that deploys must be an administrator, because it applies the resources inside the cluster.
   * The Haven Compliancy Checker must run as an administrator too.
   *
   * @minItems 1
   * @haven clusteradmin
   */
  readonly principalArns: readonly string[];
}

/**
 * Problems of `access` that the schema can't find: ranges, duplicate principals and malformed ARNs. Without `region`, partitions aren't
 * checked.
 */
export function accessProblems(
  access: Incomplete<Omit<AwsRestrictedAccess, "mode">> & { readonly mode?: string },
  region?: string,
): Problem[] {
  const { mode, allowedCidrs = [], administrators, viewers } = access;
  const path = "access.allowedCidrs";
  const arns = Object.entries({ administrators, viewers }).flatMap(([group, principals]) =>
    (principals?.principalArns ?? []).map((arn, index) => ({ arn, path: `access.${group}.principalArns[${index}]` })),
  );
  return [
    ...(mode === "private" ? narrowCidrProblems(path, allowedCidrs) : allowedCidrProblems(path, allowedCidrs)),
    ...arns
      .filter(({ arn }, index) => arns.findIndex((other) => other.arn === arn) < index)
      .map(({ arn, path: at }) => ({ path: at, message: `${arn} is listed twice; EKS accepts one access entry per principal` })),
    ...arns.flatMap(({ arn, path: at }) => principalProblems(at, arn, region)),
  ];
}

/** Refuses ARNs with which EKS lets nobody in, or which EKS refuses at apply. */
function principalProblems(path: string, arn: string, region: string | undefined): Problem[] {
  const [, session] = /^arn:[^:]+:sts::\d{12}:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (session !== undefined) {
    const hint = `name the role itself, found with: aws iam get-role --role-name ${session} --query Role.Arn`;
    return [{ path, message: `"${arn}" is a session of a role, which differs at each login`, hint }];
  }
  const [, partition, kind] = /^arn:([^:]+):iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.exec(arn) ?? [];
  if (kind === undefined) {
    const hint = "find it with: aws iam get-role --role-name <name> --query Role.Arn";
    return [
      { path, message: `must be the ARN of a role or a user such as arn:aws:iam::111111111111:role/administrators, got "${arn}"`, hint },
    ];
  }
  if (arn.includes(":role/aws-service-role/"))
    return [{ path, message: `${arn} is a service-linked role, which only AWS can assume; name a role of your own` }];
  if (region === undefined || partition === partitionOf(region).name) return [];
  return [
    { path, message: `${arn} is in the partition ${partition}; it must be in ${partitionOf(region).name}, the partition of ${region}` },
  ];
}
