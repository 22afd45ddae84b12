import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { AwsHavenCluster, type AwsHavenClusterProps } from "../../lib/aws";
import { synthesize } from "../../lib/testing";
import { awsProps } from "./aws-props";

/** A stack with one cluster; `change` gets it before the synth, for overrides. */
export function awsCluster(
  props: Partial<AwsHavenClusterProps> = {},
  change: (cluster: AwsHavenCluster, stack: TerraformStack) => void = () => {},
) {
  const given = awsProps(props);
  return synthesize((stack) => {
    new AwsProvider(stack, "aws", { region: given.region });
    change(new AwsHavenCluster(stack, "cluster", given), stack);
  });
}

export interface Statement {
  readonly Effect: string;
  readonly Principal?: object;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: object;
}

/** Statements of a policy. What Terraform computes has quotes of its own, which aren't JSON's. */
export function statements(policy: unknown): Statement[] {
  return (JSON.parse(String(policy).replaceAll(/\$\{[^}]*\}/g, (computed) => computed.replaceAll('"', "'"))) as { Statement: Statement[] })
    .Statement;
}
