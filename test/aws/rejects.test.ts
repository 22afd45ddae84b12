import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformVariable, Token } from "cdktf";
import { AwsHavenCluster, type AwsHavenClusterProps } from "../../lib/aws";
import { ConfigurationError } from "../../lib/core/validation/errors";
import { synthesize } from "../../lib/testing";
import { awsCluster } from "../support/aws";
import { administrator, awsProps, privateAccess } from "../support/aws-props";

type Props = Partial<AwsHavenClusterProps>;

const apps = { name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9 } as const;
const network = (props: object): Props => ({ network: { cidr: "10.41.0.0/16", ...props } });
const pool = (props: object): Props => ({ nodePools: [{ ...apps, ...props }] });
const restricted = (allowedCidrs: string[]): Props => ({
  access: { mode: "restricted", allowedCidrs, administrators: { principalArns: [administrator] } },
});
const admins = (...principalArns: string[]): Props => ({
  access: { mode: "restricted", allowedCidrs: ["203.0.113.0/24"], administrators: { principalArns } },
});
const zone = (letter: string, more: object = {}) => ({ zone: `eu-central-1${letter}`, nodes: `subnet-0123456789abcdef${letter}`, ...more });
const existing = (props: object): Props => ({
  network: { existing: { vpcId: "vpc-0123456789abcdef0", cidrs: ["10.60.0.0/16"], zones: [zone("a"), zone("b")], ...props } },
});
const peering = { name: "old", vpcId: "vpc-0123456789abcdef0", cidrs: ["10.50.0.0/16"] };

