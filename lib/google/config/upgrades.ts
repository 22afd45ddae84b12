import { isDay } from "../../core/validation/days";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/** `patch`: the channel decides, in the maintenance window. Or what it may not do for some time. */
export type GoogleUpgrades = "patch" | GoogleUpgradeHold;

/** GKE patches the control plane whatever is held: without a channel it makes no new clusters. */
export interface GoogleUpgradeHold {
  /** New minors, or also whatever replaces nodes, their patches among it. */
  readonly hold: "minors" | "minors-and-nodes";
  /** First day, as `2027-01-01`. @pattern ^\d{4}-\d{2}-\d{2}$ */
  readonly from: string;
  /** Last day, as `2027-06-30`. GKE goes on when support of the minor ends before. @pattern ^\d{4}-\d{2}-\d{2}$ */
  readonly until: string;
}

export function upgradeProblems(upgrades: Incomplete<GoogleUpgrades> | undefined): Problem[] {
  if (upgrades === undefined || typeof upgrades === "string") return [];
  const { from, until } = upgrades;
  if (from === undefined || until === undefined || (isDay(from) && isDay(until) && from <= until)) return [];
  return [{ path: "upgrades", message: `${from} to ${until} is not a first and a last day, such as 2027-01-01 and 2027-06-30` }];
}
