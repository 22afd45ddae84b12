import type { AwsHavenCluster, AwsHavenClusterProps } from "../../lib/aws";
import { awsCluster } from "../support/aws";
import { privateAccess } from "../support/aws-props";

type Change = (cluster: AwsHavenCluster) => void;

const eks =
  (path: string, value: unknown): Change =>
  ({ cluster }) => {
    cluster.resource.addOverride(path, value);
  };
const groups =
  (path: string, value: unknown): Change =>
  ({ nodePools }) => {
    for (const group of nodePools.flatMap((pool) => pool.groups)) group.addOverride(path, value);
  };
/** Groups of the first pool, by the numbers of their zones. */
const groupsIn =
  (zones: readonly number[], path: string, value: unknown): Change =>
  ({ nodePools }) => {
    for (const zone of zones) nodePools[0]?.groups[zone - 1]?.addOverride(path, value);
  };
const subnets =
  (path: string, value: unknown): Change =>
  ({ network }) => {
    for (const { resource } of network.subnets.nodes) resource?.addOverride(path, value);
  };
const oneSubnetGivesAddresses: Change = ({ network }) => {
  network.subnets.nodes[1]?.resource?.addOverride("map_public_ip_on_launch", true);
};
/** As many nodes as before, with no minimum in the other zones. */
const allNodesIn =
  (zone: number): Change =>
  (cluster) => {
    groupsIn([1, 2, 3], "scaling_config.min_size", 0)(cluster);
    groupsIn([zone], "scaling_config.min_size", 3)(cluster);
  };
const template =
  (path: string, value: unknown): Change =>
  ({ nodePools }) => {
    for (const { launchTemplate } of nodePools) launchTemplate.addOverride(path, value);
  };
const logGroup =
  (path: string, value: unknown): Change =>
  ({ logging }) => {
    logging.logGroup.addOverride(path, value);
  };
const removeEks: Change = ({ cluster }) => {
  cluster.node.tryRemoveChild("Resource");
};
const removeGroups: Change = ({ nodePools }) => {
  for (const { node } of nodePools) for (const id of ["zone-1", "zone-2", "zone-3"]) node.tryRemoveChild(id);
};
const removeOneGroup: Change = ({ nodePools }) => {
  nodePools[0]?.node.tryRemoveChild("zone-2");
};
const removeAddon =
  (name: string): Change =>
  ({ cluster }) => {
    cluster.node.tryRemoveChild(name);
  };

// An override of a list is laid over the list that is there.
const oneSubnet: Change = ({ cluster: { resource } }) => {
  resource.vpcConfig.subnetIds = ["subnet-0123456789abcdef0"];
};
const onlyApiLogs: Change = ({ cluster: { resource } }) => {
  resource.enabledClusterLogTypes = ["api"];
};

function statuses(change: Change, props: Partial<AwsHavenClusterProps> = {}) {
  const { prediction, findings } = awsCluster(props, change);
  const all = [...Object.entries(prediction), ...Object.entries(findings)] as [string, readonly string[]][];
  return Object.fromEntries(all.flatMap(([status, ids]) => ids.map((check) => [check, status])));
}

test("the cluster as it comes fails nothing, and knows all but what the baseline carries", () => {
  const { prediction } = awsCluster();

  expect(prediction.failed).toEqual([]);
  expect([...prediction.unknown].sort()).toEqual(["autocerts", "logs", "rwxvolumes"]);
  expect([...prediction.guaranteed].sort()).toEqual([
    "cncf",
    "hamasters",
    "haworkers",
    "kubernetesversion",
    "multiaz",
    "privatenetworking",
    "rbac",
  ]);
  expect([...prediction.expected].sort()).toEqual(["metrics", "nodehardening"]);
});

const computed = "${var.later}";

