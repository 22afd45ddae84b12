import type { Text } from "../text/text";

/**
 * Content of a cluster's picture, in the provider's terms. It is read from the synthesized JSON, so that overrides show. Values that are
 * known only after apply are omitted.
 *
 * The region, the zones, who may reach the API and what the baseline installs are known from the rest of the contract.
 */
export interface Architecture {
  /** Kubernetes as the provider calls it, for example `Azure Kubernetes Service`. */
  readonly platform: string;
  readonly network: ArchitectureNetwork;
  /** Pools in the order of creation, the platform's own first. */
  readonly nodePools: readonly ArchitecturePool[];
  /**
   * Parts beside the network. A part that the cluster lacks, or that somebody else runs, says so in its details instead of being omitted.
   */
  readonly egress: ArchitecturePart;
  readonly ingress: ArchitecturePart;
  readonly sharedStorage: ArchitecturePart;
  readonly objectStorage: ArchitecturePart;
  /** Destination of the control plane's logs. */
  readonly auditLog: ArchitecturePart;
}

export interface ArchitectureNetwork {
  /** For example `Virtual network` or `VPC`. */
  readonly kind: Text | string;
  /** Undefined when the network existed and its range isn't given. */
  readonly cidr?: string;
  /** Whether the network existed before. */
  readonly existing: boolean;
  /** One per purpose, and one per zone where the provider's subnets are zonal. */
  readonly subnets: readonly ArchitectureSubnet[];
}

export interface ArchitectureSubnet {
  /** What it is for: `nodes`, `private endpoints`. */
  readonly purpose: Text | string;
  readonly cidr?: string;
  /** Undefined when the subnet spans all zones. */
  readonly zone?: string;
}

export interface ArchitecturePool {
  readonly name: string;
  readonly machineType?: string;
  /** Totals over the zones; undefined when the code doesn't say. */
  readonly minNodes?: number;
  readonly maxNodes?: number;
  /** Zones of the pool; empty when the code doesn't say. */
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
