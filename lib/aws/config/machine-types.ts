import type { Problem } from "../../core/validation/errors";

const form = /^([a-z]+)(\d+)([a-z]*(?:-\w+)?)\.(\w+(?:-\w+)?)$/;

/**
 * Machine families that can run nodes, from AWS' list of instance types on the given date. A family that isn't listed may be new, so it
 * gets a warning and AWS decides.
 */
const machineFamilies = {
  asOf: "2026-11-22",
  families: ["c", "d", "f", "g", "gr", "hpc", "i", "im", "inf", "is", "m", "p", "r", "t", "trn", "u", "x", "z"],
} as const;

/** Families that can't run EKS nodes. Macs lack the network cards that pods need. This library has no image for the other chips. */
const refused: Readonly<Record<string, string>> = {
  mac: "is a Mac",
  inf: "has Inferentia chips, for which this library has no image",
  trn: "has Trainium chips, for which this library has no image",
};

/**
 * First generation of each family on the Nitro System. Older machines don't support prefix delegation, which gives pods addresses in
 * blocks.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html
 */
const firstNitro: Readonly<Record<string, number>> = { m: 5, c: 5, r: 5, t: 3, i: 3, d: 3, g: 4, p: 4, x: 2, z: 1 };

/** Problems of a machine type that can't run nodes: malformed, refused, too old or too small. */
export function machineTypeProblems(path: string, machineType: string): Problem[] {
  const [, family = "", generation = "", , size] = form.exec(machineType) ?? [];
  if (size === undefined) return [{ path, message: `must be an instance type such as m7i.large, got "${machineType}"` }];
  const why = refused[family];
  if (why !== undefined) return [{ path, message: `${machineType} ${why}` }];
  if (Number(generation) < (firstNitro[family] ?? 0)) {
    return [
      {
        path,
        message: `${machineType} is of an older generation, which can't give pods addresses in blocks; choose a newer one such as m7i.large`,
      },
    ];
  }
  return ["nano", "micro", "small"].includes(size)
    ? [{ path, message: `${machineType} is too small for the pods that EKS runs on every node; choose at least a medium` }]
    : [];
}

/** Warning for a machine type of an unknown family; undefined when the family is known. */
export function machineTypeWarning(machineType: string): string | undefined {
  const [, family] = form.exec(machineType) ?? [];
  if (family === undefined || machineFamilies.families.some((known) => known === family)) return undefined;
  return `${machineType} is in no machine family known on ${machineFamilies.asOf}; check that it exists with aws ec2 describe-instance-type-offerings`;
}

/**
 * Number of pods that a machine has addresses for, if that can be less than the kubelet's limit. Undefined when there is room for all.
 *
 * A medium Graviton has two network cards with four addresses each (eni-max-pods.txt in awslabs/amazon-eks-ami). On each card the first
 * address belongs to the node, and the other three are blocks of sixteen. Two pods use the node's own address. With `apart`, pods have
 * their own range, and the first card holds no addresses for pods.
 */
export function podAddresses(machineType: string, apart: boolean): number | undefined {
  const [, family, , , size] = form.exec(machineType) ?? [];
  const cards = apart ? 1 : 2;
  return size === "medium" && family !== "t" && imageOf(machineType).architecture === "arm64" ? cards * 3 * 16 + 2 : undefined;
}

/** Image that a machine needs: its architecture, and whether it includes GPU drivers. */
export function imageOf(machineType: string): { readonly architecture: "x86_64" | "arm64"; readonly gpu: boolean } {
  const [, family = "", , features = ""] = form.exec(machineType) ?? [];
  // A g after the generation means Graviton. A g before it means a family with graphics cards.
  return { architecture: features.includes("g") ? "arm64" : "x86_64", gpu: ["g", "gr", "p"].includes(family) };
}
