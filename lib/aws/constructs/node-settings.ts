import { awsDefaults } from "../config/defaults";
import { imageOf } from "../config/machine-types";
import type { AwsNodePoolConfig } from "../config/node-pool";

/** AMI type of a pool's nodes, as EKS names it. */
export function amiType({ operatingSystem, machineType }: Pick<AwsNodePoolConfig, "operatingSystem" | "machineType">): string {
  const { architecture, gpu } = imageOf(machineType);
  const chips = architecture === "arm64" ? "ARM_64" : "x86_64";
  if (operatingSystem === "amazon-linux-2023") return `AL2023_${chips}_${gpu ? "NVIDIA" : "STANDARD"}`;
  return `BOTTLEROCKET_${chips}${gpu ? "_NVIDIA" : ""}`;
}

/** Name of the SSM parameter in which AWS publishes the newest release of the image, in the form that EKS accepts. */
export function releaseParameter(
  { operatingSystem, machineType }: Pick<AwsNodePoolConfig, "operatingSystem" | "machineType">,
  minor: string,
): string {
  const { architecture, gpu } = imageOf(machineType);
  if (operatingSystem === "amazon-linux-2023") {
    return `/aws/service/eks/optimized-ami/${minor}/amazon-linux-2023/${architecture}/${gpu ? "nvidia" : "standard"}/recommended/release_version`;
  }
  return `/aws/service/bottlerocket/aws-k8s-${minor}${gpu ? "-nvidia" : ""}/${architecture}/latest/image_version`;
}

/** Device of the disk for images and container data. Bottlerocket has a separate disk for the operating system. */
export function dataDisk({ operatingSystem }: Pick<AwsNodePoolConfig, "operatingSystem">): "/dev/xvda" | "/dev/xvdb" {
  return operatingSystem === "amazon-linux-2023" ? "/dev/xvda" : "/dev/xvdb";
}

/** User data of a node in base64. EKS adds its own settings to it. */
export function userData({
  operatingSystem,
  maxPods = awsDefaults.maxPods,
}: Pick<AwsNodePoolConfig, "operatingSystem" | "maxPods">): string {
  const text = operatingSystem === "amazon-linux-2023" ? nodeConfig(maxPods) : `[settings.kubernetes]\nmax-pods = ${maxPods}\n`;
  return Buffer.from(text).toString("base64");
}

/** Settings in the format of Amazon Linux' nodeadm. EKS puts its own part before this one. */
function nodeConfig(maxPods: number): string {
  return `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="haven"

--haven
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config:
      maxPods: ${maxPods}

--haven--
`;
}
