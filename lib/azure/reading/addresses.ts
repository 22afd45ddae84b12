/**
 * Where a cluster's resources are in the synthesized JSON, with what only the code knows. Plain data: evidence and picture are read
 * without a construct.
 */
export interface AzureAddresses {
  /** Name of the cluster. */
  readonly name: string;
  readonly cluster: string;
  /** Pools for applications, in the order in which they were added. */
  readonly nodePools: readonly string[];
  /** Undefined when the Log Analytics workspace existed. */
  readonly workspace: string | undefined;
  /** Undefined when the network existed. */
  readonly virtualNetwork: string | undefined;
  /** By purpose. A subnet that existed has no address. */
  readonly subnets: Readonly<Record<string, string | undefined>>;
  readonly natGateway: string | undefined;
  /** How many public addresses the network's way out has. */
  readonly egressAddresses: number;
  /** AKS' word for how traffic leaves. */
  readonly outboundType: string;
  readonly files: string;
  readonly objects: string;
  readonly exposure: "internal" | "public";
  /** Name of the zone for applications. */
  readonly dnsZone: string | undefined;
}
