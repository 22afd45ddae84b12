import type { AwsHavenClusterProps } from "../../lib/aws";

export const administrator = "arn:aws:iam::111111111111:role/administrators";

/** The smallest props that make a cluster; a test says only what matters to it. */
export function awsProps(props: Partial<AwsHavenClusterProps> = {}): AwsHavenClusterProps {
  return {
    name: "zaken",
    environment: "test",
    region: "eu-central-1",
    tags: { owner: "team-platform" },
    network: { cidr: "10.41.0.0/16" },
    access: { mode: "restricted", allowedCidrs: ["203.0.113.0/24"], administrators: { principalArns: [administrator] } },
    nodePools: [{ name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9 }],
    ...props,
  };
}

export const privateAccess = { mode: "private", administrators: { principalArns: [administrator] } } as const;
