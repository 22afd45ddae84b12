/**
 * Way in which traffic leaves the network. `type` selects one of five.
 *
 * @discriminator type
 */
export type AwsEgress =
  AwsNatGatewayEgress | AwsSingleNatGatewayEgress | AwsRegionalNatGatewayEgress | AwsTransitGatewayEgress | AwsNoEgress;

/** One NAT gateway per zone, each with a fixed address that partners can put on an allow list. */
export interface AwsNatGatewayEgress {
  readonly type: "nat-gateway";
}

/** One NAT gateway for all zones. If its zone fails, no traffic can leave the cluster. */
export interface AwsSingleNatGatewayEgress {
  readonly type: "nat-gateway-single";
}

/** One regional NAT gateway, which serves every zone that has nodes. AWS owns its addresses, and they change. */
export interface AwsRegionalNatGatewayEgress {
  readonly type: "nat-gateway-regional";
}

/** All outgoing traffic is routed through `network.transitGateway`, for example to your firewall. */
export interface AwsTransitGatewayEgress {
  readonly type: "transit-gateway";
}

/** No traffic leaves the network, except to AWS services through endpoints. Images must come from your own registry in AWS. */
export interface AwsNoEgress {
  readonly type: "none";
}
