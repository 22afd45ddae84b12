import type { Architecture } from "../../lib/core/reading/architecture";

/** A network of three zones with two pools, but for what a test says of it. */
export function architecture(given: Partial<Architecture> = {}): Architecture {
  return {
    platform: "Fake Kubernetes Service",
    network: {
      kind: { en: "Network", nl: "Netwerk" },
      cidr: "10.0.0.0/16",
      existing: false,
      subnets: [{ purpose: "nodes", cidr: "10.0.0.0/20" }],
    },
    nodePools: [
      { name: "system", machineType: "large", minNodes: 3, maxNodes: 3, zones: ["a", "b", "c"] },
      { name: "apps", machineType: "large", minNodes: 3, maxNodes: 9, zones: ["a", "b", "c"] },
    ],
    egress: { name: "NAT gateway", details: ["1 address"] },
    ingress: { name: "Load balancer", details: [] },
    sharedStorage: { name: "Files", details: ["in three zones"] },
    objectStorage: { name: "Objects", details: ["logs"] },
    auditLog: { name: "Logs", details: ["183 days"] },
    ...given,
  };
}
