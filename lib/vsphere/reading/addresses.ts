import type { TalosAddresses } from "../../talos/reading/evidence";
import type { VsphereSharedStorage } from "../config/storage";

/** Where a cluster's resources are in the synthesized JSON, with what only the code knows. Plain data: it is read without a construct. */
export interface VsphereAddresses extends TalosAddresses {
  /** Subnet of the machines, and those of zones that have their own. */
  readonly network: {
    readonly cidr: string;
    readonly gateway: string;
    readonly zones: readonly { readonly name: string; readonly cidr?: string }[];
    /** First address for load balancers, which is the gateway's. */
    readonly loadBalancer: string;
  };
  readonly sharedStorage: VsphereSharedStorage;
  /** Address of the object storage; undefined without one. */
  readonly objectStorage: string | undefined;
  readonly auditRetentionDays: number;
}
