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