// Whatever a check stands on, taken out, overridden or left to Terraform: it can't stay guaranteed.
test.each<[string, string, Change, string[]]>([
  ["multiaz", "Auto Mode", eks("compute_config", { enabled: true }), ["expected"]],
  ["multiaz", "subnets that are ignored", groups("lifecycle.ignore_changes", ["subnet_ids"]), ["expected"]],
  ["multiaz", "the same zone in two templates", subnets("availability_zone", "%{ if true }eu-central-1a%{ endif }"), ["unknown"]],
  ["haworkers", "taints in a dynamic block", groups("dynamic.taint", { for_each: "${var.taints}" }), ["unknown"]],
  ["haworkers", "a type of capacity from Terraform", groups("capacity_type", computed), ["unknown"]],
  ["haworkers", "user data that taints", template("user_data", Buffer.from("register-with-taints").toString("base64")), ["unknown"]],
  ["haworkers", "an older version of the template", groups("launch_template.version", "1"), ["unknown"]],
  ["privatenetworking", "Auto Mode", eks("compute_config", { enabled: true }), ["expected"]],
  ["privatenetworking", "Auto Mode in a dynamic block", eks("dynamic.compute_config", { for_each: [1] }), ["unknown"]],
  ["privatenetworking", "interfaces in a dynamic block", template("dynamic.network_interfaces", { for_each: [1] }), ["unknown"]],
  [
    "privatenetworking",
    "an address asked for as a number",
    template("network_interfaces", [{ associate_public_ip_address: "1" }]),
    ["unknown"],
  ],
  [
    "privatenetworking",
    "an address asked for in capitals",
    template("network_interfaces", [{ associate_public_ip_address: "True" }]),
    ["unknown"],
  ],
  ["privatenetworking", "subnets that are ignored", groups("lifecycle.ignore_changes", ["subnet_ids"]), ["expected"]],
  ["privatenetworking", "a template that is ignored", groups("lifecycle.ignore_changes", ["launch_template"]), ["expected"]],
  ["privatenetworking", "interfaces that are ignored", template("lifecycle.ignore_changes", "all"), ["expected"]],
  ["kubernetesversion", "another major", eks("version", "9.36"), ["unknown"]],
  ["kubernetesversion", "a v before it", eks("version", "v1.36"), ["unknown"]],
  ["HX-audit-log-retention", "a cluster of another name", eks("name", "other"), ["unknown"]],
  ["HX-audit-log-retention", "a group that keeps its own time", logGroup("log_group_class", "DELIVERY"), ["unknown"]],
  ["HX-audit-log-retention", "a group of another account", logGroup("provider", "aws.other"), ["unknown"]],
  ["HX-secrets-encryption", "an empty key", eks("encryption_config", [{ resources: ["secrets"], provider: { key_arn: "" } }]), ["unknown"]],
  ["HX-secrets-encryption", "a key for nothing", eks("encryption_config", [{ resources: [], provider: { key_arn: "k" } }]), ["unknown"]],
  ["multiaz", "groups gone", removeGroups, ["unknown", "failed"]],
  ["multiaz", "a subnet's zone from Terraform", subnets("availability_zone", computed), ["unknown"]],
  ["multiaz", "all subnets in one zone", subnets("availability_zone", "eu-central-1a"), ["failed"]],
  ["multiaz", "groups in a subnet of somebody else's", groups("subnet_ids", ["subnet-0123456789abcdef0"]), ["unknown"]],
  ["multiaz", "one group gone", removeOneGroup, ["unknown"]],
  ["multiaz", "one group's minimum from Terraform", groupsIn([2], "scaling_config.min_size", computed), ["unknown"]],
  ["multiaz", "no minimum but in one zone", allNodesIn(1), ["expected"]],
  ["multiaz", "one group of spot", groupsIn([2], "capacity_type", "SPOT"), ["expected"]],
  ["haworkers", "one group gone", removeOneGroup, ["unknown"]],
  ["haworkers", "one group of none", groupsIn([2], "count", 0), ["unknown"]],
  ["haworkers", "one group with fewer nodes", groupsIn([2], "scaling_config.min_size", 0), ["failed"]],
  ["haworkers", "one group's minimum from Terraform", groupsIn([2], "scaling_config.min_size", computed), ["unknown"]],
  ["haworkers", "one group's minimum that is ignored", groupsIn([2], "lifecycle.ignore_changes", ["scaling_config"]), ["expected"]],
  ["haworkers", "one group of spot", groupsIn([2], "capacity_type", "SPOT"), ["failed"]],
  ["haworkers", "one group with a taint", groupsIn([2], "taint", [{ key: "x", effect: "NO_SCHEDULE" }]), ["failed"]],
  ["nodehardening", "one group's image of yours", groupsIn([2], "ami_type", "CUSTOM"), ["unknown"]],
  ["nodehardening", "one group of Windows", groupsIn([2], "ami_type", "WINDOWS_CORE_2022_x86_64"), ["failed"]],
  ["privatenetworking", "one subnet that gives addresses", oneSubnetGivesAddresses, ["failed"]],
  ["haworkers", "fewer nodes", groups("scaling_config.min_size", 0), ["failed"]],
  ["haworkers", "spot", groups("capacity_type", "SPOT"), ["failed"]],
  ["haworkers", "a taint", groups("taint", [{ key: "x", effect: "NO_SCHEDULE" }]), ["failed"]],
  ["haworkers", "a minimum from Terraform", groups("scaling_config.min_size", computed), ["unknown"]],
  ["haworkers", "a minimum that is ignored", groups("lifecycle.ignore_changes", ["scaling_config"]), ["expected"]],
  ["nodehardening", "an image of yours", groups("ami_type", "CUSTOM"), ["unknown"]],
  ["privatenetworking", "subnets that give addresses", subnets("map_public_ip_on_launch", true), ["failed"]],
  [
    "privatenetworking",
    "a template that asks for one",
    template("network_interfaces", [{ associate_public_ip_address: "true" }]),
    ["failed"],
  ],
  ["privatenetworking", "a template of somebody else's", groups("launch_template.id", "lt-0123456789abcdef0"), ["unknown"]],
  ["kubernetesversion", "an old version", eks("version", "1.30"), ["failed"]],
  ["kubernetesversion", "a version from Terraform", eks("version", computed), ["unknown"]],
  ["cncf", "a version that isn't filed", eks("version", "1.39"), ["failed", "unknown", "expected"]],
  ["hamasters", "one subnet", oneSubnet, ["unknown", "failed"]],
  ["hamasters", "no cluster", removeEks, ["unknown"]],
  ["rbac", "another way in", eks("access_config.authentication_mode", "CONFIG_MAP"), ["unknown"]],
  ["metrics", "no metrics-server", removeAddon("metrics-server"), ["unknown", "failed"]],
  ["HX-secrets-encryption", "no key of your own", eks("encryption_config", undefined), ["guaranteed", "expected", "failed"]],
  ["HX-audit-log-retention", "no audit log", onlyApiLogs, ["failed"]],
  ["HX-audit-log-retention", "another log group", logGroup("name", "/elsewhere"), ["unknown", "failed"]],
  ["HX-audit-log-retention", "kept for a month", logGroup("retention_in_days", 30), ["failed"]],
  ["HX-public-api", "everyone", eks("vpc_config.public_access_cidrs", ["0.0.0.0/0"]), ["failed"]],
  ["HX-public-api", "no ranges", eks("vpc_config.public_access_cidrs", undefined), ["unknown", "failed"]],
  ["HX-region", "a cluster elsewhere", eks("region", "us-east-1"), ["failed"]],
  ["HX-region", "subnets elsewhere", subnets("availability_zone", "us-east-1a"), ["failed"]],
])("%s with %s", (check, _, change, allowed) => {
  expect(allowed).toContain(statuses(change)[check]);
});

