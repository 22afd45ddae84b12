import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { Fn, TerraformVariable, Token } from "cdktf";
import { ConfigurationError } from "../../lib/core/validation/errors";
import { GoogleHavenCluster, type GoogleHavenClusterProps } from "../../lib/google";
import { synthesize } from "../../lib/testing";
import { googleCluster } from "../support/google";
import { administrator, googleProps, privateAccess, restrictedAccess } from "../support/google-props";

type Props = Partial<GoogleHavenClusterProps>;

const apps = { name: "apps", machineType: "e2-standard-4", minNodes: 3, maxNodes: 9 } as const;
const network = (props: object): Props => ({ network: { cidr: "10.42.0.0/16", ...props } });
const pool = (props: object): Props => ({ nodePools: [{ ...apps, ...props }] });
const restricted = (allowedCidrs: string[]): Props => ({ access: { ...restrictedAccess, allowedCidrs } });
const members = (...given: string[]): Props => ({ access: { mode: "identity", administrators: { members: given } } });
const names = {
  network: "projects/netwerk/global/networks/shared",
  subnetwork: "projects/netwerk/regions/europe-west4/subnetworks/haven",
  fileRangeName: "files",
};
const existing = (props: object): Props => ({ network: { existing: { ...names, ...props } } });
const peering = { name: "old", network: "projects/zaken-old/global/networks/old", cidrs: ["10.50.0.0/16"] };
const key = (keyId: string): Props => ({ encryption: { customerManagedKey: { keyId } } });
const universe = {
  domain: "s3nsapis.fr",
  workloadPoolDomain: "s3ns.svc.id.goog",
  serviceAgentDomain: "s3ns-system.iam.gserviceaccount.com",
};
const freeze = (from: string, until: string) => ({ from, until });

