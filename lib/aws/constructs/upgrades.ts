import { DataAwsEksAddonVersion } from "@cdktf/provider-aws/lib/data-aws-eks-addon-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { Construct } from "constructs";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import type { AwsNodePoolConfig } from "../config/node-pool";
import { releaseParameter } from "./node-settings";

/** Which version a cluster gets, and who says so. */
export interface VersionPolicy {
  readonly kubernetesVersion: string;
  readonly upgrades: Upgrades;
}

/**
 * The newest release of the nodes' image, as AWS publishes it: EKS patches the control plane by itself, and the nodes only when it is
 * asked. Undefined where the code owns the version.
 */
export function newestRelease(
  scope: Construct,
  { upgrades, kubernetesVersion, ...pool }: VersionPolicy & Pick<AwsNodePoolConfig, "operatingSystem" | "machineType">,
): string | undefined {
  if (upgrades === "none") return undefined;
  // What isn't marked as a secret: this one is in AWS' own documentation.
  return new DataAwsSsmParameter(scope, "newest-image", { name: releaseParameter(pool, kubernetesVersion) }).insecureValue;
}

/** EKS' own choice for the minor, looked up at each plan, so that add-ons follow the control plane. */
export function addonVersion(scope: Construct, addonName: string, { upgrades, kubernetesVersion }: VersionPolicy): string | undefined {
  if (upgrades === "none") return undefined;
  return new DataAwsEksAddonVersion(scope, `${addonName}-version`, { addonName, kubernetesVersion }).version;
}
