import { Address4 } from "ip-address";
import type { Problem } from "../validation/errors";
import { isOpenRange } from "./open-range";

/** A named CIDR block and where a user can change it. */
export interface NamedRange {
  /** Prop path, for example `network.ranges.nodes`. */
  readonly path: string;
  readonly cidr: string;
}

/** Size of one part of a network, and the smallest size that a user may give it. */
export interface RangeSize {
  readonly prefix: number;
  readonly smallest: number;
}

/**
 * Places named ranges one after the other from the start of a network, in the order given.
 *
 * A range's place depends only on the network and the sizes before it: a subnet must not move because a pool grew or because another
 * range was set by hand. Ranges that don't fit are omitted.
 */
export function layOut(network: string, sizes: Readonly<Record<string, RangeSize>>): Record<string, string> {
  const whole = parse(network);
  if (whole === undefined) return {};
  let next = whole.startAddress().bigInt();
  const end = whole.endAddress().bigInt();
  const ranges: Record<string, string> = {};
  for (const [name, { prefix }] of Object.entries(sizes)) {
    const size = addressCount(prefix);
    const start = ((next + size - 1n) / size) * size;
    if (start + size - 1n > end) continue;
    ranges[name] = `${Address4.fromBigInt(start).correctForm()}/${prefix}`;
    next = start + size;
  }
  return ranges;
}

// No cloud offers these as networks, and no router forwards to them. 240.0.0.0/4 is reserved too, but some clouds give it to pods.
const nobodys = [
  { range: new Address4("0.0.0.0/8"), what: "is of no network (RFC 1122)" },
  { range: new Address4("127.0.0.0/8"), what: "is loopback: each machine itself" },
  { range: new Address4("169.254.0.0/16"), what: "is link-local: never routed, and where clouds answer their machines" },
  { range: new Address4("224.0.0.0/4"), what: "is multicast" },
];

function nobodysProblems(path: string, given: Address4): Problem[] {
  const nobody = nobodys.find(({ range }) => given.isInSubnet(range));
  return nobody === undefined ? [] : [{ path, message: `${given.address} ${nobody.what}; give one that machines can have` }];
}

/** Refuses text that isn't an IPv4 network in CIDR notation without host bits, or whose addresses no machine can have. */
export function cidrProblems({ path, cidr }: NamedRange): Problem[] {
  const address = parse(cidr);
  if (address === undefined || !cidr.includes("/")) return [{ path, message: `"${cidr}" is not an IPv4 range such as 10.40.0.0/16` }];
  const network = `${address.startAddress().correctForm()}/${address.subnetMask}`;
  return network === cidr
    ? nobodysProblems(path, address)
    : [{ path, message: `${cidr} has host bits set; the range that holds it is ${network}` }];
}

/** Refuses text that isn't one IPv4 address that a machine can have. */
export function addressProblems(path: string, address: string): Problem[] {
  const parsed = parse(address);
  if (parsed !== undefined && !address.includes("/")) return nobodysProblems(path, parsed);
  return [{ path, message: `"${address}" is not an IPv4 address such as 10.0.0.4` }];
}

/** Refuses ranges that share addresses. Each pair is one problem, reported at the later range. */
export function overlapProblems(ranges: readonly NamedRange[]): Problem[] {
  const valid = ranges.filter((range) => cidrProblems(range).length === 0);
  return valid.flatMap((range, index) =>
    valid
      .slice(0, index)
      .filter((other) => overlap(range.cidr, other.cidr))
      .map((other) => ({ path: range.path, message: `${range.cidr} overlaps ${other.path}, ${other.cidr}` })),
  );
}

export function overlap(a: string, b: string): boolean {
  const [first, second] = [parse(a), parse(b)];
  return first !== undefined && second !== undefined && (first.isInSubnet(second) || second.isInSubnet(first));
}

export function contains(outer: string, inner: string): boolean {
  const [whole, part] = [parse(outer), parse(inner)];
  return whole !== undefined && part !== undefined && part.isInSubnet(whole);
}

/** Prefix length: 22 for `10.0.0.0/22`. */
export function prefixOf(cidr: string): number {
  return parse(cidr)?.subnetMask ?? 32;
}

export function addressCount(prefix: number): bigint {
  return 1n << BigInt(32 - prefix);
}

/** Address at an offset in a range: `10.0.0.10` for 10 in `10.0.0.0/24`. */
export function addressAt(cidr: string, place: number): string {
  const start = parse(cidr)?.startAddress().bigInt() ?? 0n;
  return Address4.fromBigInt(start + BigInt(place)).correctForm();
}

/** Refuses ranges that stand for (nearly) the whole internet, for example in the allow list of an API. */
export function narrowCidrProblems(path: string, cidrs: readonly string[]): Problem[] {
  return cidrs.flatMap((cidr, index) => {
    const range = { path: `${path}[${index}]`, cidr };
    const problems = cidrProblems(range);
    if (problems.length > 0) return problems;
    return isOpenRange(cidr)
      ? [{ path: range.path, message: `${cidr} is (nearly) the whole internet; name the networks that are meant` }]
      : [];
  });
}

/** The same for an API with a public name, which private ranges can't reach. */
export function allowedCidrProblems(path: string, cidrs: readonly string[]): Problem[] {
  return cidrs.flatMap((cidr, index) => {
    const at = `${path}[${index}]`;
    const problems = narrowCidrProblems(path, [cidr]).map((problem) => ({ ...problem, path: at }));
    if (problems.length > 0) return problems;
    // Nobody reaches a public name from there, and clouds refuse it in a list of allowed addresses.
    return isPrivate(cidr)
      ? [{ path: at, message: `${cidr} is a private range; give the public addresses that your networks go out with` }]
      : [];
  });
}

/** Whether a range isn't routed on the internet: RFC 1918, and RFC 6598 (carrier-grade NAT). */
export function isPrivate(cidr: string): boolean {
  const address = parse(cidr);
  return address !== undefined && (address.isPrivate() || address.isCGNAT());
}

function parse(cidr: string): Address4 | undefined {
  try {
    return new Address4(cidr);
  } catch {
    return undefined;
  }
}
