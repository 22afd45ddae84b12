import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { arnProblems } from "./resource-ids";
import { awsTagProblems } from "./tags";

/** Props that every part of an AWS cluster has: name, region and tags. */
export interface AwsPartProps {
  /** Name of the cluster. Resources of the part are named `<name>` or `<name>-<purpose>`. */
  readonly name: string;
  /** AWS region of the stack's provider, for example `eu-central-1`. */
  readonly region: string;
  /** Tags of every resource that supports tags. */
  readonly tags: Readonly<Record<string, string>>;
  /** ARN of the permissions boundary of every created role. @default none */
  readonly permissionsBoundaryArn?: string;
}

/** Problems of the props that every part has, which the schema can't find. */
export function partProblems(given: Incomplete<AwsPartProps>): Problem[] {
  const { region, tags = {}, permissionsBoundaryArn } = literals<AwsPartProps>(given);
  return [
    // Names of resources are derived from it at synth.
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
