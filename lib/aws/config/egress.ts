/**
 * How traffic leaves the network: one of several types, told apart by `type`.
 *
 * @discriminator type
 */
export type AwsEgress =
  AwsNatGatewayEgress | AwsSingleNatGatewayEgress | AwsRegionalNatGatewayEgress | AwsTransitGatewayEgress | AwsNoEgress;

/** A NAT gateway in each zone, each with an address that stays: what partners may allow. */
export interface AwsNatGatewayEgress {
  readonly type: "nat-gateway";
}

/** One NAT gateway for all zones. When its zone fails, nothing leaves the cluster. */
export interface AwsSingleNatGatewayEgress {
  readonly type: "nat-gateway-single";
}

/** A NAT gateway of the region, which follows the nodes from zone to zone; AWS owns its addresses, and they change. */
export interface AwsRegionalNatGatewayEgress {
  readonly type: "nat-gateway-regional";
}

/** All that leaves goes through `network.transitGateway`, for example to a firewall of yours. */
export interface AwsTransitGatewayEgress {
  readonly type: "transit-gateway";
}

/** Nothing leaves but to AWS' own services, through endpoints in the network. Images must come from a registry of yours in AWS. */
export interface AwsNoEgress {
  readonly type: "none";
}
