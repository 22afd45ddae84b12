import type { AwsNetworkConfig } from "../../lib/aws";
import { awsCluster } from "../support/aws";

const zones = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];
const own = (props: object): { network: AwsNetworkConfig } => ({ network: { cidr: "10.41.0.0/16", ...props } });
const existing = {
  existing: {
    vpcId: "vpc-0123456789abcdef0",
    cidrs: ["10.60.0.0/16"],
    zones: zones.slice(0, 2).map((zone, index) => ({
      zone,
      nodes: `subnet-0123456789abcdef${index}`,
      controlPlane: `subnet-1123456789abcdef${index}`,
    })),
  },
};

const named = (purpose: string) => (subnet: { readonly tags?: unknown }) =>
  (subnet.tags as { Name: string }).Name.startsWith(`zaken-${purpose}-`);

test("in every zone there are a subnet for nodes, a small one for the control plane, and a public one", () => {
  const subnets = awsCluster().resources("aws_subnet");
  const ranges = (purpose: string) =>
    subnets.filter(named(purpose)).map(({ availability_zone, cidr_block }) => [availability_zone, cidr_block]);

  expect(ranges("nodes")).toEqual([
    [zones[0], "10.41.0.0/19"],
    [zones[1], "10.41.32.0/19"],
    [zones[2], "10.41.64.0/19"],
  ]);
  expect(ranges("public")).toEqual([
    [zones[0], "10.41.96.0/24"],
    [zones[1], "10.41.97.0/24"],
    [zones[2], "10.41.98.0/24"],
  ]);
  expect(ranges("control-plane")).toEqual([
    [zones[0], "10.41.99.0/27"],
    [zones[1], "10.41.99.32/27"],
    [zones[2], "10.41.99.64/27"],
  ]);
});

test("no subnet gives machines a public address", () => {
  for (const subnet of awsCluster().resources("aws_subnet")) expect(subnet).toMatchObject({ map_public_ip_on_launch: false });
});

test("zones are written down, and asked of nobody", () => {
  expect(JSON.stringify(awsCluster().json)).not.toContain("aws_availability_zones");
});

test("nodes can register by name, and what names no security group is closed", () => {
  const { resource } = awsCluster();

  expect(resource("aws_vpc")).toMatchObject({ enable_dns_hostnames: true, enable_dns_support: true });
  expect(resource("aws_default_security_group")).not.toHaveProperty("ingress");
  expect(resource("aws_default_security_group")).not.toHaveProperty("egress");
});

test("load balancers find the subnets that are for them", () => {
  const subnets = awsCluster().resources("aws_subnet");

  for (const subnet of subnets.filter(named("nodes"))) {
    expect(subnet).toMatchObject({ tags: { "kubernetes.io/role/internal-elb": "1", "kubernetes.io/cluster/zaken": "shared" } });
  }
  for (const subnet of subnets.filter(named("public"))) expect(subnet).toMatchObject({ tags: { "kubernetes.io/role/elb": "1" } });
});

