import type { Text } from "../text/text";

/**
 * What the picture of a cluster shows, in the provider's own words: a provider reads it from the synthesized JSON, so that the picture
 * shows what an override made of it. What can't be known before apply is left out.
 *
 * The region, the zones, who may reach the API and what the baseline installs are known from the rest of the contract.
 */
export interface Architecture {
  /** Kubernetes as the provider calls it, for example `Azure Kubernetes Service`. */
  readonly platform: string;
  readonly network: ArchitectureNetwork;
  /** Pools in the order in which they are made, the platform's own first. */
  readonly nodePools: readonly ArchitecturePool[];
  /**
   * What stands beside the network. A part that the cluster doesn't have, or that somebody else runs, says so in its details rather
   * than being left out.
   */
  readonly egress: ArchitecturePart;
  readonly ingress: ArchitecturePart;
  readonly sharedStorage: ArchitecturePart;
  readonly objectStorage: ArchitecturePart;
  /** Where the control plane's own logs go. */
  readonly auditLog: ArchitecturePart;
}

export interface ArchitectureNetwork {
  /** For example `Virtual network` or `VPC`. */
  readonly kind: Text | string;
  /** Undefined when the network was there before, and its range isn't given. */
  readonly cidr?: string;
  /** The network was there before. */
  readonly existing: boolean;
  /** One for each purpose, and for each zone where the provider's subnets are in one. */
  readonly subnets: readonly ArchitectureSubnet[];
}

export interface ArchitectureSubnet {
  /** What it is for: `nodes`, `private endpoints`. */
  readonly purpose: Text | string;
  readonly cidr?: string;
  /** Undefined when it is in all of them. */
  readonly zone?: string;
}

export interface ArchitecturePool {
  readonly name: string;
  readonly machineType?: string;
  /** Totals over the zones; undefined when the code doesn't tell. */
  readonly minNodes?: number;
  readonly maxNodes?: number;
  /** As in the cluster's zones; empty when the code doesn't tell. */
  readonly zones: readonly string[];
}

export interface ArchitecturePart {
  /** What it is: `NAT gateway StandardV2`. */
  readonly name: Text | string;
  /** At most two lines of some thirty characters each. */
  readonly details: readonly (Text | string)[];
}

/** How long a log is kept, as a line of the picture; undefined where only the apply tells. */
export function retentionText(days: number | undefined): Text {
  return days === undefined
    ? { en: "kept as set at apply", nl: "bewaartermijn bij uitrollen" }
    : { en: `kept for ${days} days`, nl: `${days} dagen bewaard` };
}
