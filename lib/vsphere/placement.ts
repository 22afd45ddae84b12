import { machineAddress, type MachineAddress, type VsphereNetworkConfig } from "./network";
import type { VsphereZone } from "./zones";

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
  network: Pick<VsphereNetworkConfig, "cidr" | "gateway">,
  all: readonly VsphereZone[],
): readonly PlacedMachine[] {
  const used = all.filter((zone) => zones?.includes(zone.name) ?? true);
  return Array.from({ length: nodes }, (_, index) => {
    const zone = used[index % used.length];
    return zone
      ? { id: `${name}-${zone.name}-${index + 1}`, zone: zone.name, ...machineAddress(network, zone, addressOffset + index) }
      : [];
  }).flat();
}
