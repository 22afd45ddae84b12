import type { VsphereHavenClusterProps, VsphereNodePoolConfig, VsphereZone } from "../../lib/vsphere";

const zone = (name: string, place: number): VsphereZone => ({
  name,
  datacenter: "DC0",
  computeCluster: `DC0_C${place}`,
  datastore: `LocalDS_${place}`,
  network: "VM Network",
});

/** Names are those of the simulator that the engine test runs. */
export const zones = [zone("a", 0), zone("b", 1), zone("c", 2)] as const;

export const apps: VsphereNodePoolConfig = { name: "apps", cpus: 4, memoryGib: 16, minNodes: 3, maxNodes: 3, addressOffset: 32 };

/** The smallest props that make a cluster; a test says only what matters to it. */
export function vsphereProps(props: Partial<VsphereHavenClusterProps> = {}): VsphereHavenClusterProps {
  return {
    name: "zaken",
    environment: "test",
    region: "nl-denhaag",
    tags: { owner: "team-platform" },
    vcenter: { server: "vcenter.gemeente.example" },
    zones,
    image: { type: "template", name: "talos-v1.13" },
    network: {
      cidr: "10.43.0.0/24",
      gateway: "10.43.0.1",
      virtualIp: "10.43.0.10",
      loadBalancer: { first: "10.43.0.200", last: "10.43.0.219" },
      dnsServers: ["10.43.0.2", "10.43.0.3"],
    },
    access: { allowedCidrs: ["10.1.0.0/16"] },
    nodePools: [apps],
    storage: {
      volumes: { storagePolicy: "kubernetes" },
      shared: { type: "nfs", server: "nfs.gemeente.example", share: "/exports/zaken" },
      objects: { endpoint: "https://s3.gemeente.example:9000", logsBucket: "zaken-logs", backupsBucket: "zaken-backups" },
    },
    ...props,
  };
}
