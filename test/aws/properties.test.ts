import fc from "fast-check";
import type { AwsHavenClusterProps } from "../../lib/aws";
import { ConfigurationError } from "../../lib/core/validation/errors";
import { awsCluster } from "../support/aws";
import { administrator } from "../support/aws-props";

const cidr = fc.constantFrom(
  "10.0.0.0/16",
  "10.41.0.0/18",
  "10.41.0.0/22",
  "10.41.0.0/26",
  "10.41.1.0/16",
  "100.64.0.0/16",
  "x",
  "0.0.0.0/0",
  "203.0.113.0/24",
);
const zones = fc.option(fc.subarray(["eu-central-1a", "eu-central-1b", "eu-central-1c", "eu-central-1d"]), { nil: undefined });
const small = fc.integer({ min: 0, max: 12 });

const egress = fc.constantFrom(
  undefined,
  { type: "nat-gateway" },
  { type: "nat-gateway-single" },
  { type: "nat-gateway-regional" },
  { type: "transit-gateway" },
  { type: "none" },
);

const pool = fc.record({
  name: fc.constantFrom("apps", "batch", "Apps", "my-apps"),
  machineType: fc.constantFrom("m7i.large", "m7g.large", "m4.large", "g6.xlarge", "x"),
  minNodes: small,
  maxNodes: small,
  zones,
  spot: fc.boolean(),
  operatingSystem: fc.constantFrom("bottlerocket", "amazon-linux-2023", undefined),
});

const administrators = { principalArns: [administrator] };
const props = fc.record({
  name: fc.constantFrom("zaken", "Z", "a".repeat(60)),
  environment: fc.constantFrom("production", "test"),
  region: fc.constantFrom("eu-central-1", "us-east-1", "eu-west-2", "somewhere"),
  residencyException: fc.constantFrom(undefined, { reason: "a test of what may go wrong" }),
  kubernetesVersion: fc.constantFrom(undefined, "1.36", "1.36.2", "1.20", "next"),
  upgrades: fc.constantFrom(undefined, "patch", "none"),
  tags: fc.constant({ owner: "team" }),
  network: fc.oneof(
    fc.record({ cidr, egress, podCidr: fc.option(cidr, { nil: undefined }) }),
    fc.constant({
      existing: {
        vpcId: "vpc-0123456789abcdef0",
        cidrs: ["10.60.0.0/16"],
        zones: [
          { zone: "eu-central-1a", nodes: "subnet-0123456789abcdef0" },
          { zone: "eu-central-1b", nodes: "subnet-0123456789abcdef1" },
        ],
      },
    }),
  ),
  access: fc.oneof(
    fc.record({
      mode: fc.constant("restricted"),
      allowedCidrs: fc.array(cidr, { maxLength: 2 }),
      administrators: fc.constant(administrators),
    }),
    fc.constant({ mode: "private", administrators }),
  ),
  nodePools: fc.array(pool, { maxLength: 3 }),
  autoMode: fc.constantFrom(undefined, { enabled: true }, { enabled: false }),
  logging: fc.constantFrom(undefined, { retentionDays: 30 }, { retentionDays: 1 }, { containerInsights: true }),
  deletionProtection: fc.constantFrom(undefined, true, false),
});

test("any props make a stack with every weakness in its report, or say what is wrong", () => {
  fc.assert(
    fc.property(props, (generated) => {
      const given = generated as unknown as AwsHavenClusterProps;
      try {
        const { prediction, findings, report } = awsCluster(given);
        const taking = given.nodePools.filter(({ spot }) => spot !== true);
        const workers = taking.reduce((sum, { minNodes }) => sum + minNodes, 0);
        expect(prediction.guaranteed.includes("haworkers")).toBe(workers >= 3);
        if (given.logging?.retentionDays === 30) expect(findings.failed).toContain("HX-audit-log-retention");
        if (given.region !== "eu-central-1") expect(findings.waived).toContain("HX-region");
        expect(report.clusters).toHaveLength(1);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});