/** Each is refused by AWS, EKS or the provider, most only at apply; here it takes a second. */
const refused: [string, Props, string, string][] = [
  ["a name in capitals", { name: "Zaken" }, "name", "lower case"],
  ["a name too long for what is named after it", { name: "a".repeat(51) }, "name", "50 characters"],
  ["a region outside the EEA", { region: "us-east-1" }, "region", "eu-central-1"],
  [
    "a region outside the EEA with too little reason",
    { region: "eu-west-2", residencyException: { reason: "cheap" } },
    "residencyException.reason",
    "10 characters",
  ],
  ["a region with a slip", { region: "eu-centrl-1" }, "region", "did you mean eu-central-1"],
  ["a version that YAML read as a number", { kubernetesVersion: "1.3.6.1" }, "kubernetesVersion", "not a version"],
  ["a version with a v", { kubernetesVersion: "v1.36" }, "kubernetesVersion", "not a version"],
  ["a version that is gone", { kubernetesVersion: "1.29" }, "kubernetesVersion", "no longer offered"],
  ["a patch, whoever patches", { kubernetesVersion: "1.36.2", upgrades: "none" }, "kubernetesVersion", '"1.36"'],
  ["a tag that the library sets", { tags: { owner: "x", environment: "test" } }, "tags.environment", "set by the library"],
  ["a tag that AWS keeps for itself", { tags: { owner: "x", "aws:team": "y" } }, "tags.aws:team", "reserves for itself"],
  ["a tag with a character that AWS refuses", { tags: { owner: "x", note: "a,b" } }, "tags.note", "refuses"],
  ["a tag that is too long", { tags: { owner: "x".repeat(257) } }, "tags.owner", "256 characters, got 257"],
  ["a network with host bits", network({ cidr: "10.41.1.0/16" }), "network.cidr", "10.41.0.0/16"],
  ["a network that is no range", network({ cidr: "10.41.0.0" }), "network.cidr", "IPv4 range"],
  ["a network that is too small", network({ cidr: "10.41.0.0/26" }), "network.cidr", "a /16 (AWS' largest) to a /22"],
  ["a network that is too large", network({ cidr: "10.0.0.0/8" }), "network.cidr", "a /16 (AWS' largest) to a /22"],
  ["a network too small for the pools", network({ cidr: "10.41.0.0/22" }), "network.cidr", "room for 251"],
  ["pods in another private block", network({ podCidr: "192.168.0.0/16" }), "network.podCidr", "another private block"],
  ["pods over the network", network({ podCidr: "10.41.0.0/16" }), "network.podCidr", "overlaps"],
  ["a pod range too small for the pools", network({ podCidr: "100.64.0.0/22" }), "network.podCidr", "room for 251"],
  ["services over the network", network({ serviceCidr: "10.41.0.0/20" }), "network.serviceCidr", "overlaps"],
  ["services that EKS has no room for", network({ serviceCidr: "172.20.0.0/25" }), "network.serviceCidr", "a /12 to a /24"],
  ["services on public addresses", network({ serviceCidr: "203.0.113.0/24" }), "network.serviceCidr", "must be inside one of"],
  ["services over a peered network", network({ peerings: [{ ...peering, cidrs: ["172.20.0.0/16"] }] }), "network.serviceCidr", "overlaps"],
  [
    "a peered network over this one",
    network({ peerings: [{ ...peering, cidrs: ["10.41.0.0/20"] }] }),
    "network.peerings[0].cidrs[0]",
    "overlaps",
  ],
  [
    "two peerings of one name",
    network({ peerings: [peering, { ...peering, vpcId: "vpc-1123456789abcdef0", cidrs: ["10.51.0.0/16"] }] }),
    "network.peerings[1].name",
    "used twice",
  ],
  [
    "two peerings with one network",
    network({ peerings: [peering, { ...peering, name: "new", cidrs: ["10.51.0.0/16"] }] }),
    "network.peerings[1].vpcId",
    "already peered",
  ],
  ["a peering to nowhere", network({ peerings: [{ ...peering, cidrs: [] }] }), "network.peerings[0].cidrs", "is empty"],
  [
    "a peering with what is no account",
    network({ peerings: [{ ...peering, accountId: "1234" }] }),
    "network.peerings[0].accountId",
    "twelve digits",
  ],
  ["a transit gateway that is missing", network({ egress: { type: "transit-gateway" } }), "network.egress", "network.transitGateway"],
  ["what is no transit gateway", network({ transitGateway: { id: "gateway" } }), "network.transitGateway.id", "tgw-"],
  ["what is no resolver rule", network({ resolverRuleIds: ["rule"] }), "network.resolverRuleIds[0]", "rslvr-rr-"],
  [
    "a gateway that nobody may reach",
    network({ ingress: { exposure: "public", allowedCidrs: [] } }),
    "network.ingress.allowedCidrs",
    "is empty",
  ],
  ["an existing network that is none", existing({ vpcId: "zaken" }), "network.existing.vpcId", "vpc-"],
  ["an existing network in one zone", existing({ zones: [zone("a")] }), "network.existing.zones", "two zones"],
  [
    "an existing network in a zone of another region",
    existing({ zones: [zone("a"), { ...zone("b"), zone: "eu-west-1a" }] }),
    "network.existing.zones[1].zone",
    "eu-central-1c",
  ],
  [
    "one subnet for two zones",
    existing({ zones: [zone("a"), { ...zone("b"), nodes: zone("a").nodes }] }),
    "network.existing.zones[1].nodes",
    "in one zone",
  ],
  ["an existing network without ranges", existing({ cidrs: [] }), "network.existing.cidrs", "is empty"],
  ["an API for everyone", restricted(["0.0.0.0/0"]), "access.allowedCidrs[0]", "whole internet"],
  ["an API for a private range", restricted(["10.0.0.0/8"]), "access.allowedCidrs[0]", "private range"],
  ["a private API for everyone", { access: { ...privateAccess, allowedCidrs: ["0.0.0.0/0"] } }, "access.allowedCidrs[0]", "whole internet"],
  ["an API for nobody", restricted([]), "access.allowedCidrs", "is empty"],
  [
    "an API for more ranges than EKS takes",
    restricted(Array.from({ length: 41 }, (_, index) => `203.0.${index}.0/24`)),
    "access.allowedCidrs",
    "at most 40",
  ],
  ["nobody who could log in", admins(), "access.administrators.principalArns", "is empty"],
  [
    "a session instead of its role",
    admins("arn:aws:sts::111111111111:assumed-role/administrators/me"),
    "access.administrators.principalArns[0]",
    "session of a role",
  ],
  ["an account instead of a role", admins("arn:aws:iam::111111111111:root"), "access.administrators.principalArns[0]", "role or a user"],
  [
    "a group, which logs in nowhere",
    admins("arn:aws:iam::111111111111:group/administrators"),
    "access.administrators.principalArns[0]",
    "role or a user",
  ],
  [
    "a role of a service",
    admins("arn:aws:iam::111111111111:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS"),
    "access.administrators.principalArns[0]",
    "service-linked role",
  ],
  [
    "a role of another partition",
    admins("arn:aws-eusc:iam::111111111111:role/administrators"),
    "access.administrators.principalArns[0]",
    "partition aws-eusc",
  ],
  ["one principal twice", admins(administrator, administrator), "access.administrators.principalArns[1]", "listed twice"],
  [
    "a viewer who is an administrator",
    { access: { ...awsProps().access, viewers: { principalArns: [administrator] } } },
    "access.viewers.principalArns[0]",
    "listed twice",
  ],
  ["no node for EKS' own pods", pool({ minNodes: 0 }), "nodePools", "minNodes: 1"],
  [
    "pools that repel EKS' own pods",
    pool({ taints: [{ key: "team", value: "zaken", effect: "NoSchedule" }] }),
    "nodePools",
    "without such a taint",
  ],
  ["a zone twice", pool({ zones: ["eu-central-1a", "eu-central-1a"] }), "nodePools[0].zones", "twice"],
  ["a pool too large for its zone during an update", pool({ minNodes: 3, maxNodes: 171 }), "network.cidr", "needs 9675"],
  [
    "a resolver rule twice",
    network({ resolverRuleIds: ["rslvr-rr-0123456789abcdef0", "rslvr-rr-0123456789abcdef0"] }),
    "network.resolverRuleIds[1]",
    "twice",
  ],
  ["ranges of an existing network that are none", existing({ cidrs: ["banana"] }), "network.existing.cidrs[0]", "IPv4 range"],
  [
    "the nodes' own role",
    admins("arn:aws:iam::111111111111:role/zaken-eu-central-1-nodes"),
    "access.administrators.principalArns[0]",
    "own nodes",
  ],
  ["no pool at all", { nodePools: [] }, "nodePools", "is empty"],
  ["a pool's name with a dash", pool({ name: "my-apps" }), "nodePools[0].name", "lower case letter"],
  ["two pools of one name", { nodePools: [apps, apps] }, "nodePools[1].name", "another pool"],
  ["bounds the wrong way round", pool({ maxNodes: 2 }), "nodePools[0].maxNodes", "less than"],
  ["no room for a node in each zone", pool({ minNodes: 1, maxNodes: 2 }), "nodePools[0].maxNodes", "3 zones"],
  ["a zone of another region", pool({ zones: ["eu-west-1a"] }), "nodePools[0].zones", "eu-central-1a"],
  [
    "a zone that the existing network isn't in",
    { ...existing({}), ...pool({ zones: ["eu-central-1c"] }) },
    "nodePools[0].zones",
    "eu-central-1a, eu-central-1b",
  ],
  ["what is no machine", pool({ machineType: "Standard_D4ds_v5" }), "nodePools[0].machineType", "m7i.large"],
  ["a machine of before Nitro", pool({ machineType: "m4.large" }), "nodePools[0].machineType", "older generation"],
  ["a machine without an image", pool({ machineType: "inf2.xlarge" }), "nodePools[0].machineType", "Inferentia"],
  ["a machine that is too small", pool({ machineType: "t3.micro" }), "nodePools[0].machineType", "too small"],
  [
    "a label that EKS keeps for itself",
    pool({ labels: { "eks.amazonaws.com/team": "x" } }),
    "nodePools[0].labels.eks.amazonaws.com/team",
    "keeps for itself",
  ],
  [
    "a label with which no node joins",
    pool({ labels: { "node-role.kubernetes.io/apps": "" } }),
    "nodePools[0].labels.node-role.kubernetes.io/apps",
    "keeps for itself",
  ],
  ["a release where each plan looks it up", pool({ releaseVersion: "1.62.0-0a1b2c3d" }), "nodePools[0].releaseVersion", "upgrades: none"],
  ["a release that is none", { upgrades: "none", ...pool({ releaseVersion: "latest" }) }, "nodePools[0].releaseVersion", "1.62.0-0a1b2c3d"],
  ["more pods than a node takes", pool({ maxPods: 500 }), "nodePools[0].maxPods", "between 30 and 250"],
  ["a disk that is too small", pool({ diskSizeGib: 10 }), "nodePools[0].diskSizeGib", "between 30"],
  ["an add-on that isn't there", { addonVersions: { "cert-manager": "v1.0.0-eksbuild.1" } }, "addonVersions.cert-manager", "vpc-cni"],
  ["an add-on's version that is none", { addonVersions: { coredns: "1.12" } }, "addonVersions.coredns", "eksbuild"],
  ["a retention that CloudWatch doesn't have", { logging: { retentionDays: 4000 } }, "logging.retentionDays", "between 30 and 3653"],
  ["too little time to restore", { storage: { softDeleteDays: 1 } }, "storage.softDeleteDays", "between 7 and 365"],
  ["an owner that is none", { storage: { sharedOwner: { uid: -1, gid: 0 } } }, "storage.sharedOwner.uid", "between 0"],
  [
    "what is no zone of Route 53",
    { dns: { hostedZoneId: "zone", zone: "apps.gemeente.example" } },
    "dns.hostedZoneId",
    "Z0123456789ABCDEFGHIJ",
  ],
  ["what is no name of a zone", { dns: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zone: "apps" } }, "dns.zone", "apps.gemeente.example"],
  ["every secret of the account", { secretStore: { prefix: "" } }, "secretStore.prefix", "at least 3"],
  [
    "a key in another region",
    { encryption: { customerManagedKey: { keyArn: "arn:aws:kms:eu-west-1:111111111111:key/0" } } },
    "encryption.customerManagedKey.keyArn",
    "must be in eu-central-1",
  ],
  [
    "an alias instead of a key",
    { encryption: { customerManagedKey: { keyArn: "arn:aws:kms:eu-central-1:111111111111:alias/x" } } },
    "encryption.customerManagedKey.keyArn",
    ":key/",
  ],
  ["a boundary that is no policy", { permissionsBoundaryArn: "boundary" }, "permissionsBoundaryArn", "policy/boundary"],
  ["a backup that is kept for ever", { backup: { retentionDays: 4000 } }, "backup.retentionDays", "between 1 and 3650"],
];

