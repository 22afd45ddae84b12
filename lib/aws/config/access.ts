import { allowedCidrProblems, narrowCidrProblems } from "../../core/addresses/addresses";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { partitionOf } from "./regions";

/**
 * Who reaches the Kubernetes API. Nodes use a private address in every mode.
 *
 * @discriminator mode
 */
export type AwsAccess = AwsRestrictedAccess | AwsPrivateAccess;

/** A public name that only your own networks reach. */
export interface AwsRestrictedAccess {
  readonly mode: "restricted";
  /**
   * A public API name needs the networks that may reach it, for example [203.0.113.0/24]; with `access.mode: private` it needs none.
   * Your office and your runners, for example; never the whole internet.
   *
   * @minItems 1
   * @maxItems 40
   * @haven HX-public-api
   */
  readonly allowedCidrs: readonly string[];
  /** Who has all rights in the cluster. */
  readonly administrators: AwsPrincipals;
  /** Who may look at what is in namespaces, but for Secrets; not at nodes. @default nobody */
  readonly viewers?: AwsPrincipals;
}

/** Only reachable from inside the network, so what applies the baseline must run there. */
export interface AwsPrivateAccess {
  readonly mode: "private";
  /**
   * Ranges of networks behind a transit gateway or peering that reach the API beside the cluster's own.
   *
   * @default none
   * @maxItems 40
   */
  readonly allowedCidrs?: readonly string[];
  /** Who has all rights in the cluster. */
  readonly administrators: AwsPrincipals;
  /** Who may look at what is in namespaces, but for Secrets; not at nodes. @default nobody */
  readonly viewers?: AwsPrincipals;
}

/** People and pipelines, by the roles of IAM that they take on. The cluster has no accounts of its own. */
export interface AwsPrincipals {
  /**
   * ARNs of roles or users of IAM. Whoever deploys must be an administrator, since what runs inside is applied in their name; HCC must
   * run as one too.
   *
   * @minItems 1
   * @haven clusteradmin
   */
  readonly principalArns: readonly string[];
}

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
      .map(({ arn, path: at }) => ({ path: at, message: `${arn} is there twice; EKS takes one entry for each` })),
    ...arns.flatMap(({ arn, path: at }) => principalProblems(at, arn, region)),
  ];
}

/** EKS takes these ARNs and then lets nobody in, or refuses them at apply. */
function principalProblems(path: string, arn: string, region: string | undefined): Problem[] {
  const [, session] = /^arn:[^:]+:sts::\d{12}:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (session !== undefined) {
    const hint = `give the role itself: aws iam get-role --role-name ${session} --query Role.Arn`;
    return [{ path, message: `"${arn}" is a session of a role, which never is the same again`, hint }];
  }
  const [, partition, kind] = /^arn:([^:]+):iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/.exec(arn) ?? [];
  if (kind === undefined) {
    const hint = "aws iam get-role --role-name <name> --query Role.Arn";
    return [{ path, message: `"${arn}" is not the ARN of a role or a user such as arn:aws:iam::111111111111:role/administrators`, hint }];
  }
  if (arn.includes(":role/aws-service-role/")) return [{ path, message: `${arn} is a role of a service of AWS, which nobody takes on` }];
  if (region === undefined || partition === partitionOf(region).name) return [];
  return [{ path, message: `${arn} is in the partition ${partition}; ${region} is in ${partitionOf(region).name}` }];
}
