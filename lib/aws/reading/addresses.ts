import type { SubnetPurpose } from "../config/address-plan";

/**
 * Where a cluster's resources are in the synthesized JSON, with what only the code knows. Plain data: evidence and picture are read
 * without a construct.
 */
export interface AwsAddresses {
  /** Name of the cluster. */
  readonly name: string;
  readonly cluster: string;
  /** In the order in which they were added, with the addresses of a node group per zone. */
  readonly nodePools: readonly { readonly name: string; readonly zones: readonly string[]; readonly groups: readonly string[] }[];
  /** Undefined when the add-on isn't installed. */
  readonly metricsServer: string | undefined;
  readonly logGroup: string;
  /** Undefined when the network existed. */
  readonly vpc: string | undefined;
  /** Subnets by purpose, in the order of the zones. One that existed has no address. */
  readonly subnets: Readonly<Record<SubnetPurpose | "pods", readonly { readonly zone: string; readonly address?: string }[]>>;
  /** How many of each the network's way out has. */
  readonly egress: { readonly natGateways: number; readonly addresses: number };
  readonly exposure: "internal" | "public";
  /** Name of the zone for applications. */
  readonly dnsZone: string | undefined;
}
