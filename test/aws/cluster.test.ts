import { object } from "../../lib/core/reading/terraform-json";
import { awsCluster, statements } from "../support/aws";
import { administrator, privateAccess } from "../support/aws-props";

test("the control plane is spread, encrypted, logged, and upgraded before extended support costs", () => {
  const { resource } = awsCluster();

  expect(resource("aws_eks_cluster")).toMatchObject({
    version: "1.36",
    bootstrap_self_managed_addons: false,
    upgrade_policy: { support_type: "STANDARD" },
    access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
    enabled_cluster_log_types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    encryption_config: { resources: ["secrets"] },
    zonal_shift_config: { enabled: true },
    kubernetes_network_config: { service_ipv4_cidr: "172.20.0.0/16" },
  });
});

test("a public API is for the ranges that are named, and nodes use the private one", () => {
  expect(awsCluster().resource("aws_eks_cluster")).toMatchObject({
    vpc_config: { endpoint_private_access: true, endpoint_public_access: true, public_access_cidrs: ["203.0.113.0/24"] },
  });
});

test("a private API has no public name, and lets in the network or the ranges that are named", () => {
  const plain = awsCluster({ access: privateAccess });
  const wider = awsCluster({ access: { ...privateAccess, allowedCidrs: ["10.0.0.0/16", "10.1.0.0/16", "10.0.0.0/16"] } });
  const reach = ({ resources }: typeof plain) =>
    resources("aws_vpc_security_group_ingress_rule").flatMap(({ cidr_ipv4, from_port }) => (from_port === 443 ? [cidr_ipv4] : []));

  expect(plain.resource("aws_eks_cluster")).toMatchObject({ vpc_config: { endpoint_private_access: true, endpoint_public_access: false } });
  expect(plain.resource("aws_eks_cluster").vpc_config).not.toHaveProperty("public_access_cidrs");
  expect(reach(plain)).toEqual(["10.41.0.0/16"]);
  expect(reach(wider).sort()).toEqual(["10.0.0.0/16", "10.1.0.0/16", "10.41.0.0/16"]);
  expect(plain.warnings.join()).toContain("docs/private-api.md");
});

test("administrators and viewers come in by IAM, named by who they are", () => {
  const viewer = "arn:aws:iam::111111111111:user/auditor";
  const access = { mode: "restricted", allowedCidrs: ["203.0.113.0/24"], viewers: { principalArns: [viewer] } } as const;
  const rights = (principalArns: string[]) => awsCluster({ access: { ...access, administrators: { principalArns } } });
  const one = rights([administrator]).resourceEntries("aws_eks_access_policy_association");
  const two = rights(["arn:aws:iam::111111111111:role/first", administrator]).resourceEntries("aws_eks_access_policy_association");

  expect(one.map(({ attributes: { policy_arn, access_scope } }) => [policy_arn, access_scope])).toEqual([
    ["arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy", { type: "cluster" }],
    ["arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy", { type: "cluster" }],
  ]);
  expect(two.map(({ address }) => address)).toEqual(expect.arrayContaining(one.map(({ address }) => address)));
});

describe("add-ons", () => {
  const dependsOn = (attributes: { readonly depends_on?: unknown }) => (attributes.depends_on ?? []) as string[];
  const addons = (stack = awsCluster()) =>
    Object.fromEntries(
      stack.resourceEntries("aws_eks_addon").map(({ address, attributes }) => [String(attributes.addon_name), { address, attributes }]),
    );

  test("that give pods addresses come before nodes, the rest after them", () => {
    const stack = awsCluster();
    const made = addons(stack);
    const groups = stack.resourceEntries("aws_eks_node_group");
    for (const name of ["vpc-cni", "eks-pod-identity-agent", "kube-proxy"]) {
      for (const { attributes } of groups) expect(dependsOn(attributes)).toContain(made[name]?.address);
    }
    for (const name of [
      "coredns",
      "metrics-server",
      "aws-ebs-csi-driver",
      "aws-efs-csi-driver",
      "snapshot-controller",
      "eks-node-monitoring-agent",
    ]) {
      for (const { address } of groups) expect(dependsOn(made[name]?.attributes ?? {})).toContain(address);
    }
  });

  test("wait for the pools that are added later too", () => {
    const stack = awsCluster({}, ({ cluster }) => {
      cluster.addNodePool({ name: "batch", machineType: "m7g.large", minNodes: 3, maxNodes: 3 });
    });

    expect(stack.resources("aws_eks_node_group")).toHaveLength(6);
    expect(dependsOn(addons(stack).coredns?.attributes ?? {})).toEqual(
      expect.arrayContaining(stack.resourceEntries("aws_eks_node_group").map(({ address }) => address)),
    );
  });

  test("enforce network policies, and give many pods a node", () => {
    const values = JSON.parse(String(addons()["vpc-cni"]?.attributes.configuration_values)) as object;

    expect(values).toEqual({ enableNetworkPolicy: "true", env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" } });
  });

  test("follow the minor at each plan, unless the code pins them", () => {
    const version = (props: Parameters<typeof awsCluster>[0]) => String(addons(awsCluster(props)).coredns?.attributes.addon_version);

    expect(version({})).toContain("data.aws_eks_addon_version");
    expect(version({ addonVersions: { coredns: "v1.12.1-eksbuild.2" } })).toBe("v1.12.1-eksbuild.2");
    expect(version({ upgrades: "none" })).toBe("undefined");
  });

  test("act in AWS by roles that only their own pods in this cluster can take on", () => {
    const stack = awsCluster();
    const role = stack.resources("aws_iam_role").find(({ name }) => name === "zaken-eu-central-1-aws-ebs-csi-driver");

    expect(statements(role?.assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-name": "zaken",
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
          },
        },
      },
    ]);
  });

  test("have AWS' policies by the path that each has", () => {
    const arns = awsCluster()
      .resources("aws_iam_role_policy_attachment")
      .map(({ policy_arn }) => policy_arn);

    expect(arns).toEqual(
      expect.arrayContaining([
        "arn:aws:iam::aws:policy/AmazonEBSCSIDriverEKSClusterScopedPolicy",
        "arn:aws:iam::aws:policy/service-role/AmazonEFSCSIDriverPolicy",
        "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy",
      ]),
    );
  });
});

