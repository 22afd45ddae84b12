import {
  addressAt,
  addressProblems,
  cidrProblems,
  contains,
  isPrivate,
  type NamedRange,
  overlapProblems,
  prefixOf,
} from "../../core/addresses/addresses";
import { isHost } from "../../core/addresses/server-url";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import { talosDefaults } from "./defaults";
import { type MachineZone, type PlacedPool, placeMachines } from "./placement";

/** A network that is there already, in which the machines have fixed addresses. */
export interface TalosNetworkConfig {
  /** Range of the subnet that machines are in, for example 10.40.0.0/24. A change replaces the cluster. */
  readonly cidr: string;

  /** Gateway of that subnet. */
  readonly gateway: string;

  /**
   * Address of the Kubernetes API, free and outside every DHCP scope. The control plane hands it around, so all of it must be in one
   * layer 2 network. A change replaces the cluster.
   *
   * @default none: `access.endpoint` names a load balancer of your own
   */
  readonly virtualIp?: string;

  /** Addresses for Services of type LoadBalancer, in the machines' subnet and outside every DHCP scope. The first is the gateway's. */
  readonly loadBalancer: {
    /** First address. */
    readonly first: string;
    /** Last address. */
    readonly last: string;
  };

  /** DNS servers of your own. @minItems 1 */
  readonly dnsServers: readonly string[];

  /** NTP servers, of your own in a closed network. @default time.cloudflare.com @minItems 1 */
  readonly timeServers?: readonly string[];

  /** How pods of different machines reach each other. NSX and some network cards drop `vxlan` on its usual port. @default vxlan, port 8472 */
  readonly tunnel?: {
    /** Protocol. @default vxlan */
    readonly protocol?: "vxlan" | "geneve";
    /** UDP port. @default 8472 for vxlan, 6081 for geneve @minimum 1024 @maximum 65535 */
    readonly port?: number;
  };

  /** Range that pods get addresses from: a /24 for each machine. Never seen outside the cluster. A change replaces the cluster. @default 10.244.0.0/16 */
  readonly podCidr?: string;

  /** Range of Kubernetes services. Never seen outside the cluster. A change replaces the cluster. @default 172.16.0.0/16 */
  readonly serviceCidr?: string;
}

export function overlayRanges({ podCidr, serviceCidr }: Pick<TalosNetworkConfig, "podCidr" | "serviceCidr">) {
  return { podCidr: podCidr ?? talosDefaults.podCidr, serviceCidr: serviceCidr ?? talosDefaults.serviceCidr };
}

type Network = Incomplete<TalosNetworkConfig>;

type Zone = Incomplete<MachineZone>;

