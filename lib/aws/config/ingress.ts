/** Where requests for applications come from. @discriminator exposure */
export type AwsIngress = AwsInternalIngress | AwsPublicIngress;

/** From the network and what is connected to it. */
export interface AwsInternalIngress {
  readonly exposure: "internal";
}

/** From the internet, by the DNS name of a Network Load Balancer over all zones. */
export interface AwsPublicIngress {
  readonly exposure: "public";
  /** Ranges that may come in. @default everyone @minItems 1 */
  readonly allowedCidrs?: readonly string[];
}
