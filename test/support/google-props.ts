import type { GoogleHavenClusterProps } from "../../lib/google";

export const administrator = "group:beheer@gemeente.example";

/** The smallest props that make a cluster; a test says only what matters to it. */
export function googleProps(props: Partial<GoogleHavenClusterProps> = {}): GoogleHavenClusterProps {
  return {
    name: "zaken",
    environment: "test",
    region: "europe-west4",
    projectId: "gemeente-zaken",
    projectNumber: "123456789012",
    tags: { owner: "team-platform" },
    network: { cidr: "10.42.0.0/16" },
    access: { mode: "identity", administrators: { members: [administrator] } },
    nodePools: [{ name: "apps", machineType: "e2-standard-4", minNodes: 3, maxNodes: 9 }],
    ...props,
  };
}

export const privateAccess = { mode: "private", administrators: { members: [administrator] } } as const;

export const restrictedAccess = {
  mode: "restricted",
  allowedCidrs: ["203.0.113.0/24"],
  administrators: { members: [administrator] },
} as const;
