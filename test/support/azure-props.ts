import type { AzureHavenClusterProps } from "../../lib/azure";

export const groupId = "11111111-1111-1111-1111-111111111111";

export const id = (kind: string, name = "given") => {
  const [provider = "", ...types] = kind.split("/");
  return `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/given/providers/${provider}${types.map((type) => `/${type}/${name}`).join("")}`;
};

/** The smallest props that make a cluster; a test says only what matters to it. */
export function azureProps(props: Partial<AzureHavenClusterProps> = {}): AzureHavenClusterProps {
  return {
    name: "zaken",
    environment: "test",
    region: "westeurope",
    tags: { owner: "team-platform" },
    network: { cidr: "10.40.0.0/16" },
    access: { mode: "restricted", allowedCidrs: ["203.0.113.0/24"], administrators: { groupIds: [groupId] } },
    nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 }],
    ...props,
  };
}

export const privateAccess = { mode: "private", administrators: { groupIds: [groupId] } } as const;