test("nodes may join the cluster and pull images, and nothing else", () => {
  const { resources } = awsCluster();
  const attached = resources("aws_iam_role_policy_attachment").filter(({ role }) => String(role).includes("nodes-role"));

  expect(attached.map(({ policy_arn }) => policy_arn).sort()).toEqual([
    "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
  ]);
});

test("everything is of the partition that the region is in", () => {
  const text = JSON.stringify(
    awsCluster(
      {
        region: "eusc-de-east-1",
        access: {
          mode: "restricted",
          allowedCidrs: ["203.0.113.0/24"],
          administrators: { principalArns: ["arn:aws-eusc:iam::111111111111:role/administrators"] },
        },
        network: { cidr: "10.41.0.0/16", egress: { type: "none" } },
        dns: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zone: "apps.gemeente.example", records: true },
        secretStore: { prefix: "zaken/" },
        backup: {},
        karpenter: true,
      },
      ({ objectStorage }) => {
        expect(objectStorage.endpoint).toBe("https://s3.eusc-de-east-1.amazonaws.eu");
      },
    ).json,
  );

  expect(text).toContain("arn:aws-eusc:iam::aws:policy/AmazonEKSClusterPolicy");
  expect(text).toContain("eu.amazonaws.eusc-de-east-1.ecr.api");
  expect(text).not.toMatch(/arn:aws:/);
  // The names of services are the same everywhere.
  expect(text).toContain("pods.eks.amazonaws.com");
});

test("in the European Sovereign Cloud the EFS driver comes in by the cluster's own tokens, over two zones", () => {
  const { resource, resources } = awsCluster({
    region: "eusc-de-east-1",
    access: { ...privateAccess, administrators: { principalArns: ["arn:aws-eusc:iam::111111111111:role/administrators"] } },
    nodePools: [{ name: "apps", machineType: "m7i.large", minNodes: 4, maxNodes: 8 }],
  });

  expect(resources("aws_eks_node_group")).toHaveLength(2);
  expect(resource("aws_iam_openid_connect_provider")).toMatchObject({ client_id_list: ["sts.amazonaws.com"] });
  const driver = resources("aws_eks_addon").find(({ addon_name }) => addon_name === "aws-efs-csi-driver");
  expect(driver).toHaveProperty("service_account_role_arn");
  expect(driver).not.toHaveProperty("pod_identity_association");
});

test("a landing zone's boundary is on every role", () => {
  const permissionsBoundaryArn = "arn:aws:iam::111111111111:policy/boundary";
  const roles = awsCluster({ permissionsBoundaryArn, backup: {}, karpenter: true, logging: { containerInsights: true } }).resources(
    "aws_iam_role",
  );

  expect(roles.length).toBeGreaterThan(8);
  for (const role of roles) expect(role).toMatchObject({ permissions_boundary: permissionsBoundaryArn });
});