test.each(refused)("%s is refused at synth", (_, props, path, words) => {
  let problems: ConfigurationError["problems"] = [];
  try {
    awsCluster(props);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems = error.problems;
  }

  expect(problems).toEqual([expect.objectContaining({ path, message: expect.any(String) })]);
  expect(`${problems[0]?.message} ${problems[0]?.hint ?? ""}`).toContain(words);
});

test("everything that is wrong is said at once", () => {
  expect(() => awsCluster({ name: "Zaken", region: "us-east-1", ...pool({ maxNodes: 1 }) })).toThrow(/: 3 problems/);
});

test("what JavaScript leaves out is said in words", () => {
  expect(() => awsCluster({ nodePools: undefined as never })).toThrow("nodePools  is missing");
});

test("what only Terraform will know is left to it", () => {
  const { prediction } = synthesize((stack) => {
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    const ranges = new TerraformVariable(stack, "ranges", { type: "list(string)" }).listValue;
    new AwsHavenCluster(stack, "cluster", {
      ...awsProps(),
      kubernetesVersion: text("version"),
      tags: { owner: text("owner") },
      access: { mode: "restricted", allowedCidrs: ranges, administrators: { principalArns: [text("administrators")] } },
      secretStore: { prefix: text("prefix") },
    });
  });

  expect(prediction.unknown).toEqual(expect.arrayContaining(["kubernetesversion", "cncf"]));
});

test.each([
  ["a region", { region: "${var.region}" }, "region"],
  ["a network", network({ cidr: "${var.cidr}" }), "network.cidr"],
])("%s that only Terraform knows is refused in words", (_, given, path) => {
  const computed = (value: unknown): unknown =>
    typeof value === "string" && value.startsWith("$") ? Token.asString(Fn.join("", [value])) : value;
  const props = JSON.parse(JSON.stringify(given), (_key, value: unknown) => computed(value)) as Props;

  expect(() => awsCluster(props)).toThrow(`${path}  is known to Terraform only`);
});
