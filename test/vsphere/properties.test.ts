import fc from "fast-check";
import { ConfigurationError } from "../../lib/core/validation/errors";
import type { VsphereHavenClusterProps } from "../../lib/vsphere";
import { vsphereCluster } from "../support/vsphere";
import { vsphereProps, zones } from "../support/vsphere-props";

const pool = fc.record({
  name: fc.constantFrom("apps", "batch", "control", "x"),
  cpus: fc.integer({ min: 1, max: 8 }),
  memoryGib: fc.integer({ min: 2, max: 32 }),
  minNodes: fc.integer({ min: 0, max: 6 }),
  maxNodes: fc.integer({ min: 0, max: 6 }),
  addressOffset: fc.integer({ min: 0, max: 260 }),
});

const props: fc.Arbitrary<Partial<VsphereHavenClusterProps>> = fc.record(
  {
    zones: fc.subarray([...zones]),
    nodePools: fc.array(pool, { maxLength: 3 }),
    controlPlane: fc.record({ nodes: fc.constantFrom<1 | 3 | 5>(1, 3, 5), addressOffset: fc.integer({ min: 0, max: 255 }) }),
    network: fc
      .record({ prefix: fc.integer({ min: 20, max: 30 }), virtualIp: fc.option(fc.ipV4(), { nil: undefined }) })
      .map(({ prefix, virtualIp }) => ({ ...vsphereProps().network, cidr: `10.43.0.0/${prefix}`, ...(virtualIp && { virtualIp }) })),
    kubernetesVersion: fc.constantFrom("1.36.6", "1.36", "1.20.0", "x"),
    talos: fc.record({ delivery: fc.constantFrom<"api" | "guestinfo">("api", "guestinfo") }),
  },
  { requiredKeys: [] },
);

test("any configuration makes a cluster whose machines all have addresses of their own, or is refused in words", () => {
  let made = 0;
  fc.assert(
    fc.property(props, (given) => {
      try {
        const stack = vsphereCluster(given);
        made += 1;
        const addresses = stack.resources("talos_machine_configuration_apply").map(({ node }) => node);
        expect(new Set([...addresses, "10.43.0.1"]).size).toBe(addresses.length + 1);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        expect(error.problems.every(({ path, message }) => path !== "" && message !== "")).toBe(true);
      }
    }),
    { numRuns: 150, examples: [[{}]] },
  );

  expect(made).toBeGreaterThan(0);
});
