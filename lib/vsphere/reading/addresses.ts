import type { TalosAddresses } from "../../talos/reading/addresses";
import type { VsphereSharedStorage } from "../config/storage";

/** Where a cluster's resources are in the synthesized JSON, with what only the code knows. Plain data: it is read without a construct. */
export interface VsphereAddresses extends TalosAddresses {
  readonly sharedStorage: VsphereSharedStorage;
}
