import fc from "fast-check";
import { ConfigurationError } from "../../lib/core/validation/errors";
import type { GoogleHavenClusterProps } from "../../lib/google";
import { googleCluster } from "../support/google";
import { administrator } from "../support/google-props";

const cidr = fc.constantFrom(
  "10.0.0.0/16",
  "10.42.0.0/18",
  "10.42.0.0/22",
  "10.42.0.0/26",
  "10.42.1.0/16",
  "100.64.0.0/16",
  "x",
  "0.0.0.0/0",
  "203.0.113.0/24",
);
const zones = fc.option(fc.subarray(["europe-west4-a", "europe-west4-b", "europe-west4-c", "europe-west4-d"]), { nil: undefined });
const small = fc.integer({ min: 0, max: 12 });

const pool = fc.record({
  name: fc.constantFrom("apps", "batch", "Apps", "my-apps"),
  machineType: fc.constantFrom("e2-standard-4", "n4-standard-4", "c4a-standard-4", "e2-micro", "x"),
  minNodes: small,
  maxNodes: small,
  zones,
  spot: fc.boolean(),
  operatingSystem: fc.constantFrom("container-optimized", "ubuntu", undefined),
});

const administrators = { members: [administrator] };
const props = fc.record({
  name: fc.constantFrom("zaken", "Z", "a".repeat(60)),
  environment: fc.constantFrom("production", "test"),
  region: fc.constantFrom("europe-west4", "us-central1", "europe-west2", "somewhere"),
  residencyException: fc.constantFrom(undefined, { reason: "a test of what may go wrong" }),
  releaseChannel: fc.constantFrom(undefined, "regular", "stable", "rapid"),
  tags: fc.constant({ owner: "team" }),
  network: fc.oneof(
    fc.record({
      cidr,
      egress: fc.constantFrom(undefined, { type: "cloud-nat" }, { type: "cloud-nat-automatic" }),
      podCidr: fc.option(cidr, { nil: undefined }),
    }),
    fc.constant({
      existing: {
        network: "projects/netwerk/global/networks/shared",
        subnetwork: "projects/netwerk/regions/europe-west4/subnetworks/haven",
        fileRangeName: "files",
      },
    }),
  ),
  access: fc.oneof(
    fc.constant({ mode: "identity", administrators }),
    fc.record({
      mode: fc.constant("restricted"),
      allowedCidrs: fc.array(cidr, { maxLength: 2 }),
      administrators: fc.constant(administrators),
    }),
    fc.constant({ mode: "private", administrators }),
  ),
  nodePools: fc.array(pool, { maxLength: 3 }),
  logging: fc.constantFrom(undefined, { retentionDays: 30 }, { retentionDays: 1 }, { containerLogs: true }),
  deletionProtection: fc.constantFrom(undefined, true, false),
});

test("any props make a stack with every weakness in its report, or say what is wrong", () => {
  fc.assert(
    fc.property(props, (generated) => {
      const given = { projectId: "gemeente-zaken", projectNumber: "123456789012", ...generated } as unknown as GoogleHavenClusterProps;
      try {
        const { prediction, findings, report } = googleCluster(given);
        // Arm machines repel what isn't made for them.
        const taking = given.nodePools.filter(({ spot, machineType }) => spot !== true && machineType !== "c4a-standard-4");
        const workers = taking.reduce((sum, { minNodes, zones: own }) => {
          const count = own?.length ?? 3;
          return sum + Math.ceil(minNodes / count) * count;
        }, 0);
        expect(prediction.guaranteed.includes("haworkers")).toBe(workers >= 3);
        if (given.logging?.retentionDays === 30) expect(findings.failed).toContain("HX-audit-log-retention");
        if (given.region !== "europe-west4") expect(findings.waived).toContain("HX-region");
        expect(report.clusters).toHaveLength(1);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});
