import { orderOf, type Wait } from "../support/waits-for";

const eks = "aws_eks_cluster cluster/cluster/Resource";
const nodes = "aws_eks_node_group cluster/cluster/pool-*/zone-*";
const inCluster = "* baseline/*/*";

const afterNodes = [
  "coredns",
  "metrics-server",
  "snapshot-controller",
  "eks-node-monitoring-agent",
  "aws-ebs-csi-driver",
  "aws-efs-csi-driver",
].map((name) => `aws_eks_addon cluster/cluster/${name}`);

const waits: readonly Wait[] = [
  [
    "aws_eip cluster/network/egress-address-*",
    "aws_internet_gateway cluster/network/internet",
    "AWS refuses an address in a network without an internet gateway",
  ],
  [
    eks,
    "aws_route_table_association cluster/network/*-routed",
    "the network cards of the control plane keep their subnets until the cluster is destroyed",
  ],
  [eks, "aws_route cluster/network/to-internet", "a NAT gateway without this route lets no node out"],
  [eks, "aws_route cluster/network/nodes-leave-*", "nodes that cannot leave never become ready, and cannot be drained on destroy"],
  [eks, "aws_vpc_endpoint cluster/network/s3", "nodes pull images from S3"],
  [
    eks,
    "aws_cloudwatch_log_group cluster/logging/Resource",
    "EKS creates the log group itself when it is missing: without a key, and kept for ever",
  ],
  [
    eks,
    "aws_iam_role_policy_attachment cluster/cluster/cluster-has-*",
    "EKS needs these rights to create its network cards, and to delete them",
  ],
  [eks, "aws_iam_role_policy cluster/cluster/cluster-rights", "EKS tries the key for Secrets when it creates the cluster"],
  [
    "aws_eks_addon cluster/cluster/vpc-cni",
    "aws_eks_addon cluster/cluster/eks-pod-identity-agent",
    "the network add-on gets its credentials from the agent",
  ],
  [
    "aws_eks_addon cluster/cluster/kube-proxy",
    "aws_eks_addon cluster/cluster/eks-pod-identity-agent",
    "the agent is installed before every other add-on",
  ],
  [
    "aws_eks_addon cluster/cluster/vpc-cni",
    "aws_iam_role_policy_attachment cluster/cluster/vpc-cni-has-*",
    "the add-on asks AWS for addresses as soon as it starts",
  ],
  [
    nodes,
    "aws_eks_addon cluster/cluster/vpc-cni",
    "nodes without addresses for pods stay NotReady, and EKS gives the group up after half an hour",
  ],
  [nodes, "aws_eks_addon cluster/cluster/kube-proxy", "nodes without it reach no service"],
  [
    nodes,
    "aws_iam_role_policy_attachment cluster/cluster/nodes-has-*",
    "nodes without these rights cannot join the cluster or pull images",
  ],
  ...afterNodes.map((addon): Wait => [addon, nodes, "EKS reports an add-on without nodes as degraded, and the apply fails"]),
  [
    "aws_eks_addon cluster/cluster/aws-ebs-csi-driver",
    "aws_iam_role_policy_attachment cluster/cluster/aws-ebs-csi-driver-has-*",
    "the driver creates disks with these rights",
  ],
  [
    "aws_eks_addon cluster/cluster/aws-efs-csi-driver",
    "aws_iam_role_policy_attachment cluster/cluster/aws-efs-csi-driver-has-*",
    "the driver creates access points with these rights",
  ],
  [
    "aws_eks_access_policy_association cluster/cluster/*-rights",
    "aws_eks_access_entry cluster/cluster/administrator-*",
    "EKS gives rights only to principals that may log in",
  ],
  [
    "aws_eks_pod_identity_association cluster/storage/*-identity",
    eks,
    "an association needs the cluster, whose name alone would not make Terraform wait",
  ],
  [
    "aws_cloudwatch_log_group cluster/logging/*",
    "aws_kms_key_policy cluster/logging/logs-key-policy",
    "CloudWatch tries the key when it creates a log group",
  ],
  [
    "aws_flow_log cluster/logging/flow-log",
    "aws_iam_role_policy cluster/logging/flows-rights",
    "a flow log without rights delivers nothing, and no apply reports that",
  ],
  ...["logs", "backups"].flatMap((bucket): Wait[] => [
    [
      `aws_s3_bucket_lifecycle_configuration cluster/storage/${bucket}/expiry`,
      `aws_s3_bucket_versioning cluster/storage/${bucket}/versions`,
      "a rule for old versions needs a bucket that keeps versions",
    ],
    [
      `aws_s3_bucket_policy cluster/storage/${bucket}/policy`,
      `aws_s3_bucket_public_access_block cluster/storage/${bucket}/closed`,
      "S3 refuses two changes of public access at the same time",
    ],
  ]),
  ...afterNodes.map((addon): Wait => [inCluster, addon, "pods need names, volumes and metrics, and Helm waits only ten minutes for them"]),
  [
    inCluster,
    "aws_eks_access_policy_association cluster/cluster/administrator-*-rights",
    "until an administrator has rights, nobody can log in",
  ],
  [inCluster, "aws_efs_file_system_policy cluster/storage/files-policy", "the policy refuses mounts without encryption"],
  [inCluster, "aws_efs_mount_target cluster/storage/files-*", "without a mount target in its zone a pod waits for its volume"],
  [inCluster, "aws_vpc_security_group_ingress_rule cluster/storage/nodes-to-files", "without this rule a mount hangs"],
  [
    inCluster,
    "aws_s3_bucket_server_side_encryption_configuration cluster/storage/*/encrypted",
    "no log or backup may be written without encryption",
  ],
  [inCluster, "aws_s3_bucket_lifecycle_configuration cluster/storage/*/expiry", "without it, deleted logs and backups are kept for ever"],
  [inCluster, "aws_s3_bucket_policy cluster/storage/*/policy", "no log or backup may be written without TLS"],
  [inCluster, "aws_iam_role_policy cluster/storage/*-rights", "the log store stops when it may not write"],
  [inCluster, "aws_eks_pod_identity_association cluster/storage/*-identity", "credentials are handed out when a pod starts"],
  [inCluster, "aws_iam_role_policy cluster/cluster/autoscaling-rights", "the autoscaler stops when it may not read its groups"],
  [inCluster, "aws_eks_pod_identity_association cluster/cluster/autoscaling-identity", "credentials are handed out when a pod starts"],
];

