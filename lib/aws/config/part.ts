import { clusterNameProblems } from "../../core/cluster/names";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { arnProblems } from "./resource-ids";
import { awsTagProblems } from "./tags";

/** Where a part of an AWS cluster is put, and under which name. */
export interface AwsPartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
  /** AWS region, for example `eu-central-1`; that of the stack's provider. */
  readonly region: string;
  /** Put on everything that carries tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of the policy that no role that is made may go beyond. @default none */
  readonly permissionsBoundaryArn?: string;
}

/** What is wrong with what every part takes. */
export function partProblems(given: Incomplete<AwsPartProps>): Problem[] {
  const { name, region, tags, permissionsBoundaryArn } = literals<AwsPartProps>(given);
  return [
    ...literalProblems({ name: given.name }),
    // Roles and buckets carry the name as well, with a purpose behind it.
    ...(name === undefined ? [] : clusterNameProblems(name, 50)),
    ...(permissionsBoundaryArn === undefined
      ? []
      : arnProblems("permissionsBoundaryArn", permissionsBoundaryArn, {
          service: "iam",
          resource: /^policy\/[\w+=,.@/-]+$/,
          example: "iam::111111111111:policy/boundary",
          region,
          global: true,
        })),
    ...awsTagProblems(tags ?? {}),
  ];
}
