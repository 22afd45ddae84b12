import type { SubnetPurpose } from "../config/address-plan";

/**
 * Addresses of a cluster's resources in the synthesized JSON, with the facts that only the code knows. It is plain data, so evidence and
 * picture need no construct.
 */
export interface AwsAddresses {
  /** Name of the cluster. */
  readonly name: string;
  /** Address of the EKS cluster. */
  readonly cluster: string;
  /** Pools in the order in which they were added. `groups` has the address of one node group per zone. */
  readonly nodePools: readonly { readonly name: string; readonly zones: readonly string[]; readonly groups: readonly string[] }[];
  /** Address of the metrics-server add-on. Undefined when it isn't installed. */
  readonly metricsServer: string | undefined;
  /** Address of the control plane's log group. */
  readonly logGroup: string;
  /** Address of the VPC. Undefined with an existing network. */
  readonly vpc: string | undefined;
  /** Subnets by purpose, in the order of the zones. An existing subnet has no address. */
  readonly subnets: Readonly<Record<SubnetPurpose | "pods", readonly { readonly zone: string; readonly address?: string }[]>>;
  /** Number of NAT gateways, and of fixed public addresses, through which traffic leaves the network. */
  readonly egress: { readonly natGateways: number; readonly addresses: number };
  /** Source of the requests for applications: the network, or the internet. */
  readonly exposure: "internal" | "public";
  /** Name of the DNS zone for applications. Undefined without one. */
  readonly dnsZone: string | undefined;
}
