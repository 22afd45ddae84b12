import { DataAwsEksAddonVersion } from "@cdktf/provider-aws/lib/data-aws-eks-addon-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { Construct } from "constructs";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import type { AwsNodePoolConfig } from "../config/node-pool";
import { releaseParameter } from "./node-settings";

/** Kubernetes version, and whether the platform or the code manages patches. */
export interface VersionPolicy {
  /** Kubernetes minor, for example "1.36". */
  readonly kubernetesVersion: string;
  /** `patch` when releases are looked up at each plan, `none` when the code pins them. */
  readonly upgrades: Upgrades;
}

/**
 * Newest release of the nodes' image that AWS has published. EKS patches the control plane by itself, but nodes only on request. Undefined
 * when the code pins the version.
 */
export function newestRelease(
  scope: Construct,
  { upgrades, kubernetesVersion, ...pool }: VersionPolicy & Pick<AwsNodePoolConfig, "operatingSystem" | "machineType">,
): string | undefined {
  if (upgrades === "none") return undefined;
  // The value isn't a secret: AWS documents this parameter.
  return new DataAwsSsmParameter(scope, "newest-image", { name: releaseParameter(pool, kubernetesVersion) }).insecureValue;
}

/** Version of an add-on that EKS chooses for the minor. It is looked up at each plan, so that add-ons follow the control plane. */
export function addonVersion(scope: Construct, addonName: string, { upgrades, kubernetesVersion }: VersionPolicy): string | undefined {
  if (upgrades === "none") return undefined;
  return new DataAwsEksAddonVersion(scope, `${addonName}-version`, { addonName, kubernetesVersion }).version;
}
