import { awsCluster, statements } from "../support/aws";

const groups = (props: Parameters<typeof awsCluster>[0] = {}) =>
  Object.fromEntries(
    awsCluster(props)
      .resources("aws_cloudwatch_log_group")
      .map((group) => [String(group.name), group]),
  );

test("the control plane's logs are kept for half a year at least, in a group that is there before EKS makes one", () => {
  const { resource, resourceEntries } = awsCluster();
  const group = resourceEntries("aws_cloudwatch_log_group").find(({ attributes }) => attributes.name === "/aws/eks/zaken/cluster");

  expect(group?.attributes).toMatchObject({ retention_in_days: 365 });
  expect(resource("aws_eks_cluster").depends_on).toContain(group?.address);
});

test.each([
  [183, 365],
  [30, 30],
  [31, 60],
  [400, 400],
  [3653, 3653],
])("%i days are rounded up to what CloudWatch takes, %i", (retentionDays, kept) => {
  expect(groups({ logging: { retentionDays } })["/aws/eks/zaken/cluster"]).toMatchObject({ retention_in_days: kept });
});

test("the network's own log may be kept for a shorter time", () => {
  const made = groups({ logging: { flowRetentionDays: 30 } });

  expect(made["/aws/vpc/zaken"]).toMatchObject({ retention_in_days: 30 });
  expect(made["/aws/eks/zaken/cluster"]).toMatchObject({ retention_in_days: 365 });
});

test("every group is encrypted with a key that CloudWatch may use for this cluster only", () => {
  const { resource, resources } = awsCluster({ logging: { containerInsights: true } });
  const allowed = statements(resource("aws_kms_key_policy").policy);

  for (const group of resources("aws_cloudwatch_log_group")) {
    expect(String(group.kms_key_id)).toContain("logs-key");
    expect(String(group.depends_on)).toContain("aws_kms_key_policy");
  }
  expect(allowed.find(({ Principal }) => JSON.stringify(Principal).includes("logs."))).toMatchObject({
    Principal: { Service: "logs.eu-central-1.amazonaws.com" },
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": [
          expect.stringMatching(/:log-group:\/aws\/eks\/zaken\/\*$/),
          expect.stringMatching(/:log-group:\/aws\/vpc\/zaken$/),
          expect.stringMatching(/:log-group:\/aws\/containerinsights\/zaken\/\*$/),
        ],
      },
    },
  });
});

test("Container Insights writes to groups that end, on every node", () => {
  const { resources } = awsCluster({ logging: { containerInsights: true } });
  const addon = resources("aws_eks_addon").find(({ addon_name }) => addon_name === "amazon-cloudwatch-observability");

  expect(Object.keys(groups({ logging: { containerInsights: true } }))).toEqual(
    expect.arrayContaining(["application", "dataplane", "host", "performance"].map((kind) => `/aws/containerinsights/zaken/${kind}`)),
  );
  expect(JSON.parse(String(addon?.configuration_values))).toEqual({ tolerations: [{ operator: "Exists" }] });
});
