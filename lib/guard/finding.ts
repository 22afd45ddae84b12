import type { GuardedKind } from "../core/reading/guarded";
import type { PlannedChange } from "./plan";

/** Harm that a plan would do. */
export interface Finding {
  readonly address: string;
  /** Path of the construct, if its address shows it. */
  readonly construct?: string;
  readonly kind: GuardedKind | "plan" | "unreviewed";
  /** Effect with its reason, as a sentence that follows the address. */
  readonly what: string;
  /** Consequence of the effect. */
  readonly loss: string;
  /** A better way, where one exists. */
  readonly hint?: string;
  /** Value of `--allow` for exactly this finding; undefined where nothing can allow it. */
  readonly allow?: string;
}

/** Deposed objects share the address of their successor. */
export const keyOf = ({ address, deposed }: PlannedChange): string => (deposed === undefined ? address : `${address}:deposed-${deposed}`);

/** `cluster/network` for `azurerm_virtual_network.cluster_network_48CBFB31`; cdktf adds the hash. */
export function constructOf(address: string): string | undefined {
  const [, path] = /\.([\w-]+)_[0-9A-F]{8}(?:\[.*\])?$/.exec(address) ?? [];
  return path?.replaceAll("_", "/");
}

/** A finding about one change. */
export function found(change: PlannedChange, kind: Finding["kind"], rest: Pick<Finding, "what" | "loss" | "hint" | "allow">): Finding {
  const construct = constructOf(change.address);
  return { address: change.address, ...(construct !== undefined && { construct }), kind, ...rest };
}