/** Each is refused by Google, GKE or the provider, most only at apply; here it takes a second. */
const refused: [string, Props, string, string][] = [
  ["a name in capitals", { name: "Zaken" }, "name", "lower case"],
  ["a name that GKE has no room for", { name: "a".repeat(41) }, "name", "40 characters"],
  ["a name too short for IAM", { name: "a" }, "name", "at least 2"],
  ["what is no project", { projectId: "Zaken" }, "projectId", "gcloud projects list"],
  ["an id where the number is asked", { projectNumber: "gemeente-zaken" }, "projectNumber", "projectNumber"],
  ["a region outside the EEA", { region: "us-central1" }, "region", "europe-west4"],
  [
    "a region outside the EEA with too little reason",
    { region: "europe-west2", residencyException: { reason: "cheap" } },
    "residencyException.reason",
    "10 characters",
  ],
  ["a region with a slip", { region: "europe-wst4" }, "region", "did you mean europe-west4"],
  ["a sovereign region without its names", { region: "u-france-east1" }, "universe", "names of its own"],
  ["names of a sovereign cloud elsewhere", { universe }, "universe", "in none"],
  [
    "closed egress in a sovereign cloud",
    {
      region: "u-france-east1",
      universe,
      network: { cidr: "10.42.0.0/16", egressRules: { allowedCidrs: ["192.0.2.10/32"] } },
    },
    "network.egressRules",
    "public cloud",
  ],
  [
    "what is no domain",
    { region: "u-france-east1", universe: { ...universe, domain: "https://s3nsapis.fr" } },
    "universe.domain",
    "a domain such as",
  ],
  ["a tag that the library sets", { tags: { owner: "x", environment: "test" } }, "tags.environment", "set by the library"],
  ["a tag in capitals", { tags: { owner: "x", Team: "y" } }, "tags.Team", "lower case"],
  ["a tag with a space", { tags: { owner: "team platform" } }, "tags.owner", "lower case letters, digits"],
  ["a tag that Google keeps for itself", { tags: { owner: "x", "goog-team": "y" } }, "tags.goog-team", "keeps for itself"],
  ["a network with host bits", network({ cidr: "10.42.1.0/16" }), "network.cidr", "10.42.0.0/16"],
  ["a network that is no range", network({ cidr: "10.42.0.0" }), "network.cidr", "IPv4 range"],
  ["a network that is too small", network({ cidr: "10.42.0.0/23" }), "network.cidr", "at least a /22"],
  [
    "a network too small for the pools",
    { ...network({ cidr: "10.42.0.0/22" }), ...pool({ maxNodes: 900, maxPods: 30 }) },
    "network.cidr",
    "room for 508",
  ],
  ["a range outside the network", network({ ranges: { nodes: "10.43.0.0/20" } }), "network.ranges.nodes", "outside network.cidr"],
  ["a range for files that holds one share", network({ ranges: { files: "10.42.128.0/26" } }), "network.ranges.files", "at least a /24"],
  ["ranges over each other", network({ ranges: { files: "10.42.0.0/20" } }), "network.ranges.files", "overlaps"],
  ["a network on Google's own addresses", network({ cidr: "199.36.0.0/16" }), "network.cidr", "keeps for itself"],
  ["pods over the network", network({ podCidr: "10.42.0.0/16" }), "network.podCidr", "overlaps"],
  ["too few addresses for pods", network({ podCidr: "100.64.0.0/24" }), "network.podCidr", "at least a /20"],
  [
    "a pod range too small for the pools",
    { ...network({ podCidr: "100.64.0.0/20" }), ...pool({ maxNodes: 12 }) },
    "network.podCidr",
    "the pools need 4608",
  ],
  ["pods on a range that nobody may have", network({ podCidr: "127.0.0.0/16" }), "network.podCidr", "loopback"],
  ["services over the pods", network({ serviceCidr: "100.64.16.0/20" }), "network.serviceCidr", "overlaps"],
  ["services that GKE has no room for", network({ serviceCidr: "100.65.0.0/28" }), "network.serviceCidr", "a /16 to a /27"],
  [
    "more addresses than Cloud NAT takes",
    network({ egress: { type: "cloud-nat", addresses: 17 } }),
    "network.egress.addresses",
    "between 1 and 16",
  ],
  [
    "egress rules that allow everything",
    network({ egressRules: { allowedCidrs: ["0.0.0.0/0"] } }),
    "network.egressRules.allowedCidrs[0]",
    "whole internet",
  ],
  ["egress rules without a registry", network({ egressRules: { allowedCidrs: [] } }), "network.egressRules.allowedCidrs", "is empty"],
  [
    "a peered network over this one",
    network({ peerings: [{ ...peering, cidrs: ["10.42.0.0/20"] }] }),
    "network.peerings[0].cidrs[0]",
    "overlaps",
  ],
  ["a peered network over the pods", network({ peerings: [{ ...peering, cidrs: ["100.64.0.0/24"] }] }), "network.podCidr", "overlaps"],
  [
    "two peerings of one name",
    network({ peerings: [peering, { ...peering, network: "projects/other-zaken/global/networks/old", cidrs: ["10.51.0.0/16"] }] }),
    "network.peerings[1].name",
    "used twice",
  ],
  [
    "two peerings with one network",
    network({ peerings: [peering, { ...peering, name: "new", cidrs: ["10.51.0.0/16"] }] }),
    "network.peerings[1].network",
    "peered already",
  ],
  [
    "a peering with what is no network",
    network({ peerings: [{ ...peering, network: "old" }] }),
    "network.peerings[0].network",
    "projects/",
  ],
  [
    "a gateway that nobody may reach",
    network({ ingress: { exposure: "public", allowedCidrs: [] } }),
    "network.ingress.allowedCidrs",
    "is empty",
  ],
  ["an existing network that is none", existing({ network: "shared" }), "network.existing.network", "projects/<project>/global/networks/"],
  [
    "an existing subnet of another region",
    existing({ subnetwork: "projects/netwerk/regions/europe-west1/subnetworks/haven" }),
    "network.existing.subnetwork",
    "in europe-west1",
  ],
  [
    "an existing subnet of another project",
    existing({ subnetwork: "projects/elsewhere/regions/europe-west4/subnetworks/haven" }),
    "network.existing.subnetwork",
    "project elsewhere",
  ],
  [
    "one range for pods and services",
    existing({ podRangeName: "x", serviceRangeName: "x" }),
    "network.existing.serviceRangeName",
    "pods too",
  ],
  ["an API for everyone", restricted(["0.0.0.0/0"]), "access.allowedCidrs[0]", "whole internet"],
  ["an API for a private range", restricted(["10.0.0.0/8"]), "access.allowedCidrs[0]", "private range"],
  [
    "a private API for a public range",
    { access: { ...privateAccess, allowedCidrs: ["203.0.113.0/24"] } },
    "access.allowedCidrs[0]",
    "public range",
  ],
  ["a private API for everyone", { access: { ...privateAccess, allowedCidrs: ["0.0.0.0/0"] } }, "access.allowedCidrs[0]", "whole internet"],
  ["an API for nobody", restricted([]), "access.allowedCidrs", "mode: identity"],
  [
    "an API for more ranges than GKE takes",
    restricted(Array.from({ length: 101 }, (_, index) => `203.0.${index}.0/24`)),
    "access.allowedCidrs",
    "at most 100",
  ],
  ["nobody who could log in", members(), "access.administrators.members", "is empty"],
  ["an address without its kind", members("beheer@gemeente.example"), "access.administrators.members[0]", "group:"],
  ["everyone as administrator", members("allUsers"), "access.administrators.members[0]", "anyone"],
  ["a whole organisation as administrator", members("domain:gemeente.example"), "access.administrators.members[0]", "whole organisation"],
  ["one member twice", members(administrator, administrator), "access.administrators.members[1]", "there twice"],
  [
    "a security group that GKE doesn't take",
    { access: { ...googleProps().access, securityGroup: "beheer@gemeente.example" } },
    "access.securityGroup",
    "gke-security-groups@",
  ],
  ["a window that is too short for GKE", { maintenance: { hours: 4 } }, "maintenance.hours", "between 12 and 24"],
  [
    "a freeze that is too long for GKE",
    { maintenance: { freezes: [freeze("2027-01-01", "2027-02-15")] } },
    "maintenance.freezes[0]",
    "30 at most",
  ],
  ["freezes that leave no time", { maintenance: { freezes: [freeze("2027-01-01", "2027-01-20")] } }, "maintenance.freezes", "GKE wants 48"],
  [
    "more freezes than GKE takes",
    {
      maintenance: {
        hours: 24,
        freezes: [
          freeze("2027-01-03", "2027-01-03"),
          freeze("2027-03-07", "2027-03-07"),
          freeze("2027-05-02", "2027-05-02"),
          freeze("2027-07-04", "2027-07-04"),
        ],
      },
    },
    "maintenance.freezes",
    "3 at a time",
  ],
  [
    "two freezes from one day, of which the provider keeps one",
    { maintenance: { hours: 24, freezes: [freeze("2027-01-04", "2027-01-04"), freeze("2027-01-04", "2027-01-05")] } },
    "maintenance.freezes[1]",
    "begins on 2027-01-04",
  ],
  [
    "a hold that ends before it begins",
    { upgrades: { hold: "minors", from: "2027-03-01", until: "2027-01-01" } },
    "upgrades",
    "first and a last day",
  ],
  ["no node for GKE's own pods", pool({ minNodes: 0 }), "nodePools", "minNodes: 1"],
  [
    "pools that repel GKE's own pods",
    pool({ taints: [{ key: "team", value: "zaken", effect: "NoSchedule" }] }),
    "nodePools",
    "without such a taint",
  ],
  ["no pool at all", { nodePools: [] }, "nodePools", "is empty"],
  ["a pool's name with a dash", pool({ name: "my-apps" }), "nodePools[0].name", "lower case letter"],
  ["two pools of one name", { nodePools: [apps, apps] }, "nodePools[1].name", "another pool"],
  ["bounds the wrong way round", pool({ maxNodes: 2 }), "nodePools[0].maxNodes", "less than"],
  ["bounds that no zone can hold", pool({ minNodes: 1, maxNodes: 2 }), "nodePools[0].maxNodes", "multiples of 3"],
  ["a zone that isn't there", { region: "europe-west1", ...pool({ zones: ["europe-west1-a"] }) }, "nodePools[0].zones", "europe-west1-b"],
  ["a zone of another region", pool({ zones: ["europe-west1-b"] }), "nodePools[0].zones", "europe-west4-a"],
  ["a zone twice", pool({ zones: ["europe-west4-a", "europe-west4-a"] }), "nodePools[0].zones", "twice"],
  ["what is no machine", pool({ machineType: "Standard_D4ds_v5" }), "nodePools[0].machineType", "e2-standard-4"],
  ["a machine that is too small", pool({ machineType: "e2-micro" }), "nodePools[0].machineType", "too small"],
  [
    "a disk that the machine doesn't take",
    pool({ diskType: "hyperdisk-balanced" }),
    "nodePools[0].diskType",
    "takes no hyperdisk-balanced",
  ],
  [
    "machines that can't hold the default class",
    pool({ machineType: "n4-standard-4" }),
    "nodePools[0].machineType",
    "storage.diskType: hyperdisk-balanced",
  ],
  [
    "a label that GKE keeps for itself",
    pool({ labels: { "cloud.google.com/team": "x" } }),
    "nodePools[0].labels.cloud.google.com/team",
    "keeps for itself",
  ],
  [
    "a label with which no node joins",
    pool({ labels: { "node-role.kubernetes.io/apps": "" } }),
    "nodePools[0].labels.node-role.kubernetes.io/apps",
    "keeps for itself",
  ],
  ["more pods than a node takes", pool({ maxPods: 500 }), "nodePools[0].maxPods", "between 30 and 250"],
  ["a disk that is too small", pool({ diskSizeGib: 10 }), "nodePools[0].diskSizeGib", "between 30"],
  ["a retention that Cloud Logging doesn't have", { logging: { retentionDays: 4000 } }, "logging.retentionDays", "between 30 and 3650"],
  ["too little time to restore", { storage: { softDeleteDays: 1 } }, "storage.softDeleteDays", "between 7 and 90"],
  [
    "what is no zone of Cloud DNS",
    { dns: { managedZone: "apps.gemeente", zone: "apps.gemeente.example" } },
    "dns.managedZone",
    "managed-zones list",
  ],
  ["what is no name of a zone", { dns: { managedZone: "apps", zone: "apps" } }, "dns.zone", "apps.gemeente.example"],
  ["every secret of the project", { secretStore: { prefix: "" } }, "secretStore.prefix", "at least 3"],
  [
    "a key in another region",
    key("projects/zaken/locations/europe-west1/keyRings/haven/cryptoKeys/zaken"),
    "encryption.customerManagedKey.keyId",
    "in europe-west1",
  ],
  [
    "one version of a key",
    key("projects/zaken/locations/europe-west4/keyRings/haven/cryptoKeys/zaken/cryptoKeyVersions/1"),
    "encryption.customerManagedKey.keyId",
    "one version",
  ],
  ["what is no key", key("zaken"), "encryption.customerManagedKey.keyId", "cryptoKeys/"],
  ["a backup that is kept for ever", { backup: { retentionDays: 4000 } }, "backup.retentionDays", "between 1 and 365"],
  ["a lock longer than the backup", { backup: { retentionDays: 7, deleteLockDays: 30 } }, "backup.deleteLockDays", "longer than"],
];