test("a pool of the cluster file is one pool in the report, whatever number of zones it has", () => {
  const { report } = awsCluster();
  const [cluster] = report.clusters;
  const pool = (title: string) => cluster?.settings.find(({ title: { en } }) => en === `Pool apps: ${title}`)?.value;

  expect(cluster?.checks.find(({ id }) => id === "haworkers")?.because.en).toBe("apps: at least 3");
  expect(cluster?.checks.find(({ id }) => id === "multiaz")?.because.en).toContain("over 1 node pool");
  expect([pool("least nodes"), pool("most nodes"), pool("zones")]).toEqual([3, 9, ["eu-central-1a", "eu-central-1b", "eu-central-1c"]]);
  expect(cluster?.settings.filter(({ title: { en } }) => /^Pool apps-/.test(en))).toEqual([]);
});

test("the evidence names every group of a pool", () => {
  const [cluster] = awsCluster().report.clusters;
  const evidence = cluster?.checks.find(({ id }) => id === "haworkers")?.evidence ?? [];
  const minimums = evidence.filter(({ attribute }) => attribute === "scaling_config.min_size");

  expect(minimums.map(({ value }) => value)).toEqual([1, 1, 1]);
  expect(new Set(minimums.map(({ address }) => address)).size).toBe(3);
});

test("what isn't known of a group is named once", () => {
  const { report } = awsCluster({}, groupsIn([2], "scaling_config.min_size", computed));
  const because = report.clusters[0]?.checks.find(({ id }) => id === "multiaz")?.because.en ?? "";

  expect(because).toMatch(/: aws_eks_node_group\.\w+pool-apps_zone-2_\w+\.scaling_config\.min_size$/);
});

test("Amazon Linux is to observe, with what speaks against it", () => {
  const { prediction, report } = awsCluster({
    nodePools: [{ name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9, operatingSystem: "amazon-linux-2023" }],
  });

  expect(prediction.expected).toContain("nodehardening");
  expect(JSON.stringify(report)).toContain("it only warns there");
});

test("a private API, protection in production and an exception of residency are seen", () => {
  expect(statuses(() => undefined, { access: privateAccess })["HX-public-api"]).toBe("guaranteed");
  expect(statuses(() => undefined, { environment: "production" })["HX-deletion-protection"]).toBe("guaranteed");
  expect(statuses(() => undefined, { region: "eu-west-2", residencyException: { reason: "a supplier in London" } })["HX-region"]).toBe(
    "waived",
  );
});
