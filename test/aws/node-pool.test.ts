import type { AwsNodePoolConfig } from "../../lib/aws";
import { awsCluster, statements } from "../support/aws";

const pool = (props: Partial<AwsNodePoolConfig>) =>
  awsCluster({ nodePools: [{ name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9, ...props }] });
const scaling = (props: Partial<AwsNodePoolConfig>) =>
  pool(props)
    .resources("aws_eks_node_group")
    .map(({ scaling_config }) => scaling_config);
const told = (props: Partial<AwsNodePoolConfig>) =>
  Buffer.from(String(pool(props).resource("aws_launch_template").user_data), "base64").toString();

test("totals are split over the zones, each with a group of its own", () => {
  expect(scaling({ minNodes: 4, maxNodes: 10 })).toEqual([
    { min_size: 2, max_size: 4, desired_size: 2 },
    { min_size: 1, max_size: 3, desired_size: 1 },
    { min_size: 1, max_size: 3, desired_size: 1 },
  ]);
  expect(scaling({ minNodes: 3, maxNodes: 6, zones: ["eu-central-1b"] })).toEqual([{ min_size: 3, max_size: 6, desired_size: 3 }]);
});

test("a pool may shrink to nothing beside one that stays", () => {
  const apps = { name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 3 };
  const batch = { name: "batch", machineType: "m7i.large", minNodes: 0, maxNodes: 3 };
  const sizes = awsCluster({ nodePools: [apps, batch] })
    .resources("aws_eks_node_group")
    .map(({ scaling_config }) => (scaling_config as { min_size: number }).min_size);

  expect(sizes.sort()).toEqual([0, 0, 0, 1, 1, 1]);
});

test("a zone's group keeps its address, whatever other zones the pool is in", () => {
  const addresses = (zones?: string[]) =>
    pool({ zones })
      .resourceEntries("aws_eks_node_group")
      .map(({ address }) => address);

  expect(addresses()).toEqual(expect.arrayContaining(addresses(["eu-central-1b", "eu-central-1c"])));
});

test("the autoscaler owns the count where it runs, and the code where there is nothing to scale", () => {
  const ignored = (props: Partial<AwsNodePoolConfig>) =>
    pool(props)
      .resources("aws_eks_node_group")
      .map(({ lifecycle }) => (lifecycle as { ignore_changes?: string[] }).ignore_changes);

  expect(ignored({})).toEqual(Array(3).fill(["scaling_config[0].desired_size"]));
  expect(ignored({ maxNodes: 3 })).toEqual(Array(3).fill(undefined));
});

test("what replaces a group is there before the old one goes", () => {
  for (const group of pool({}).resources("aws_eks_node_group")) {
    expect(group).toMatchObject({ lifecycle: { create_before_destroy: true } });
    expect(group).not.toHaveProperty("node_group_name");
    expect(String(group.node_group_name_prefix).length).toBeLessThanOrEqual(37);
  }
});

test("nodes give their own credentials to nobody, and their disks are encrypted", () => {
  expect(pool({}).resource("aws_launch_template")).toMatchObject({
    metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    block_device_mappings: [
      { device_name: "/dev/xvda", ebs: { encrypted: "true", volume_type: "gp3" } },
      { device_name: "/dev/xvdb", ebs: { encrypted: "true", volume_type: "gp3", volume_size: 128 } },
    ],
  });
});

test("a launch template names no security group, so that nodes are in the cluster's own", () => {
  const template = pool({}).resource("aws_launch_template");

  expect(template).not.toHaveProperty("vpc_security_group_ids");
  expect(template).not.toHaveProperty("network_interfaces");
  for (const group of pool({}).resources("aws_eks_node_group")) {
    expect(group).not.toHaveProperty("disk_size");
    expect(group).not.toHaveProperty("remote_access");
  }
});

test("machines and disks carry the cluster's tags", () => {
  const { tag_specifications } = pool({}).resource("aws_launch_template");

  expect(tag_specifications).toEqual(
    ["instance", "volume", "network-interface"].map((kind) => ({
      resource_type: kind,
      tags: expect.objectContaining({ owner: "team-platform", Name: "zaken-apps" }),
    })),
  );
});

