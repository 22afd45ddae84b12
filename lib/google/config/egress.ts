/**
 * How traffic leaves the network: one of several types, told apart by `type`.
 *
 * @discriminator type
 */
export type GoogleEgress = GoogleNatEgress | GoogleAutomaticNatEgress;

/** Cloud NAT, which is in no zone, with addresses that stay: suppliers may let them in. */
export interface GoogleNatEgress {
  readonly type: "cloud-nat";
  /** Public addresses, each good for 64,512 connections to one destination. @default 1 @minimum 1 @maximum 16 */
  readonly addresses?: number;
}

/** Cloud NAT with as many addresses as it needs, which nobody can let in, since they change. */
export interface GoogleAutomaticNatEgress {
  readonly type: "cloud-nat-automatic";
}
