import type { RegionTable } from "../../core/cluster/regions";

const threeOf = (region: string) => ["a", "b", "c"].map((letter) => `${region}${letter}`);

/**
 * AWS regions in Europe and their zones, read in the endpoint lists of AWS' SDK on 2026-11-22. Sources contradict each other about a
 * third zone in the European Sovereign Cloud, so two are counted on.
 */
export const awsRegions: RegionTable = {
  asOf: "2026-11-22",
  regions: {
    "eu-central-1": { eea: true, zones: threeOf("eu-central-1") },
    "eu-central-2": { eea: false, zones: threeOf("eu-central-2") },
    "eu-north-1": { eea: true, zones: threeOf("eu-north-1") },
    "eu-south-1": { eea: true, zones: threeOf("eu-south-1") },
    "eu-south-2": { eea: true, zones: threeOf("eu-south-2") },
    "eu-west-1": { eea: true, zones: threeOf("eu-west-1") },
    "eu-west-2": { eea: false, zones: threeOf("eu-west-2") },
    "eu-west-3": { eea: true, zones: threeOf("eu-west-3") },
    "eusc-de-east-1": { eea: true, zones: threeOf("eusc-de-east-1").slice(0, 2) },
  },
};

/** Zones of a region by their names; of a region that the table doesn't know, three are taken to exist. */
export function zonesIn(region: string): readonly string[] {
  return awsRegions.regions[region]?.zones ?? threeOf(region);
}

/** A part of AWS with accounts, ARNs and names of its own. */
export interface Partition {
  /** The second part of an ARN. */
  readonly name: string;
  readonly dnsSuffix: string;
  /** Start of the names of endpoint services. */
  readonly reverseDns: string;
  /** Whether the add-ons' pods can take on an identity by EKS Pod Identity; else they do by the cluster's own tokens. */
  readonly podIdentityOfEfs: boolean;
}

const commercial: Partition = { name: "aws", dnsSuffix: "amazonaws.com", reverseDns: "com.amazonaws", podIdentityOfEfs: true };

const byPrefix: readonly (readonly [string, Partition])[] = [
  // Principals of services end in amazonaws.com there too (provider 5.100, read offline).
  ["eusc-", { name: "aws-eusc", dnsSuffix: "amazonaws.eu", reverseDns: "eu.amazonaws", podIdentityOfEfs: false }],
  ["us-gov-", { ...commercial, name: "aws-us-gov" }],
  ["cn-", { name: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDns: "cn.com.amazonaws", podIdentityOfEfs: true }],
];

/** The partition that a region is in; the European Sovereign Cloud is one of its own. */
export function partitionOf(region: string): Partition {
  return byPrefix.find(([prefix]) => region.startsWith(prefix))?.[1] ?? commercial;
}