test.each([
  ["m7i.large", undefined, "BOTTLEROCKET_x86_64"],
  ["m7g.large", undefined, "BOTTLEROCKET_ARM_64"],
  ["c7gn.large", undefined, "BOTTLEROCKET_ARM_64"],
  ["g6.xlarge", undefined, "BOTTLEROCKET_x86_64_NVIDIA"],
  ["gr6.4xlarge", undefined, "BOTTLEROCKET_x86_64_NVIDIA"],
  ["p6-b200.48xlarge", undefined, "BOTTLEROCKET_x86_64_NVIDIA"],
  ["u7i-12tb.224xlarge", undefined, "BOTTLEROCKET_x86_64"],
  ["m7i.large", "amazon-linux-2023", "AL2023_x86_64_STANDARD"],
  ["m7g.large", "amazon-linux-2023", "AL2023_ARM_64_STANDARD"],
] as const)("%s with %s runs %s", (machineType, operatingSystem, image) => {
  for (const group of pool({ machineType, operatingSystem }).resources("aws_eks_node_group"))
    expect(group).toMatchObject({ ami_type: image });
});

test("nodes take as many pods as the pool says", () => {
  expect(told({})).toBe("[settings.kubernetes]\nmax-pods = 110\n");
  expect(told({ maxPods: 50, operatingSystem: "amazon-linux-2023" })).toMatch(
    /kind: NodeConfig\nspec:\n {2}kubelet:\n {4}config:\n {6}maxPods: 50\n/,
  );
});

test("each apply brings the newest image of the minor, unless the code owns it", () => {
  const newest = pool({});
  const linux = pool({ operatingSystem: "amazon-linux-2023", machineType: "m7g.large" });
  const pinned = awsCluster({
    upgrades: "none",
    nodePools: [{ name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 9, releaseVersion: "1.62.0-0a1b2c3d" }],
  });
  const parameters = ({ json }: typeof newest) => JSON.stringify(json.data ?? {});

  expect(parameters(newest)).toContain("/aws/service/bottlerocket/aws-k8s-1.36/x86_64/latest/image_version");
  expect(parameters(linux)).toContain("/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/arm64/standard/recommended/release_version");
  for (const group of newest.resources("aws_eks_node_group")) expect(String(group.release_version)).toContain("insecure_value");
  for (const group of pinned.resources("aws_eks_node_group")) expect(group).toMatchObject({ release_version: "1.62.0-0a1b2c3d" });
  expect(parameters(pinned)).not.toContain("ssm");
});

test("spot, labels and taints are as the pool says", () => {
  const taints = [{ key: "team", value: "zaken", effect: "NoSchedule" }] as const;

  const apps = { name: "apps", machineType: "m7i.large", minNodes: 3, maxNodes: 3 };
  const stack = awsCluster({ nodePools: [apps, { ...apps, name: "batch", spot: true, labels: { team: "zaken" }, taints }] });

  for (const group of stack.resources("aws_eks_node_group").filter(({ capacity_type }) => capacity_type === "SPOT")) {
    expect(group).toMatchObject({
      capacity_type: "SPOT",
      labels: { team: "zaken" },
      taint: [{ key: "team", value: "zaken", effect: "NO_SCHEDULE" }],
      node_repair_config: { enabled: true },
    });
  }
});

test("the autoscaler may change this cluster's groups only, and isn't there when there is nothing to scale", () => {
  const { resources } = pool({});
  const rights = statements(resources("aws_iam_role_policy").find(({ name }) => name === "autoscaling")?.policy);

  expect(rights.find(({ Action }) => Action.includes("autoscaling:SetDesiredCapacity"))?.Condition).toEqual({
    StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/zaken": "owned" },
  });
  expect(
    pool({ maxNodes: 3 })
      .resources("aws_iam_role_policy")
      .map(({ name }) => name),
  ).not.toContain("autoscaling");
});
