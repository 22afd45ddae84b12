import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";

/** One thing that a policy allows or denies; values may be tokens. */
export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly Principal?: object | string;
  readonly Condition?: object;
}

export interface RoleRights {
  /** Names of AWS' own policies, with their path. */
  readonly managed?: readonly string[];
  readonly statements?: readonly Statement[];
}

export interface MadeRole {
  readonly role: IamRole;
  /** The rights, without which whoever takes the role on fails. */
  readonly ready: readonly ITerraformDependable[];
}

/** A role for one purpose: who may take it on, and what it may do. */
export function makeRole(
  scope: Construct,
  purpose: string,
  trust: Statement,
  { managed = [], statements = [] }: RoleRights,
  { name, region, tags, permissionsBoundaryArn }: AwsPartProps,
): MadeRole {
  const role = new IamRole(scope, `${purpose}-role`, {
    // Roles are in no region, and a cluster of the same name may be in another.
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

/** More rights for a role that is there. */
export function grant(scope: Construct, purpose: string, role: IamRole, statements: readonly Statement[]): IamRolePolicy {
  return new IamRolePolicy(scope, `${purpose}-rights`, { name: purpose, role: role.name, policy: policyText(statements) });
}

/** Trust in a service of AWS. Their names end in amazonaws.com in every partition. */
export function trustService(service: string, ...more: readonly string[]): Statement {
  return { Effect: "Allow", Principal: { Service: `${service}.amazonaws.com` }, Action: ["sts:AssumeRole", ...more] };
}

export function policyText(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
