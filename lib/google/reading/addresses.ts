/**
 * Where a cluster's resources are in the synthesized JSON, with what only the code knows. Plain data: evidence and picture are read
 * without a construct.
 */
export interface GoogleAddresses {
  /** Name of the cluster. */
  readonly name: string;
  readonly cluster: string;
  /** In the order in which they were added. */
  readonly nodePools: readonly { readonly name: string; readonly address: string }[];
  /** Where audit events are kept, what sends them there, and the filter that lets them through. */
  readonly auditLog: { readonly bucket: string; readonly sink: string; readonly filter: string };
  /** What the subnets were laid out in; undefined when the network existed. */
  readonly cidr: string | undefined;
  readonly existingNetwork: boolean;
  /** Undefined when the subnet existed. */
  readonly subnet: string | undefined;
  readonly podRangeName: string;
  /** Range for shared files; undefined when the network existed. */
  readonly filesCidr: string | undefined;
  /** Undefined without a NAT of the cluster's own. */
  readonly nat: string | undefined;
  readonly egressAddresses: number;
  readonly exposure: "internal" | "public";
  /** Name of the zone for applications. */
  readonly dnsZone: string | undefined;
}
