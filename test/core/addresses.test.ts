import fc from "fast-check";
import {
  addressAt,
  addressProblems,
  allowedCidrProblems,
  cidrProblems,
  contains,
  isPrivate,
  layOut,
  narrowCidrProblems,
  overlap,
  overlapProblems,
  prefixOf,
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

test.each(["0.0.0.0/1", "128.0.0.0/1", "64.0.0.0/2", "16.0.0.0/5", "2.0.0.0/7"])("%s is more than anyone owns", (range) => {
  expect(narrowCidrProblems("access.allowedCidrs", ["10.0.0.0/8", range])).toMatchObject([
    { path: "access.allowedCidrs[1]", message: expect.stringContaining("internet") },
  ]);
  expect(allowedCidrProblems("access.allowedCidrs", [range])).toMatchObject([{ path: "access.allowedCidrs[0]" }]);
});

test("a public name is not reached from private addresses, an address inside the network is", () => {
  expect(allowedCidrProblems("access.allowedCidrs", ["10.0.0.0/8", "203.0.113.0/24", "100.64.0.0/24"]).map(({ path }) => path)).toEqual([
    "access.allowedCidrs[0]",
    "access.allowedCidrs[2]",
  ]);
  expect(narrowCidrProblems("access.allowedCidrs", ["10.0.0.0/8", "192.168.0.0/16"])).toEqual([]);
});

test("a range with host bits is refused with the range that holds it", () => {
  expect(cidrProblems({ path: "network.cidr", cidr: "10.0.5.1/16" })).toMatchObject([{ message: expect.stringContaining("10.0.0.0/16") }]);
});

test("ranges that share addresses are one problem, at the later, which names the other", () => {
  const range = (path: string, cidr: string) => ({ path, cidr });
  const ranges = [range("a", "10.0.0.0/16"), range("b", "10.1.0.0/16"), range("c", "10.0.5.0/24"), range("d", "no range")];

  expect(overlapProblems(ranges)).toMatchObject([{ path: "c", message: expect.stringContaining("a, 10.0.0.0/16") }]);
});

test("a smaller range is in the larger, and not the other way", () => {
  expect(contains("10.0.0.0/16", "10.0.5.0/24")).toBe(true);
  expect(contains("10.0.5.0/24", "10.0.0.0/16")).toBe(false);
  expect(overlap("10.0.5.0/24", "10.0.0.0/16")).toBe(true);
  expect(overlap("10.0.5.0/24", "10.0.6.0/24")).toBe(false);
  expect(overlap("no range", "10.0.0.0/16")).toBe(false);
});

test.each([
  ["10.0.0.0/8", true],
  ["172.31.0.0/16", true],
  ["192.168.1.0/24", true],
  ["100.64.0.0/10", true],
  ["172.32.0.0/16", false],
  ["203.0.113.0/24", false],
])("%s exists inside networks only: %s", (range, inside) => {
  expect(isPrivate(range)).toBe(inside);
});

test("a range without a prefix is one address", () => {
  expect([prefixOf("10.0.0.0/22"), prefixOf("10.0.0.4")]).toEqual([22, 32]);
});
