import fc from "fast-check";
import type { AzureHavenClusterProps } from "../../lib/azure";
import { ConfigurationError } from "../../lib/core/validation/errors";
import { azureCluster } from "../support/azure";
import { groupId, id } from "../support/azure-props";

const cidr = fc.constantFrom(
  "10.0.0.0/16",
  "10.40.0.0/22",
  "10.40.0.0/26",
  "10.40.1.0/16",
  "172.16.0.0/16",
  "x",
  "0.0.0.0/0",
  "203.0.113.0/24",
);
const zones = fc.option(fc.subarray(["1", "2", "3", "4"]), { nil: undefined });
const small = fc.integer({ min: 0, max: 12 });

const egress = fc.constantFrom(
  undefined,
  { type: "nat-gateway", addresses: 2 },
  { type: "nat-gateway-zonal", zone: "1" },
  { type: "load-balancer" },
  { type: "firewall", nextHop: "10.0.0.4" },
  { type: "firewall" },
);

const pool = fc.record({
  name: fc.constantFrom("apps", "batch", "Apps", "system"),
  machineType: fc.constantFrom("Standard_D4ds_v5", "Standard_B2s"),
  minNodes: small,
  maxNodes: small,
  zones,
  spot: fc.boolean(),
  operatingSystem: fc.constantFrom("ubuntu", "azure-linux", undefined),
});

const administrators = { groupIds: [groupId] };
const props = fc.record({
  name: fc.constantFrom("zaken", "Z", "a".repeat(60)),
  environment: fc.constantFrom("production", "test"),
  region: fc.constantFrom("westeurope", "norwaywest", "eastus", "somewhere"),
  residencyException: fc.constantFrom(undefined, { reason: "a test of what may go wrong" }),
  kubernetesVersion: fc.constantFrom(undefined, "1.36", "1.36.2", "1.20", "next"),
  upgrades: fc.constantFrom(undefined, "patch", "none"),
  tags: fc.constant({ owner: "team" }),
  network: fc.oneof(
    fc.record({ cidr, egress, podCidr: fc.option(cidr, { nil: undefined }) }),
    fc.constant({
      existing: {
        virtualNetworkId: id("Microsoft.Network/virtualNetworks"),
        subnets: {
          nodes: id("Microsoft.Network/virtualNetworks/subnets", "a"),
          apiServer: id("Microsoft.Network/virtualNetworks/subnets", "b"),
          endpoints: id("Microsoft.Network/virtualNetworks/subnets", "c"),
        },
        egress: "firewall",
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
  systemPool: fc.option(fc.record({ minNodes: small, maxNodes: small, zones }), { nil: undefined }),
  logging: fc.constantFrom(undefined, { retentionDays: 30 }, { retentionDays: 1 }, { containerInsights: true }),
  deletionProtection: fc.constantFrom(undefined, true, false),
});

test("any props make a stack with every weakness in its report, or say what is wrong", () => {
  fc.assert(
    fc.property(props, (generated) => {
      const given = generated as unknown as AzureHavenClusterProps;
      try {
        const { prediction, findings, report } = azureCluster(given);
        const taking = given.nodePools.filter(({ spot }) => spot !== true);
        const workers = taking.reduce((sum, { minNodes }) => sum + minNodes, 0);
        expect(prediction.guaranteed.includes("haworkers")).toBe(workers >= 3);
        if (given.logging?.retentionDays === 30) expect(findings.failed).toContain("HX-audit-log-retention");
        if (given.region === "eastus") expect(findings.waived).toContain("HX-region");
        expect(report.clusters).toHaveLength(1);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});
