import { guardedAws } from "../aws/reading/guarded";
import { guardedAzure } from "../azure/reading/guarded";
import { guardedBaseline } from "../baseline/guarded";
import type { GuardedType } from "../core/reading/guarded";
import { guardedGoogle } from "../google/reading/guarded";
import { guardedTalos } from "../talos/reading/guarded";
import { guardedVsphere } from "../vsphere/reading/guarded";

const types = new Map<string, GuardedType>(
  [guardedAws, guardedAzure, guardedBaseline, guardedGoogle, guardedTalos, guardedVsphere].flatMap((each) => Object.entries(each)),
);

/** What is known of a type; a plan may hold any. */
export const guardedType = (type: string): GuardedType | undefined => types.get(type);