describe("the reference stack", () => {
  const order = orderOf("aws");

  test.each(waits)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained(waits, ["cluster"])).toEqual([]);
  });

  test("new nodes run before the old ones are destroyed", () => {
    expect(order.createdFirst(nodes)).toEqual([true, true, true]);
  });
});

describe("a stack without a way out", () => {
  const order = orderOf("aws", { network: { cidr: "10.41.0.0/16", egress: { type: "none" } } });

  const more: readonly Wait[] = [
    [eks, "aws_vpc_endpoint cluster/network/endpoint-*", "nodes reach AWS only through these endpoints"],
    [
      eks,
      "aws_vpc_security_group_ingress_rule cluster/network/network-to-endpoints-*",
      "an endpoint lets nothing through before this rule exists",
    ],
  ];

  test.each(more)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained([...waits, ...more], ["cluster"])).toEqual([]);
  });
});

describe("a stack with a private API", () => {
  const principalArns = ["arn:aws:iam::111111111111:role/administrators"];
  const order = orderOf("aws", { access: { mode: "private", administrators: { principalArns } } });

  test("the baseline waits for the rules that open the API, because a runner in the network can't connect before that", () => {
    expect(order.brokenBy([inCluster, "aws_vpc_security_group_ingress_rule cluster/cluster/reaches-api-*", ""])).toEqual([]);
  });
});

describe("a stack with options", () => {
  const order = orderOf("aws", {
    network: {
      cidr: "10.41.0.0/22",
      podCidr: "100.64.0.0/16",
      egress: { type: "nat-gateway-regional" },
      transitGateway: { id: "tgw-0123456789abcdef0", cidrs: ["10.0.0.0/16"] },
      peerings: [{ name: "old", vpcId: "vpc-0123456789abcdef0", cidrs: ["10.50.0.0/16"] }],
      resolverRuleIds: ["rslvr-rr-0123456789abcdef0"],
    },
    dns: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zone: "apps.gemeente.example", records: true },
    secretStore: { prefix: "zaken/" },
    backup: {},
    autoMode: { enabled: true },
    logging: { containerInsights: true },
  });
  const insights = "aws_eks_addon cluster/logging/containers";

  const more: readonly Wait[] = [
    [
      "aws_nat_gateway cluster/network/egress",
      "aws_internet_gateway cluster/network/internet",
      "AWS refuses a NAT gateway in a network without an internet gateway",
    ],
    [
      "aws_subnet cluster/network/pods-*",
      "aws_vpc_ipv4_cidr_block_association cluster/network/pod-range",
      "AWS refuses a subnet outside the ranges of its network",
    ],
    [
      "aws_route cluster/network/transit-gateway-*",
      "aws_ec2_transit_gateway_vpc_attachment cluster/network/transit-gateway",
      "AWS refuses a route to a gateway that is not attached",
    ],
    [eks, "aws_route cluster/network/transit-gateway-*", "nodes may leave, or find their DNS, through the transit gateway"],
    [eks, "aws_route cluster/network/peering-old-*", "nodes may find their DNS in a peered network"],
    [eks, "aws_route53_resolver_rule_association cluster/network/resolver-rule-*", "nodes may need your DNS to find a registry"],
    [eks, "aws_iam_role_policy_attachment cluster/cluster/cluster-has-*", "Auto Mode needs more rights, until the last node is gone"],
    [
      eks,
      "aws_iam_role_policy_attachment cluster/cluster/auto-nodes-has-*",
      "nodes of Auto Mode without these rights cannot join the cluster or pull images",
    ],
    [
      insights,
      "aws_cloudwatch_log_group cluster/logging/containers-*",
      "the collector creates missing log groups itself: without a key, and kept for ever",
    ],
    [insights, "aws_iam_role_policy_attachment cluster/logging/containers-has-*", "the collector sends logs as soon as it starts"],
    ...afterNodes.map((addon): Wait => [insights, addon, "the collector needs nodes, and is the last add-on"]),
    [
      "aws_backup_selection cluster/backup/selection",
      "aws_iam_role_policy_attachment cluster/backup/backup-has-*",
      "the first backup fails without these rights",
    ],
    [inCluster, "aws_iam_role_policy cluster/dns/*-rights", "the first certificate is asked for when the issuers are installed"],
    [inCluster, "aws_eks_pod_identity_association cluster/dns/*-identity", "credentials are handed out when a pod starts"],
    [inCluster, "aws_iam_role_policy cluster/secret-store/secrets-rights", "external-secrets checks its store when it is installed"],
    [inCluster, "aws_eks_pod_identity_association cluster/secret-store/secrets-identity", "credentials are handed out when a pod starts"],
  ];

  test.each(more)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained([...waits, ...more], ["cluster"])).toEqual([]);
  });
});