test.each(refused)("%s is refused at synth", (_, props, path, words) => {
  let problems: ConfigurationError["problems"] = [];
  try {
    googleCluster(props);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems = error.problems;
  }

  expect(problems).toEqual([expect.objectContaining({ path, message: expect.any(String) })]);
  expect(`${problems[0]?.message} ${problems[0]?.hint ?? ""}`).toContain(words);
});

test("everything that is wrong is said at once", () => {
  expect(() => googleCluster({ name: "Zaken", region: "us-central1", ...pool({ maxNodes: 1 }) })).toThrow(/: 3 problems/);
});

test("what JavaScript leaves out is said in words", () => {
  expect(() => googleCluster({ nodePools: undefined as never })).toThrow("nodePools  is missing");
});

test("what only Terraform will know is left to it", () => {
  const { prediction, resource } = synthesize((stack) => {
    new GoogleProvider(stack, "google", {});
    const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    const ranges = new TerraformVariable(stack, "ranges", { type: "list(string)" }).listValue;
    new GoogleHavenCluster(stack, "cluster", {
      ...googleProps(),
      projectId: text("project"),
      projectNumber: text("number"),
      tags: { owner: text("owner") },
      access: { mode: "restricted", allowedCidrs: ranges, administrators: { members: [text("administrators")] } },
      secretStore: { prefix: text("prefix") },
    });
  });

  expect(prediction.failed).toEqual([]);
  expect(resource("google_container_cluster").master_authorized_networks_config).toMatchObject({
    dynamic: {
      cidr_blocks: { for_each: expect.stringContaining("var.ranges"), iterator: "each", content: { cidr_block: "${each.value}" } },
    },
  });
});

test.each([
  ["a region", { region: "${var.region}" }, "region"],
  ["a network", network({ cidr: "${var.cidr}" }), "network.cidr"],
])("%s that only Terraform knows is refused in words", (_, given, path) => {
  const computed = (value: unknown): unknown =>
    typeof value === "string" && value.startsWith("$") ? Token.asString(Fn.join("", [value])) : value;
  const props = JSON.parse(JSON.stringify(given), (_key, value: unknown) => computed(value)) as Props;

  expect(() => googleCluster(props)).toThrow(`${path}  is known to Terraform only`);
});
