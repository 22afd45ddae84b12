import type { KubernetesCluster, KubernetesClusterMaintenanceWindowAutoUpgrade } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import { Annotations, TerraformStack } from "cdktf";
import { minorOf, type Upgrades } from "../../core/cluster/kubernetes-version";
import { type MaintenanceWindow, resolveMaintenance } from "../../core/cluster/maintenance";
import { hash } from "../../core/cluster/names";

/** Who patches: Azure in the window, or the code. */
export function upgradeSettings(upgrades: Upgrades, maintenance: MaintenanceWindow | undefined) {
  if (upgrades === "none") return { nodeOsUpgradeChannel: "None" };
  const { day, start, hours, utcOffset, freezes } = resolveMaintenance(maintenance);
  const window: KubernetesClusterMaintenanceWindowAutoUpgrade = {
    frequency: "Weekly",
    interval: 1,
    dayOfWeek: `${day.charAt(0).toUpperCase()}${day.slice(1)}`,
    startTime: start,
    duration: hours,
    utcOffset,
    notAllowed: freezes.map(({ from, until }) => ({ start: `${from}T00:00:00Z`, end: `${until}T00:00:00Z` })),
  };
  return {
    automaticUpgradeChannel: "patch",
    nodeOsUpgradeChannel: "NodeImage",
    maintenanceWindowAutoUpgrade: window,
    maintenanceWindowNodeOs: window,
  };
}

/** Which version a cluster gets, and who says so. */
export interface VersionPolicy {
  readonly kubernetesVersion: string;
  readonly upgrades: Upgrades;
  /** Lets the code's version reach a cluster that patches itself, for this synth only. */
  readonly upgradeNow: boolean;
}

/**
 * Whether Azure owns the version from day to day. It answers 1.36.4 where the code says 1.36, and a plan that is never empty may patch
 * outside the window (azurerm issue 26946); so the version is ignored, and pools get none: one that is made or rotated later takes
 * the control plane's, which may not be the newest patch yet.
 */
export function patchesItself({ upgrades, upgradeNow }: VersionPolicy): boolean {
  return upgrades === "patch" && !upgradeNow;
}

/**
 * For a cluster that patches itself, whose version in the code is ignored from day to day: every plan warns while it runs another
 * minor, and the report says when the next apply upgrades it.
 */
export function showVersion(cluster: KubernetesCluster, version: string, upgradeNow: boolean): void {
  const minor = minorOf(version);
  const stack = TerraformStack.of(cluster);
  const running = `${cluster.fqn}.current_kubernetes_version`;
  stack.addOverride(`check.kubernetes_version_${hash(cluster.node.path, 8)}`, {
    assert: [
      {
        condition: `\${startswith(${running}, "${minor}.")}`,
        error_message: `The cluster runs Kubernetes \${${running}}, the code says ${minor}. To upgrade, synthesize once with HAVEN_UPGRADE=${stack.node.id}.`,
      },
    ],
  });
  if (upgradeNow)
    Annotations.of(cluster).addWarning(`HAVEN_UPGRADE names this stack: the next apply brings the cluster to Kubernetes ${version}`);
}
