import type { RegionTable } from "../../core/cluster/regions";

const threeOf = (region: string) => ["a", "b", "c"].map((letter) => `${region}${letter}`);

/**
 * AWS regions in Europe and their zones, from the endpoint lists of AWS' SDK on 2026-11-22. Sources contradict each other about a third
 * zone in the European Sovereign Cloud, so the table has two.
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

/** Names of a region's zones. A region that the table doesn't know is assumed to have three. */
export function zonesIn(region: string): readonly string[] {
  return awsRegions.regions[region]?.zones ?? threeOf(region);
}

/** A partition of AWS, which has separate accounts, ARNs and DNS names. */
export interface Partition {
  /** Second part of an ARN, for example `aws`. */
  readonly name: string;
  /** Suffix of the DNS names of services, for example `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** Prefix of the names of endpoint services, for example `com.amazonaws`. */
  readonly reverseDns: string;
  /** Whether the EFS add-on supports EKS Pod Identity. Without it, the add-on uses tokens of the cluster's issuer. */
  readonly podIdentityOfEfs: boolean;
}

const commercial: Partition = { name: "aws", dnsSuffix: "amazonaws.com", reverseDns: "com.amazonaws", podIdentityOfEfs: true };

const byPrefix: readonly (readonly [string, Partition])[] = [
  // Service principals end in amazonaws.com in this partition too (read from provider 5.100, offline).
  ["eusc-", { name: "aws-eusc", dnsSuffix: "amazonaws.eu", reverseDns: "eu.amazonaws", podIdentityOfEfs: false }],
  ["us-gov-", { ...commercial, name: "aws-us-gov" }],
  ["cn-", { name: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDns: "cn.com.amazonaws", podIdentityOfEfs: true }],
];

/** Partition of a region. The European Sovereign Cloud is a separate partition. */
export function partitionOf(region: string): Partition {
  return byPrefix.find(([prefix]) => region.startsWith(prefix))?.[1] ?? commercial;
}