test("Secrets are encrypted with a key of the cluster's own, or with yours, which then is for everything", () => {
  const keyArn = "arn:aws:kms:eu-central-1:111111111111:key/00000000-0000-0000-0000-000000000000";
  const mine = awsCluster({ encryption: { customerManagedKey: { keyArn } } }, ({ defaultStorageClass }) => {
    expect(defaultStorageClass.parameters).toMatchObject({ kmsKeyId: keyArn });
  });

  expect(String(object(object(awsCluster().resource("aws_eks_cluster").encryption_config).provider).key_arn)).toContain("secrets-key");
  expect(mine.resource("aws_eks_cluster")).toMatchObject({ encryption_config: { provider: { key_arn: keyArn } } });
  expect(mine.resource("aws_efs_file_system")).toMatchObject({ kms_key_id: keyArn });
  for (const { rule } of mine.resources("aws_s3_bucket_server_side_encryption_configuration")) {
    expect(rule).toEqual([
      expect.objectContaining({ apply_server_side_encryption_by_default: expect.objectContaining({ kms_master_key_id: keyArn }) }),
    ]);
  }
});

test("keys turn each year, and wait a month before they are gone", () => {
  for (const key of awsCluster().resources("aws_kms_key")) {
    expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  }
});

test("production can't be destroyed by a slip, and a part is let go by name", () => {
  const guarded = (props: Parameters<typeof awsCluster>[0]) => {
    const { resource, resources } = awsCluster(props);
    const kept = (attributes: { readonly lifecycle?: unknown }) => object(attributes.lifecycle as never).prevent_destroy;
    return {
      cluster: [kept(resource("aws_eks_cluster")), resource("aws_eks_cluster").deletion_protection],
      files: kept(resource("aws_efs_file_system")),
      buckets: resources("aws_s3_bucket").map(kept),
      auditLog: resources("aws_cloudwatch_log_group").flatMap((group) =>
        group.name === "/aws/eks/zaken/cluster" ? [kept(group), group.deletion_protection_enabled] : [],
      ),
    };
  };
  const all = { cluster: [true, true], files: true, buckets: [true, true], auditLog: [true, true] };

  expect(guarded({ environment: "production" })).toEqual(all);
  expect(guarded({})).toEqual({ cluster: [false, false], files: false, buckets: [false, false], auditLog: [false, false] });
  expect(guarded({ environment: "production", deletionProtection: { except: ["sharedStorage"] } })).toEqual({ ...all, files: false });
});

test("the cluster outlives what takes nodes, and goes before what it needs to go", () => {
  const { resource } = awsCluster();
  const waits = (resource("aws_eks_cluster").depends_on as string[]).join();

  for (const needed of [
    "aws_iam_role_policy_attachment",
    "aws_iam_role_policy",
    "aws_cloudwatch_log_group",
    "aws_route.",
    "aws_vpc_endpoint",
  ]) {
    expect(waits).toContain(needed);
  }
});

test("Auto Mode is on or off in all of its three parts, and takes the autoscaler's place", () => {
  const parts = (enabled: boolean | undefined) => {
    const { resource, resources } = awsCluster({ autoMode: { enabled } });
    const { compute_config, storage_config, kubernetes_network_config } = resource("aws_eks_cluster");
    return {
      parts: [
        object(compute_config).enabled,
        object(object(storage_config).block_storage).enabled,
        object(object(kubernetes_network_config).elastic_load_balancing).enabled,
      ],
      autoscaler: resources("aws_eks_pod_identity_association").some(({ service_account }) => service_account === "cluster-autoscaler"),
    };
  };

  expect(parts(undefined)).toEqual({ parts: [undefined, undefined, undefined], autoscaler: true });
  expect(parts(true)).toEqual({ parts: [true, true, true], autoscaler: false });
  expect(parts(false)).toEqual({ parts: [false, false, false], autoscaler: true });
  const { resource, resources, warnings } = awsCluster({ autoMode: { enabled: true } });
  expect(warnings.join()).toContain("three workers");
  // One role can't be let in for both kinds of node.
  const groupRoles = resources("aws_eks_node_group").map(({ node_role_arn }) => node_role_arn);
  expect(groupRoles).not.toContain(object(resource("aws_eks_cluster").compute_config).node_role_arn);
});

test("Karpenter may make and remove machines of this cluster only", () => {
  const { resources } = awsCluster({ karpenter: true });
  const rights = resources("aws_iam_role_policy").find(({ name }) => name === "karpenter");
  const removing = statements(rights?.policy).find(({ Action }) => Action.includes("ec2:TerminateInstances"));

  expect(removing?.Condition).toMatchObject({ StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/zaken": "owned" } });
  expect(resources("aws_eks_pod_identity_association")).toEqual(
    expect.arrayContaining([expect.objectContaining({ namespace: "kube-system", service_account: "karpenter" })]),
  );
});

test("GuardDuty looks in the audit log and on the nodes when asked", () => {
  const { resource, resources } = awsCluster({ guardDuty: true });

  expect(resource("aws_guardduty_detector")).toMatchObject({ enable: true });
  expect(resources("aws_guardduty_detector_feature").map(({ name }) => name)).toEqual(["EKS_AUDIT_LOGS", "RUNTIME_MONITORING"]);
  expect(awsCluster().resources("aws_guardduty_detector")).toEqual([]);
});
