/** Where requests for applications come from. @discriminator exposure */
export type AzureIngress = AzureInternalIngress | AzurePublicIngress;

/** From the network and what is connected to it. */
export interface AzureInternalIngress {
  readonly exposure: "internal";
}

/** From the internet, at an address over all zones that outlives the cluster's load balancer. */
export interface AzurePublicIngress {
  readonly exposure: "public";
  /** Ranges that may come in. In a network that was there before, its own security groups decide. @default everyone @minItems 1 @maxItems 4000 */
  readonly allowedCidrs?: readonly string[];
}
