import type { Construct } from "constructs";
import { GoogleCluster, GoogleDns, GoogleLogging, GoogleNetwork, GoogleNodePool, GoogleSecretStore, GoogleStorage } from "../../lib/google";
import { synthesize } from "../../lib/testing";
import { privateAccess, restrictedAccess } from "../support/google-props";

const place = { name: "zaken", region: "europe-west4", projectId: "gemeente-zaken", tags: { owner: "team-platform" } };
const apps = { name: "apps", machineType: "e2-standard-4", minNodes: 3, maxNodes: 9 };
const inCluster = { ...place, workloadPool: "gemeente-zaken.svc.id.goog" };

const network = (scope: Construct, props: object = {}) => new GoogleNetwork(scope, "network", { ...place, cidr: "10.42.0.0/16", ...props });
const cluster = (scope: Construct, props: object = {}) =>
  new GoogleCluster(scope, "cluster", {
    ...place,
    projectNumber: "123456789012",
    network: network(scope),
    access: privateAccess,
    ...props,
  });
const storage = (scope: Construct, props: object) =>
  new GoogleStorage(scope, "storage", { ...inCluster, network: network(scope), ...props });
const logging = (scope: Construct, props: object) => new GoogleLogging(scope, "logging", { ...place, ...props });
const nodePool = (scope: Construct, props: object) =>
  new GoogleNodePool(scope, "pool", {
    ...apps,
    region: "europe-west4",
    projectId: "gemeente-zaken",
    clusterId: "zaken",
    serviceAccountEmail: "nodes@gemeente-zaken.iam.gserviceaccount.com",
    networkTag: "zaken-nodes",
    tags: {},
    after: [],
    ...props,
  });

/** Whoever takes a part alone is told what is wrong by the part's own words. */
test.each<[string, (scope: Construct) => void, string]>([
  ["a network that is too small", (scope) => network(scope, { cidr: "10.42.0.0/26" }), "test/network: 1 problem\n  cidr  "],
  ["a name that Google refuses", (scope) => network(scope, { name: "Zaken" }), "\n  name  "],
  ["labels that Google refuses", (scope) => network(scope, { tags: { costCentre: "1" } }), "\n  tags.costCentre  "],
  [
    "an API for everyone",
    (scope) => cluster(scope, { access: { ...restrictedAccess, allowedCidrs: ["0.0.0.0/0"] } }),
    "access.allowedCidrs[0]",
  ],
  ["a window that GKE refuses", (scope) => cluster(scope, { maintenance: { hours: 4 } }), "maintenance.hours"],
  ["a pool that GKE refuses", (scope) => cluster(scope).addNodePool({ ...apps, name: "My" }), "test/cluster/pool-My: 1 problem\n  name  "],
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
    "a zone's name that isn't one",
    (scope) => new GoogleDns(scope, "dns", { ...inCluster, managedZone: "Zaken", zone: "apps.gemeente.example" }),
    "test/dns: 1 problem\n  managedZone  ",
  ],
  [
    "every secret there is",
    (scope) => new GoogleSecretStore(scope, "store", { ...inCluster, projectNumber: "123456789012", prefix: "" }),
    "test/store: 1 problem\n  prefix  ",
  ],
])("a part alone refuses %s", (_, make, words) => {
  expect(() =>
    synthesize((stack) => {
      make(stack);
    }),
  ).toThrow(words);
});
