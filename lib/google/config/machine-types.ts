import type { Problem } from "../../core/validation/errors";

/** Disks that nodes start from, and that the default class makes. */
export type GoogleDiskType = "pd-balanced" | "hyperdisk-balanced";

/**
 * Families of machines and the disks that go with them, from Compute Engine's list: facts that age. A family that isn't here may be new,
 * so it is left to Google with a warning.
 */
const machineFamilies = {
  asOf: "2026-11-22",
  persistentDisksOnly: ["a2", "c2", "c2d", "e2", "g2", "n1", "n2", "n2d", "t2a", "t2d"],
  hyperdisksOnly: ["a4", "a4x", "c4", "c4a", "c4d", "g4", "h4d", "m4", "n4", "n4a", "n4d", "x4"],
  both: ["a3", "c3", "c3d", "h3", "m1", "m2", "m3", "z3"],
} as const;

/** GKE keeps pods off these that don't say they are made for them (GKE docs, Arm workloads, about GPUs). */
const repelling: Readonly<Record<string, readonly string[]>> = {
  "kubernetes.io/arch=arm64": ["a4x", "c4a", "n4a", "t2a"],
  "nvidia.com/gpu=present": ["a2", "a3", "a4", "g2", "g4"],
};

/** Whether a machine, such as `e2-standard-4`, is of one of these families. */
const isOneOf = (families: readonly string[], machineType: string) => families.some((family) => machineType.startsWith(`${family}-`));

/** What a node starts from, unless the pool says so. */
export function bootDiskType(machineType: string): GoogleDiskType {
  return isOneOf(machineFamilies.hyperdisksOnly, machineType) ? "hyperdisk-balanced" : "pd-balanced";
}

/** Whether a machine may hold disks of a type; unknown families may hold any. */
export function holdsDisk(machineType: string, diskType: GoogleDiskType): boolean {
  return !isOneOf(diskType === "pd-balanced" ? machineFamilies.hyperdisksOnly : machineFamilies.persistentDisksOnly, machineType);
}

/** The taint that GKE puts on nodes by itself; undefined when it puts none. */
export function ownTaint(machineType: string): string | undefined {
  return Object.keys(repelling).find((taint) => isOneOf(repelling[taint] ?? [], machineType));
}

export function machineTypeProblems(path: string, machineType: string): Problem[] {
  if (["f1-micro", "g1-small", "e2-micro"].includes(machineType)) {
    return [{ path, message: `${machineType} is too small for what GKE runs on every node; take at least an e2-medium` }];
  }
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(machineType)
    ? []
    : [{ path, message: `"${machineType}" is not a type of machine such as e2-standard-4` }];
}

/** Why a machine type that isn't refused still deserves a look; undefined when it doesn't. */
export function machineTypeWarning(machineType: string): string | undefined {
  const { asOf, persistentDisksOnly, hyperdisksOnly, both } = machineFamilies;
  if (!isOneOf([...persistentDisksOnly, ...hyperdisksOnly, ...both], machineType)) {
    return `${machineType} is of no family of machines known on ${asOf}; gcloud compute machine-types list shows what there is`;
  }
  const taint = ownTaint(machineType);
  return taint === undefined
    ? undefined
    : `GKE keeps pods off ${machineType} that don't tolerate ${taint}, so these nodes don't count for Haven's three workers`;
}