/** What doesn't fit together in a network; `pools` are the control plane and the others, as far as they are known. */
export function networkProblems(given: Network, zones: readonly Zone[], pools: Readonly<Record<string, Partial<PlacedPool>>>): Problem[] {
  const network: Network = literals<TalosNetworkConfig>(given);
  const { cidr, gateway, virtualIp, dnsServers = [], timeServers, loadBalancer } = network;
  const overlay = overlayRanges(network);
  const subnets: NamedRange[] = [
    ...(cidr === undefined ? [] : [{ path: "network.cidr", cidr }]),
    ...zones.flatMap((zone, index) => (zone.cidr === undefined ? [] : [{ path: `zones[${index}].cidr`, cidr: zone.cidr }])),
  ];
  const inside: NamedRange[] = [
    { path: "network.podCidr", cidr: overlay.podCidr },
    { path: "network.serviceCidr", cidr: overlay.serviceCidr },
  ];
  const single = {
    "network.gateway": gateway,
    "network.virtualIp": virtualIp,
    "network.loadBalancer.first": loadBalancer?.first,
    "network.loadBalancer.last": loadBalancer?.last,
  };
  return [
    ...literalProblems({ "network.cidr": given.cidr, "network.virtualIp": given.virtualIp, "network.gateway": given.gateway }),
    ...[...subnets, ...inside].flatMap(cidrProblems),
    // Two zones may be in one subnet; pods and services may be in none.
    ...inside.flatMap((range) => overlapProblems([...subnets, range]).filter(({ path }) => path === range.path)),
    ...overlapProblems(inside),
    ...Object.entries(single).flatMap(([path, address]) => (address === undefined ? [] : addressProblems(path, address))),
    ...dnsServers.flatMap((address, index) => addressProblems(`network.dnsServers[${index}]`, address)),
    ...(timeServers ?? []).flatMap((server, index) =>
      isHost(server) ? [] : [{ path: `network.timeServers[${index}]`, message: `"${server}" is not the name or address of a server` }],
    ),
    ...podRoomProblems(overlay.podCidr, pools),
    ...(isRange(overlay.serviceCidr) && (prefixOf(overlay.serviceCidr) < 12 || prefixOf(overlay.serviceCidr) > 24)
      ? [{ path: "network.serviceCidr", message: `${overlay.serviceCidr} is not between a /12 and a /24, which Kubernetes has use for` }]
      : []),
    ...(prefixOf(overlay.podCidr) > 22 && cidrProblems({ path: "", cidr: overlay.podCidr }).length === 0
      ? [{ path: "network.podCidr", message: `${overlay.podCidr} is smaller than a /22; each machine takes a /24` }]
      : []),
    ...zoneSubnetProblems(network, zones),
    ...(cidr === undefined || cidrProblems({ path: "", cidr }).length > 0 ? [] : addressPlanProblems({ ...network, cidr }, zones, pools)),
  ];
}

const isRange = (cidr: string) => cidrProblems({ path: "", cidr }).length === 0;

/** Each machine takes a /24 for its pods; one more than there is room for never gets ready. */
function podRoomProblems(podCidr: string, pools: Readonly<Record<string, Partial<PlacedPool>>>): Problem[] {
  const machines = Object.values(pools).reduce((sum, { nodes = 0 }) => sum + nodes, 0);
  const room = 2 ** Math.max(0, 24 - prefixOf(podCidr));
  return isRange(podCidr) && machines > room
    ? [{ path: "network.podCidr", message: `${podCidr} has room for ${room} machines, a /24 each, and there are ${machines}` }]
    : [];
}

/** A zone with a subnet of its own needs its own gateway, and something that stands before the API in all of them. */
function zoneSubnetProblems({ virtualIp, cidr }: Network, zones: readonly Zone[]): Problem[] {
  const elsewhere = (zone: Zone) => zone.cidr !== undefined && zone.cidr !== cidr;
  const nobody =
    cidr !== undefined && zones.length > 0 && zones.every(elsewhere)
      ? [
          {
            path: "network.loadBalancer",
            message: `is in ${cidr}, where no zone is; machines answer for addresses of their own subnet only`,
            hint: "make network.cidr the subnet of the zone that load balancers are for",
          },
        ]
      : [];
  const perZone = zones.flatMap((zone, index) => {
    const own = elsewhere(zone);
    return [
      ...(own && zone.gateway === undefined
        ? [{ path: `zones[${index}].gateway`, message: `is missing; the zone has a subnet of its own, ${zone.cidr ?? ""}` }]
        : []),
      ...(zone.gateway === undefined ? [] : addressProblems(`zones[${index}].gateway`, zone.gateway)),
      ...(own && virtualIp !== undefined
        ? [
            {
              path: "network.virtualIp",
              message: `can't move to zone ${zone.name ?? ""}, which is in another subnet`,
              hint: "take it out, and name a load balancer of your own in access.endpoint",
            },
          ]
        : []),
    ];
  });
  return [...nobody, ...perZone];
}

