import type { Problem } from "../../core/validation/errors";

/**
 * Families of virtual machines that run nodes, from Azure's list of sizes: facts that age. A family that isn't here may be new, so it
 * is left to Azure with a warning.
 */
const machineFamilies = {
  asOf: "2026-11-22",
  families: ["A", "B", "D", "DS", "DC", "E", "EC", "F", "FX", "H", "HB", "HC", "HX", "L", "M", "NC", "ND", "NG", "NP", "NV"],
} as const;

const form = /^Standard_([A-Z]+)(\d+)(?:-\d+)?([a-z]*)((?:_[A-Za-z0-9]+)*)$/;

/** AKS refuses machines of one core for any pool (AKS docs, quotas-skus-regions). */
export function machineTypeProblems(path: string, machineType: string): Problem[] {
  const [, , cores] = form.exec(machineType) ?? [];
  // In the sizes of before v2 the number counts machines, not cores.
  if (cores !== "1" || !/_v\d+$|_[Vv]\d|^Standard_[BF]1/.test(machineType)) return [];
  return [{ path, message: `${machineType} has one core; AKS takes machines with at least two` }];
}

/** Why a machine type that isn't refused still deserves a look; undefined when it doesn't. */
export function machineTypeWarning(machineType: string): string | undefined {
  const [, family] = form.exec(machineType) ?? [];
  if (family !== undefined && machineFamilies.families.some((known) => known === family)) return undefined;
  return `${machineType} is of no family of machines known on ${machineFamilies.asOf}; az vm list-skus --location <region> shows what there is`;
}