describe("egress", () => {
  const ways = (props: object) => {
    const { resources } = awsCluster(own(props));
    return {
      gateways: resources("aws_nat_gateway").length,
      addresses: resources("aws_eip").length,
      publicSubnets: resources("aws_subnet").filter(named("public")).length,
      endpoints: resources("aws_vpc_endpoint").filter(({ vpc_endpoint_type }) => vpc_endpoint_type === "Interface").length,
      defaultRoutes: resources("aws_route").filter(({ destination_cidr_block }) => destination_cidr_block === "0.0.0.0/0"),
    };
  };

  test("is a gateway with an address in each zone", () => {
    const { defaultRoutes, ...made } = ways({});

    expect(made).toEqual({ gateways: 3, addresses: 3, publicSubnets: 3, endpoints: 0 });
    const used = defaultRoutes.flatMap(({ nat_gateway_id }) => (nat_gateway_id === undefined ? [] : [nat_gateway_id]));
    expect(new Set(used).size).toBe(3);
  });

  test("is one gateway for all zones when asked, which is said", () => {
    expect(ways({ egress: { type: "nat-gateway-single" } })).toMatchObject({ gateways: 1, addresses: 1 });
    expect(awsCluster(own({ egress: { type: "nat-gateway-single" } })).warnings.join()).toContain("no traffic can leave the cluster");
  });

  test("is the region's gateway when asked, which needs no public subnet", () => {
    expect(ways({ egress: { type: "nat-gateway-regional" } })).toMatchObject({ gateways: 1, addresses: 0, publicSubnets: 0 });
    expect(awsCluster(own({ egress: { type: "nat-gateway-regional" } })).resource("aws_nat_gateway")).toMatchObject({
      availability_mode: "regional",
    });
  });

  test("is the transit gateway when asked", () => {
    const { defaultRoutes, ...made } = ways({ egress: { type: "transit-gateway" }, transitGateway: { id: "tgw-0123456789abcdef0" } });

    expect(made).toEqual({ gateways: 0, addresses: 0, publicSubnets: 0, endpoints: 0 });
    expect(defaultRoutes.map(({ transit_gateway_id }) => transit_gateway_id)).toEqual(Array(4).fill("tgw-0123456789abcdef0"));
  });

  test("is nothing but AWS' own services when asked, each with an address inside", () => {
    const { resources } = awsCluster(own({ egress: { type: "none" } }));
    const services = resources("aws_vpc_endpoint").map(({ service_name }) =>
      String(service_name).replace("com.amazonaws.eu-central-1.", ""),
    );

    expect(resources("aws_internet_gateway")).toEqual([]);
    expect(services).toEqual(
      expect.arrayContaining(["autoscaling", "ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticfilesystem", "logs", "s3", "sts"]),
    );
  });

  test("has images' layers on S3 by the network itself, whatever the rest", () => {
    for (const type of ["nat-gateway", "nat-gateway-regional", "none"]) {
      const { resources } = awsCluster(own({ egress: { type } }));
      const gateways = resources("aws_vpc_endpoint").filter(({ vpc_endpoint_type }) => vpc_endpoint_type === "Gateway");

      expect(gateways).toEqual([expect.objectContaining({ service_name: "com.amazonaws.eu-central-1.s3" })]);
    }
  });
});