/** Who has which address: nobody may have one that another has, or one outside the subnet. */
function addressPlanProblems(
  network: Network & { readonly cidr: string },
  zones: readonly Zone[],
  pools: Readonly<Record<string, Partial<PlacedPool>>>,
): Problem[] {
  const taken = new Map<string, string>();
  const { gateway, virtualIp, loadBalancer, cidr, dnsServers = [] } = network;
  const claim = (path: string, address: string, what: string): Problem[] => {
    const other = taken.get(address);
    taken.set(address, other ?? what);
    return other === undefined ? [] : [{ path, message: `gives ${address} to ${what}, which is that of ${other}` }];
  };
  const outside = (path: string, address: string, subnet: string): Problem[] => {
    if (addressProblems(path, address).length > 0) return [];
    if (!contains(subnet, `${address}/32`)) return [{ path, message: `${address} is not in ${subnet}` }];
    return [addressAt(subnet, 0), lastOf(subnet)].includes(address)
      ? [{ path, message: `${address} is the first or last of ${subnet}, which nobody may have` }]
      : [];
  };
  const range = loadBalancerRange(loadBalancer);
  const whole = zones.map((zone) => ({ name: "", ...zone }));
  return [
    ...(gateway === undefined ? [] : [...outside("network.gateway", gateway, cidr), ...claim("network.gateway", gateway, "the gateway")]),
    ...(virtualIp === undefined
      ? []
      : [...outside("network.virtualIp", virtualIp, cidr), ...claim("network.virtualIp", virtualIp, "the Kubernetes API")]),
    ...(loadBalancer?.first !== undefined &&
    loadBalancer.last !== undefined &&
    range.length === 0 &&
    addressProblems("", loadBalancer.first).length + addressProblems("", loadBalancer.last).length === 0
      ? [{ path: "network.loadBalancer", message: `${loadBalancer.first} to ${loadBalancer.last} is not a range of 1 to 4096 addresses` }]
      : []),
    ...(range[0] === undefined ? [] : outside("network.loadBalancer.first", range[0], cidr)),
    ...(loadBalancer?.last === undefined || range.length === 0 ? [] : outside("network.loadBalancer.last", loadBalancer.last, cidr)),
    ...range.flatMap((address) => claim("network.loadBalancer", address, "a load balancer")).slice(0, 1),
    ...Object.entries(pools).flatMap(([path, { name = "", nodes = 0, addressOffset, zones: names }]) => {
      if (addressOffset === undefined) return [];
      const machines = placeMachines(
        { name, nodes: Math.min(nodes, 500), addressOffset, zones: names },
        { gateway: "", ...network },
        whole,
      );
      return machines
        .flatMap(({ address, zone, id }) => {
          const subnet = whole.find((candidate) => candidate.name === zone)?.cidr ?? cidr;
          const at = `${path}.addressOffset`;
          return address === lastOf(subnet) || !contains(subnet, `${address}/32`)
            ? [{ path: at, message: `gives ${address} to ${id}, which is no address for a machine in ${subnet}` }]
            : claim(at, address, id);
        })
        .slice(0, 1);
    }),
    // A router may well be the DNS server too.
    ...dnsServers.flatMap((address, index) => {
      const other = taken.get(address);
      return other === undefined || other === "the gateway"
        ? []
        : [{ path: `network.dnsServers[${index}]`, message: `${address} is that of ${other}` }];
    }),
  ];
}

const lastOf = (subnet: string) => addressAt(subnet, 2 ** (32 - prefixOf(subnet)) - 1);

/** Every address of a range; none where it is no range, or one that nobody needs. */
function loadBalancerRange(range: Network["loadBalancer"]): readonly string[] {
  const [first, last] = [range?.first, range?.last].map((address) => (address === undefined ? undefined : placeOf(address)));
  if (first === undefined || last === undefined || last < first || last - first >= 4096) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => addressAt("0.0.0.0/0", first + index));
}

function placeOf(address: string): number | undefined {
  if (addressProblems("", address).length > 0) return undefined;
  return address.split(".").reduce((place, part) => place * 256 + Number(part), 0);
}

/** Why a network that isn't refused still deserves a look. */
export function networkWarning(cidr: string): string | undefined {
  return isPrivate(cidr)
    ? undefined
    : `network.cidr ${cidr} is not a private range: whoever has these addresses on the internet can't be reached from the cluster`;
}
