import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";

/** One statement of an IAM policy. Values may be tokens. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: object | string;
  readonly Condition?: object;
}

/** Rights of a role: AWS managed policies, and statements of its own policy. */
export interface RoleRights {
  /** Names of AWS managed policies, with their path, for example `service-role/AmazonEFSCSIDriverPolicy`. */
  readonly managed?: readonly string[];
  /** Statements of the role's own policy. */
  readonly statements?: readonly Statement[];
}

/** A role that was created, and its rights. */
export interface MadeRole {
  readonly role: IamRole;
  /** Attached rights. Users of the role must wait for these, or their calls fail. */
  readonly ready: readonly ITerraformDependable[];
}

/** Creates a role for one purpose. `trust` says who may assume it. */
export function makeRole(
  scope: Construct,
  purpose: string,
  trust: Statement,
  { managed = [], statements = [] }: RoleRights,
  { name, region, tags, permissionsBoundaryArn }: AwsPartProps,
): MadeRole {
  const role = new IamRole(scope, `${purpose}-role`, {
    // IAM is global, so the name includes the region: another region may have a cluster with the same name.
    name: resourceName(`${name}-${region}`, purpose, 64),
    assumeRolePolicy: policyText([trust]),
    permissionsBoundary: permissionsBoundaryArn,
    tags: { ...tags },
  });
  const attached = managed.map(
    (policy) =>
      new IamRolePolicyAttachment(scope, `${purpose}-has-${policy.split("/").at(-1) ?? policy}`, {
        role: role.name,
        policyArn: `arn:${partitionOf(region).name}:iam::aws:policy/${policy}`,
      }),
  );
  const own = statements.length === 0 ? [] : [grant(scope, purpose, role, statements)];
  return { role, ready: [...attached, ...own] };
}

/** Adds rights to an existing role. */
export function grant(scope: Construct, purpose: string, role: IamRole, statements: readonly Statement[]): IamRolePolicy {
  return new IamRolePolicy(scope, `${purpose}-rights`, { name: purpose, role: role.name, policy: policyText(statements) });
}

/** Trust in an AWS service. Service principals end in amazonaws.com in every partition. */
export function trustService(service: string, ...more: readonly string[]): Statement {
  return { Effect: "Allow", Principal: { Service: `${service}.amazonaws.com` }, Action: ["sts:AssumeRole", ...more] };
}

/** JSON text of an IAM policy. */
export function policyText(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
