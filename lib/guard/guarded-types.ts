import { guardedBaseline } from "../baseline/guarded";
import { providers } from "../config/providers";
import type { GuardedType } from "../core/reading/guarded";

const types = new Map<string, GuardedType>(
  [guardedBaseline, ...Object.values(providers).map(({ guarded }) => guarded)].flatMap((each) => Object.entries(each)),
);

/** Rules for a resource type; undefined for a type that needs no protection. */
export const guardedType = (type: string): GuardedType | undefined => types.get(type);
