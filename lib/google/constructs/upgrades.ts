import type { ContainerClusterMaintenancePolicy } from "@cdktf/provider-google/lib/container-cluster";
import { firstWindow, freezeTimes, type GoogleMaintenanceWindow } from "../config/maintenance";
import type { GoogleUpgrades } from "../config/upgrades";

/** When GKE may do something, and what not. */
export function maintenancePolicy(
  window: GoogleMaintenanceWindow = {},
  upgrades: GoogleUpgrades = "patch",
): ContainerClusterMaintenancePolicy {
  const { startTime, endTime, day } = firstWindow(window);
  return {
    recurringWindow: { startTime, endTime, recurrence: `FREQ=WEEKLY;BYDAY=${day}` },
    maintenanceExclusion: [
      ...(window.freezes ?? []).map((freeze) => ({
        // Named by its days, not by its place in the list.
        exclusionName: `freeze-${freeze.from}`,
        ...freezeTimes(freeze),
        exclusionOptions: { scope: "NO_UPGRADES" },
      })),
      ...(upgrades === "patch"
        ? []
        : [
            {
              exclusionName: "hold",
              ...freezeTimes(upgrades),
              exclusionOptions: { scope: upgrades.hold === "minors" ? "NO_MINOR_UPGRADES" : "NO_MINOR_OR_NODE_UPGRADES" },
            },
          ]),
    ],
  };
}
