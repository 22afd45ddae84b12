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

/** What is wrong with the props that every part takes, beside their schema. */
export function partProblems(given: Incomplete<AwsPartProps>): Problem[] {
  const { region, tags = {}, permissionsBoundaryArn } = literals<AwsPartProps>(given);
  return [
    // Names are made from it at synth.
    ...literalProblems({ name: given.name }),
    ...(permissionsBoundaryArn === undefined
      ? []
      : arnProblems("permissionsBoundaryArn", permissionsBoundaryArn, {
          service: "iam",
          resource: /^policy\/[\w+=,.@/-]+$/,
          example: "iam::111111111111:policy/boundary",
          region,
          global: true,
        })),
    ...awsTagProblems(tags),
  ];
}
