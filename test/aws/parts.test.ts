import type { Construct } from "constructs";
import { AwsCluster, AwsDns, AwsLogging, AwsNetwork, AwsNodePool, AwsSecretStore, AwsStorage } from "../../lib/aws";
import { synthesize } from "../../lib/testing";
import { privateAccess } from "../support/aws-props";

const place = { name: "zaken", region: "eu-central-1", tags: { owner: "team-platform" } };
const apps = { name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9 };
const inCluster = { ...place, clusterName: "zaken" };

const network = (scope: Construct, props: object = {}) => new AwsNetwork(scope, "network", { ...place, cidr: "10.41.0.0/16", ...props });
const logging = (scope: Construct, props: object = {}) => new AwsLogging(scope, "logging", { ...place, ...props });
const cluster = (scope: Construct, props: object = {}) =>
  new AwsCluster(scope, "cluster", {
    ...place,
    network: network(scope),
    logging: logging(scope),
    access: privateAccess,
    kubernetesVersion: "1.36",
    ...props,
  });
const storage = (scope: Construct, props: object) =>
  new AwsStorage(scope, "storage", { ...inCluster, network: network(scope), nodeSecurityGroupId: "sg-0123456789abcdef0", ...props });
const nodePool = (scope: Construct, props: object) =>
  new AwsNodePool(scope, "pool", {
    ...apps,
    clusterName: "zaken",
    clusterId: "zaken",
    tags: {},
    kubernetesVersion: "1.36",
    upgrades: "patch",
    nodeRoleArn: "arn:aws:iam::111111111111:role/nodes",
    subnets: [{ id: "subnet-0123456789abcdef0", zone: "eu-central-1a" }],
    after: [],
    ...props,
  });

/** Whoever takes a part alone is told what is wrong by the part's own words. */
test.each<[string, (scope: Construct) => void, string]>([
  ["a network that is too small", (scope) => network(scope, { cidr: "10.41.0.0/26" }), "test/network: 1 problem\n  cidr  "],
  [
    "a transit gateway that isn't named",
    (scope) => network(scope, { egress: { type: "transit-gateway" } }),
    "\n  egress  needs network.transitGateway",
  ],
  ["a name that AWS refuses", (scope) => network(scope, { name: "Zaken" }), "\n  name  "],
  [
    "an API for everyone",
    (scope) => cluster(scope, { access: { ...privateAccess, mode: "restricted", allowedCidrs: ["0.0.0.0/0"] } }),
    "access.allowedCidrs[0]",
  ],
  ["a version that is gone", (scope) => cluster(scope, { kubernetesVersion: "1.20" }), "kubernetesVersion"],
  ["a pool that EKS refuses", (scope) => cluster(scope).addNodePool({ ...apps, name: "My" }), "test/cluster/pool-My: 1 problem\n  name  "],
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
  ["too short a retention", (scope) => logging(scope, { retentionDays: 5 }), "test/logging: 1 problem\n  retentionDays  "],
  [
    "a zone's id that isn't one",
    (scope) => new AwsDns(scope, "dns", { ...inCluster, hostedZoneId: "zaken", zone: "apps.gemeente.example" }),
    "test/dns: 1 problem\n  hostedZoneId  ",
  ],
  [
    "every secret there is",
    (scope) => new AwsSecretStore(scope, "store", { ...inCluster, prefix: "" }),
    "test/store: 1 problem\n  prefix  ",
  ],
])("a part alone refuses %s", (_, make, words) => {
  expect(() =>
    synthesize((stack) => {
      make(stack);
    }),
  ).toThrow(words);
});
