import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { kubernetesAccess } from "../lib/aws/constructs/access";
import { AwsHavenCluster } from "../lib/aws/constructs/haven-cluster";
import type { AwsHavenClusterProps } from "../lib/aws/config/cluster";
import type { HavenBaseline } from "../lib/baseline/haven-baseline";
import { addBaseline } from "./add-baseline";
import { beginStack } from "./begin-stack";
import { writeContract } from "./contract-outputs";
import type { StackProps } from "./stack-props";

/** Configuration of a Haven cluster on AWS and of its stack. */
export interface AwsHavenStackProps extends AwsHavenClusterProps, StackProps {}

/** Stack with a Haven cluster on AWS, its provider, state and outputs. It is ready for `cdktf deploy`. */
export class AwsHavenStack extends TerraformStack {
  readonly cluster: AwsHavenCluster;
  readonly baseline: HavenBaseline;

  constructor(scope: Construct, id: string, props: AwsHavenStackProps) {
    super(scope, id);
    beginStack(this, props);
    useAws(this, props.region);
    this.cluster = new AwsHavenCluster(this, "cluster", props);
    this.baseline = addBaseline(scope, this, props, this.cluster, (stack) => findCluster(stack, this.cluster));
    writeContract(this, this.cluster, this.baseline.contract);
  }
}

function useAws(stack: TerraformStack, region: string): void {
  // Account and login come from environment variables such as AWS_PROFILE, because they differ between users.
  new AwsProvider(stack, "aws", { region });
}

function findCluster(stack: TerraformStack, { region, clusterName, cluster: { resource } }: AwsHavenCluster) {
  useAws(stack, region);
  const { endpoint, certificateAuthority } = new DataAwsEksCluster(stack, "cluster", { name: resource.name });
  return kubernetesAccess(clusterName, region, { endpoint, certificate: certificateAuthority.get(0).data });
}
