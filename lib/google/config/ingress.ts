/** Where requests for applications come from. @discriminator exposure */
export type GoogleIngress = GoogleInternalIngress | GooglePublicIngress;

/** From the network and what is connected to it. */
export interface GoogleInternalIngress {
  readonly exposure: "internal";
}

/** From the internet, at an address over all zones that outlives the cluster's load balancer. */
export interface GooglePublicIngress {
  readonly exposure: "public";
  /** Ranges that may come in. @default everyone @minItems 1 */
  readonly allowedCidrs?: readonly string[];
}
