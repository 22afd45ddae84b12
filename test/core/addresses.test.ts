import fc from "fast-check";
import {
  addressAt,
  addressProblems,
  allowedCidrProblems,
  cidrProblems,
  layOut,
  overlap,
  overlapProblems,
} from "../../lib/core/addresses/addresses";

const nobodys = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];

const anyCidr = fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 8, max: 30 })).map(([address, prefix]) => {
  const base = prefix === 0 ? 0 : (address & (~0 << (32 - prefix))) >>> 0;
  return `${[24, 16, 8, 0].map((shift) => (base >>> shift) & 255).join(".")}/${prefix}`;
});
const cidr = anyCidr.filter((range) => !nobodys.some((other) => overlap(range, other)));

test("ranges lie one after the other, each on its own boundary", () => {
  const sizes = { small: { prefix: 28, smallest: 28 }, large: { prefix: 24, smallest: 24 }, next: { prefix: 26, smallest: 26 } };

  expect(layOut("10.0.0.0/22", sizes)).toEqual({ small: "10.0.0.0/28", large: "10.0.1.0/24", next: "10.0.2.0/26" });
});

test("what doesn't fit is left out", () => {
  expect(layOut("10.0.0.0/24", { all: { prefix: 24, smallest: 24 }, more: { prefix: 28, smallest: 28 } })).toEqual({ all: "10.0.0.0/24" });
});

test("laid out ranges never overlap and never leave the network", () => {
  fc.assert(
    fc.property(cidr, fc.array(fc.integer({ min: 20, max: 30 }), { maxLength: 6 }), (network, prefixes) => {
      const sizes = Object.fromEntries(prefixes.map((prefix, index) => [`range${index}`, { prefix, smallest: prefix }]));
      const ranges = Object.entries(layOut(network, sizes)).map(([path, range]) => ({ path, cidr: range }));

      expect(overlapProblems(ranges)).toEqual([]);
      for (const range of ranges) {
        expect(cidrProblems(range)).toEqual([]);
        expect(overlap(network, range.cidr)).toBe(true);
      }
    }),
  );
});

test.each(["10.0.0.0/33", "10.0.0/24", "10.0.0.0", "", "x", "10.0.0.1/24", "2001:db8::/32"])("%s is not a network", (text) => {
  expect(cidrProblems({ path: "network.cidr", cidr: text })).toHaveLength(1);
});

test.each(["0.0.0.0/16", "127.0.0.0/24", "169.254.0.0/16", "224.0.0.0/4", "239.1.0.0/16"])(
  "%s is a network that no machine is in",
  (text) => {
    expect(cidrProblems({ path: "network.cidr", cidr: text })).toMatchObject([
      { path: "network.cidr", message: expect.stringContaining("machines can have") },
    ]);
  },
);

test.each(["127.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.251"])("%s is no machine's address", (text) => {
  expect(addressProblems("network.gateway", text)).toHaveLength(1);
});

test("GKE gives pods addresses that others keep reserved", () => {
  expect(cidrProblems({ path: "network.podCidr", cidr: "240.0.0.0/16" })).toEqual([]);
});

test("an address has a place in its range", () => {
  expect(addressAt("172.16.0.0/16", 10)).toBe("172.16.0.10");
});

test("the whole internet is not a network of yours", () => {
  expect(allowedCidrProblems("access.allowedCidrs", ["203.0.113.0/24", "0.0.0.0/0"])).toMatchObject([{ path: "access.allowedCidrs[1]" }]);
});
