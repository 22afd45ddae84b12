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
