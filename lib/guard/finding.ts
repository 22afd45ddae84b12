import type { GuardedKind } from "../core/reading/guarded";
import type { PlannedChange } from "./plan";

/** Something that would hurt, and that nobody has allowed yet. */
export interface Finding {
  readonly address: string;
  /** Path of the construct, as far as its address tells it. */
  readonly construct?: string;
  readonly kind: GuardedKind | "plan";
  /** What would happen, with its reason: follows the address. */
  readonly what: string;
  /** What that means. */
  readonly loss: string;
  /** What to do instead, where there is something better than to allow it. */
  readonly hint?: string;
  /** What `--allow` takes for exactly this; undefined where nothing can allow it. */
  readonly allow?: string;
}

/** Deposed objects have the address of the one that took their place. */
export const keyOf = ({ address, deposed }: PlannedChange): string => (deposed === undefined ? address : `${address}:deposed-${deposed}`);

/** `cluster/network` of `azurerm_virtual_network.cluster_network_48CBFB31`, whose last part is what cdktf adds. */
export function constructOf(address: string): string | undefined {
  const [, path] = /\.([\w-]+)_[0-9A-F]{8}(?:\[.*\])?$/.exec(address) ?? [];
  return path?.replaceAll("_", "/");
}

/** Where a finding is, for the parts of it that are the same for all. */
export function found(change: PlannedChange, kind: Finding["kind"], rest: Pick<Finding, "what" | "loss" | "hint" | "allow">): Finding {
  const construct = constructOf(change.address);
  return { address: change.address, ...(construct !== undefined && { construct }), kind, ...rest };
}
