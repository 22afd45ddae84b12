import type { Problem } from "../../core/validation/errors";

const form = /^([a-z]+)(\d+)([a-z]*(?:-\w+)?)\.(\w+(?:-\w+)?)$/;

/**
 * Families of machines that run nodes, from AWS' list of instance types: facts that age. A family that isn't here may be new, so it is
 * left to AWS with a warning.
 */
const machineFamilies = {
  asOf: "2026-11-22",
  families: ["c", "d", "f", "g", "gr", "hpc", "i", "im", "inf", "is", "m", "p", "r", "t", "trn", "u", "x", "z"],
} as const;

/** Nothing of EKS runs on these: chips without a Kubernetes image here, and machines without the network cards that pods need. */
const refused: Readonly<Record<string, string>> = {
  mac: "is a Mac",
  inf: "has Inferentia chips, for which this library has no image",
  trn: "has Trainium chips, for which this library has no image",
};

/** From here on machines have the network cards that give pods addresses in blocks (AWS docs, Nitro System). */
const firstNitro: Readonly<Record<string, number>> = { m: 5, c: 5, r: 5, t: 3, i: 3, d: 3, g: 4, p: 4, x: 2, z: 1 };

export function machineTypeProblems(path: string, machineType: string): Problem[] {
  const [, family = "", generation = "", , size] = form.exec(machineType) ?? [];
  if (size === undefined) return [{ path, message: `"${machineType}" is not a type of machine such as m7i.large` }];
  const why = refused[family];
  if (why !== undefined) return [{ path, message: `${machineType} ${why}` }];
  if (Number(generation) < (firstNitro[family] ?? 0)) {
    return [
      { path, message: `${machineType} is of an older generation, which gives pods no addresses in blocks; m7i.large is a newer one` },
    ];
  }
  return ["nano", "micro", "small"].includes(size)
    ? [{ path, message: `${machineType} is too small for what EKS runs on every node; take at least a medium` }]
    : [];
}

/** Why a machine type that isn't refused still deserves a look; undefined when it doesn't. */
export function machineTypeWarning(machineType: string): string | undefined {
  const [, family] = form.exec(machineType) ?? [];
  if (family === undefined || machineFamilies.families.some((known) => known === family)) return undefined;
  return `${machineType} is of no family of machines known on ${machineFamilies.asOf}; aws ec2 describe-instance-type-offerings shows what there is`;
}

/**
 * Pods that a machine has addresses for, where that may be fewer than the kubelet takes; undefined where there is room for all.
 *
 * A medium Graviton has two network cards of four addresses (AWS' own list, eni-max-pods). The first is the node's, the others are
 * blocks of sixteen; two pods use the node's. With pods in a range apart the first card has none.
 */
export function podAddresses(machineType: string, apart: boolean): number | undefined {
  const [, family, , , size] = form.exec(machineType) ?? [];
  const cards = apart ? 1 : 2;
  return size === "medium" && family !== "t" && imageOf(machineType).architecture === "arm64" ? cards * 3 * 16 + 2 : undefined;
}

/** What kind of image a machine needs. */
export function imageOf(machineType: string): { readonly architecture: "x86_64" | "arm64"; readonly gpu: boolean } {
  const [, family = "", , features = ""] = form.exec(machineType) ?? [];
  // The g behind the generation is for Graviton; the one before it is a family with graphics cards.
  return { architecture: features.includes("g") ? "arm64" : "x86_64", gpu: ["g", "gr", "p"].includes(family) };
}