test("pods get addresses of a range of their own when asked, and nodes stay in the network that others know", () => {
  const { resource, resources } = awsCluster(own({ cidr: "10.41.0.0/22", podCidr: "100.64.0.0/16" }));
  const cni = resources("aws_eks_addon").find(({ addon_name }) => addon_name === "vpc-cni");
  const values = JSON.parse(String(cni?.configuration_values)) as { env: object; eniConfig: { create: boolean; subnets: object } };

  expect(resource("aws_vpc_ipv4_cidr_block_association")).toMatchObject({ cidr_block: "100.64.0.0/16" });
  expect(
    resources("aws_subnet")
      .filter(named("pods"))
      .map(({ cidr_block }) => cidr_block),
  ).toEqual(["100.64.0.0/18", "100.64.64.0/18", "100.64.128.0/18"]);
  expect(values.env).toMatchObject({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" });
  expect(Object.keys(values.eniConfig.subnets)).toEqual(zones);
});

test("networks beside this one are reached by nodes in every zone, and by the control plane, which answers them", () => {
  const { resource, resources } = awsCluster(
    own({
      peerings: [{ name: "old", vpcId: "vpc-0123456789abcdef0", cidrs: ["10.50.0.0/16"] }],
      transitGateway: { id: "tgw-0123456789abcdef0", cidrs: ["10.0.0.0/16"] },
      resolverRuleIds: ["rslvr-rr-0123456789abcdef0"],
    }),
  );
  const to = (range: string) => resources("aws_route").filter(({ destination_cidr_block }) => destination_cidr_block === range);

  expect(resource("aws_vpc_peering_connection")).toMatchObject({ peer_vpc_id: "vpc-0123456789abcdef0", auto_accept: true });
  expect(to("10.50.0.0/16").map(({ route_table_id }) => String(route_table_id).replace(/.*network_(.*)-routes.*/, "$1"))).toEqual([
    "nodes-1",
    "nodes-2",
    "nodes-3",
    "control-plane",
  ]);
  expect(to("10.0.0.0/16")).toEqual(Array(4).fill(expect.objectContaining({ transit_gateway_id: "tgw-0123456789abcdef0" })));
  expect(resource("aws_route53_resolver_rule_association")).toMatchObject({ resolver_rule_id: "rslvr-rr-0123456789abcdef0" });
});

test("a peering with another account waits for its owner", () => {
  const peering = { name: "old", vpcId: "vpc-0123456789abcdef0", cidrs: ["10.50.0.0/16"], accountId: "222222222222" };

  expect(awsCluster(own({ peerings: [peering] })).resource("aws_vpc_peering_connection")).toMatchObject({
    auto_accept: false,
    peer_owner_id: "222222222222",
  });
});

test("in a network that was there before, nothing of it is made or changed", () => {
  const { resource, resources } = awsCluster({
    network: existing,
    nodePools: [{ name: "apps", machineType: "m7i.large", minNodes: 4, maxNodes: 4 }],
  });

  for (const type of ["aws_vpc", "aws_subnet", "aws_route", "aws_nat_gateway", "aws_internet_gateway", "aws_flow_log"]) {
    expect(resources(type)).toEqual([]);
  }
  expect(resource("aws_eks_cluster")).toMatchObject({
    vpc_config: { subnet_ids: ["subnet-1123456789abcdef0", "subnet-1123456789abcdef1"] },
  });
  expect(resources("aws_eks_node_group").map(({ subnet_ids }) => subnet_ids)).toEqual([
    ["subnet-0123456789abcdef0"],
    ["subnet-0123456789abcdef1"],
  ]);
  expect(resources("aws_efs_mount_target")).toHaveLength(2);
});

test("who spoke with whom is written down, encrypted and for as long as the audit log", () => {
  const { resource, resources } = awsCluster();

  expect(resource("aws_flow_log")).toMatchObject({ traffic_type: "ALL", max_aggregation_interval: 600 });
  expect(resources("aws_cloudwatch_log_group").find(({ name }) => name === "/aws/vpc/zaken")).toMatchObject({ retention_in_days: 365 });
});

test.each([
  [
    "inside the network, also by a pod on the node that answers",
    { exposure: "internal" },
    {
      "aws-load-balancer-internal": "true",
      "aws-load-balancer-target-group-attributes": "preserve_client_ip.enabled=false",
      "aws-load-balancer-proxy-protocol": "*",
    },
  ],
  ["from the internet", { exposure: "public" }, {}],
  [
    "from some networks, and from the cluster's own addresses",
    { exposure: "public", allowedCidrs: ["203.0.113.0/24", "198.51.100.0/24"] },
    { "load-balancer-source-ranges": expect.stringMatching(/^203\.0\.113\.0\/24,198\.51\.100\.0\/24(,\$\{.*?\}\/32){3}$/) as string },
  ],
] as const)("the gateway is a network load balancer, reached %s", (_, ingress, more) => {
  let annotations: Readonly<Record<string, string>> = {};
  awsCluster(own({ ingress }), ({ loadBalancer }) => {
    ({ annotations } = loadBalancer);
  });

  expect(annotations).toEqual({
    "service.beta.kubernetes.io/aws-load-balancer-type": "nlb",
    "service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled": "true",
    "service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags": "owner=team-platform,environment=test,managed-by=haven-cdktf",
    ...Object.fromEntries(Object.entries(more).map(([key, value]) => [`service.beta.kubernetes.io/${key}`, value])),
  });
});
