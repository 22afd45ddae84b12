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

/**
 * The pool for the platform needs four cores.
 *
 * @see https://learn.microsoft.com/azure/aks/use-system-pools
 */
export function systemMachineProblems(path: string, machineType: string): Problem[] {
  const cores = coresOf(machineType);
  if (cores === undefined || cores >= 4) return [];
  return [{ path, message: `${machineType} has ${cores} vCPU; the system pool needs at least 4, for example Standard_D4ds_v5` }];
}

/** Cores, as the name of a machine type tells; undefined for a name of another form. */
function coresOf(machineType: string): number | undefined {
  // A constrained size, such as Standard_E4-2ds_v5, has the second number.
  const [, family = "", number = "", constrained, , suffix = ""] =
    /^Standard_([A-Z]+)(\d+)(?:-(\d+))?([a-z]*)((?:_[A-Za-z0-9]+)*)$/.exec(machineType) ?? [];
  if (number === "") return undefined;
  if (constrained !== undefined) return Number(constrained);
  // Up to v2, D sizes are numbered: 1 to 5 have 1, 2, 4, 8 and 16 cores, 11 to 15 have 2, 4, 8, 16 and 20.
  if (/^DS?$/.test(family) && !/_v(?:[3-9]|\d\d)/.test(suffix)) return oldSizes[number];
  // The first A sizes are numbered too, and so are G and L's first ones.
  if (/^A$/.test(family) && !/_v2/.test(suffix)) return undefined;
  return Number(number);
}

const oldSizes: Readonly<Record<string, number>> = {
  ...{ "1": 1, "2": 2, "3": 4, "4": 8, "5": 16 },
  ...{ "11": 2, "12": 4, "13": 8, "14": 16, "15": 20 },
};

/** Why a machine type that isn't refused still deserves a look; undefined when it doesn't. */
export function machineTypeWarning(machineType: string): string | undefined {
  const [, family] = form.exec(machineType) ?? [];
  if (family !== undefined && machineFamilies.families.some((known) => known === family)) return undefined;
  return `${machineType} is of no family of machines known on ${machineFamilies.asOf}; az vm list-skus --location <region> shows what there is`;
}
