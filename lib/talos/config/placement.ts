import { addressAt, prefixOf } from "../../core/addresses/addresses";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems } from "../../core/validation/literals";

/** A subnet that machines are in. */
export interface MachineSubnet {
  /** Range of the machines' subnet. */
  readonly cidr: string;
  /** Gateway of that subnet. */
  readonly gateway: string;
}

/** Machines that fail together. */
export interface MachineZone extends Partial<MachineSubnet> {
  /**
   * Name of your own, for example `a`. Nodes carry it as topology.kubernetes.io/zone. A change makes new machines.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?$
   * @form lower case letters, digits and dashes, at most 20 characters
   * @haven multiaz
   */
  readonly name: string;
  /** Range of this zone's subnet, where zones have subnets of their own; `access.endpoint` is needed then. @default `network.cidr` */
  readonly cidr?: string;
  /** Gateway of this zone's subnet. @default `network.gateway` */
  readonly gateway?: string;
}

/** Refuses names of zones that Terraform computes, since machines are named after them, and two zones with one name. */
export function zoneNameProblems(zones: readonly Incomplete<MachineZone>[]): Problem[] {
  const names = zones.map(({ name }) => name);
  return names.flatMap((name, index) => [
    ...literalProblems({ [`zones[${index}].name`]: name }),
    ...(name !== undefined && names.indexOf(name) < index
      ? [{ path: `zones[${index}].name`, message: `"${name}" is the name of another zone` }]
      : []),
  ]);
}

/** Pools that addresses are given to, the control plane among them. */
export interface PlacedPool {
  readonly name: string;
  readonly nodes: number;
  /** Place of the pool's first address in the subnet. */
  readonly addressOffset: number;
  readonly zones?: readonly string[];
}

export interface PlacedMachine extends MachineAddress {
  /** `<pool>-<zone>-<number>`. */
  readonly id: string;
  readonly zone: string;
}

/**
 * Which machine is where: over the zones in turn, each with the next address of its pool. What a machine is called and where it is
 * depends on nothing that another pool does, so that a pool that grows leaves the others alone.
 */
export function placeMachines(
  { name, nodes, addressOffset, zones }: PlacedPool,
  network: MachineSubnet,
  all: readonly MachineZone[],
): readonly PlacedMachine[] {
  const used = all.filter((zone) => zones?.includes(zone.name) ?? true);
  return Array.from({ length: nodes }, (_, index) => {
    const zone = used[index % used.length];
    return zone
      ? { id: `${name}-${zone.name}-${index + 1}`, zone: zone.name, ...machineAddress(network, zone, addressOffset + index) }
      : [];
  }).flat();
}

/** An address with what a machine must know to use it. */
export interface MachineAddress {
  readonly address: string;
  readonly prefix: number;
  readonly gateway: string;
}

/** The address at a place in a zone's subnet. */
export function machineAddress(network: MachineSubnet, zone: Partial<MachineSubnet>, place: number): MachineAddress {
  const cidr = zone.cidr ?? network.cidr;
  return { address: addressAt(cidr, place), prefix: prefixOf(cidr), gateway: zone.gateway ?? network.gateway };
}
