import type { Construct } from "constructs";
import { AzureCluster, AzureLogging, AzureNetwork, AzureNodePool, AzureStorage } from "../../lib/azure";
import { synthesize } from "../../lib/testing";
import { id, privateAccess } from "../support/azure-props";

const place = { name: "zaken", region: "westeurope", resourceGroupName: "zaken", tags: { owner: "team-platform" } };
const apps = { name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 };

const network = (scope: Construct, props: object = {}) => new AzureNetwork(scope, "network", { ...place, cidr: "10.40.0.0/16", ...props });
const cluster = (scope: Construct, props: object = {}) =>
  new AzureCluster(scope, "cluster", { ...place, network: network(scope), access: privateAccess, kubernetesVersion: "1.36", ...props });
const storage = (scope: Construct, props: object) =>
  new AzureStorage(scope, "storage", {
    ...place,
    network: network(scope),
    clusterPrincipalId: "11111111-1111-1111-1111-111111111111",
    oidcIssuerUrl: "https://issuer.example",
    ...props,
  });
const nodePool = (scope: Construct, props: object) =>
  new AzureNodePool(scope, "pool", {
    ...place,
    ...apps,
    kubernetesVersion: "1.36",
    upgrades: "patch",
    upgradeNow: false,
    hostEncryption: false,
    clusterId: id("Microsoft.ContainerService/managedClusters"),
    subnetId: id("Microsoft.Network/virtualNetworks/subnets"),
    ...props,
  });

/** Whoever takes a part alone is told what is wrong by the part's own words. */
test.each<[string, (scope: Construct) => void, string]>([
  ["a network that is too small", (scope) => network(scope, { cidr: "10.40.0.0/26" }), "test/network: 1 problem\n  cidr  "],
  ["a firewall that isn't named", (scope) => network(scope, { egress: { type: "firewall" } }), "\n  egress  needs nextHop"],
  ["a name that Azure refuses", (scope) => network(scope, { name: "Zaken" }), "\n  name  "],
  [
    "an API for everyone",
    (scope) => cluster(scope, { access: { ...privateAccess, mode: "restricted", allowedCidrs: ["0.0.0.0/0"] } }),
    "access.allowedCidrs[0]",
  ],
  ["a version that is gone", (scope) => cluster(scope, { kubernetesVersion: "1.20" }), "kubernetesVersion"],
  ["a pool that AKS refuses", (scope) => cluster(scope).addNodePool({ ...apps, name: "My" }), "test/cluster/pool-My: 1 problem\n  name  "],
  [
    "a pool of a name that is taken",
    (scope) => {
      const made = cluster(scope);
      made.addNodePool(apps);
      made.addNodePool(apps);
    },
    "another pool",
  ],
  ["a pool's bounds the wrong way round", (scope) => nodePool(scope, { maxNodes: 1 }), "test/pool: 1 problem\n  maxNodes  "],
  ["too little time to restore", (scope) => storage(scope, { softDeleteDays: 5 }), "test/storage: 1 problem\n  softDeleteDays  "],
  [
    "too short a retention",
    (scope) => new AzureLogging(scope, "logging", { ...place, retentionDays: 5 }),
    "test/logging: 1 problem\n  retentionDays  ",
  ],
])("a part alone refuses %s", (_, make, words) => {
  expect(() =>
    synthesize((stack) => {
      make(stack);
    }),
  ).toThrow(words);
});
