/** Source of the requests for applications: the network, or the internet. @discriminator exposure */
export type AwsIngress = AwsInternalIngress | AwsPublicIngress;

/** Requests come from the network and from networks connected to it. */
export interface AwsInternalIngress {
  readonly exposure: "internal";
}

/** Requests come from the internet, through the DNS name of a Network Load Balancer in all zones. */
export interface AwsPublicIngress {
  readonly exposure: "public";
  /** Ranges from which requests are allowed. @default everyone @minItems 1 */
  readonly allowedCidrs?: readonly string[];
}
