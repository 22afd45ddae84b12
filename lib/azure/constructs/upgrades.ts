import type { KubernetesCluster, KubernetesClusterMaintenanceWindowAutoUpgrade } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import type { KubernetesClusterNodePool } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool";
import { TerraformStack } from "cdktf";
import { minorOf, type Upgrades } from "../../core/cluster/kubernetes-version";
import { type MaintenanceWindow, resolveMaintenance } from "../../core/cluster/maintenance";
import { hash } from "../../core/cluster/names";
import { weeklyReleases } from "./maintenance";

/** Whether Azure patches the cluster in the window, or the code does; AKS' own releases follow the window in both cases. */
export function upgradeSettings(upgrades: Upgrades, maintenance: MaintenanceWindow | undefined) {
  const resolved = resolveMaintenance(maintenance);
  const releases = { maintenanceWindow: weeklyReleases(resolved) };
  if (upgrades === "none") return { ...releases, nodeOsUpgradeChannel: "None" };
  const { day, start, hours, utcOffset, freezes } = resolved;
  const window: KubernetesClusterMaintenanceWindowAutoUpgrade = {
    frequency: "Weekly",
    interval: 1,
    dayOfWeek: `${day.charAt(0).toUpperCase()}${day.slice(1)}`,
    startTime: start,
    duration: hours,
    utcOffset,
    // Azure takes the dates only, both included, and applies the offset to them.
    notAllowed: freezes.map(({ from, until }) => ({ start: `${from}T00:00:00Z`, end: `${until}T00:00:00Z` })),
  };
  return {
    ...releases,
    automaticUpgradeChannel: "patch",
    nodeOsUpgradeChannel: "NodeImage",
    maintenanceWindowAutoUpgrade: window,
    maintenanceWindowNodeOs: window,
  };
}

/** The Kubernetes version, and whether Azure or the code manages patches. */
export interface VersionPolicy {
  readonly kubernetesVersion: string;
  readonly upgrades: Upgrades;
  /** Lets the code's version reach a cluster that patches itself, for this synth only. */
  readonly upgradeNow: boolean;
}

/**
 * Whether Azure manages the version from day to day. It answers 1.36.4 where the code says 1.36, and a plan that is never empty may patch
 * outside the window. So the version is ignored, and pools get none: a pool that is created or rotated later takes the control plane's
 * version, which may not be the newest patch yet.
 *
 * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/26946
 */
export function patchesItself({ upgrades, upgradeNow }: VersionPolicy): boolean {
  return upgrades === "patch" && !upgradeNow;
}

/** A pool for applications, as far as its version matters. */
interface Pool {
  readonly name: string;
  readonly resource: KubernetesClusterNodePool;
}

/**
 * Makes every plan warn while a cluster that patches itself, or one of its pools, runs another minor than the code says. An upgrade that
 * stopped after the control plane leaves the pools behind, and the ignored version hides that from the plan itself.
 */
export function warnOfOtherMinor(cluster: KubernetesCluster, pools: readonly Pool[], version: string): void {
  const minor = minorOf(version);
  const stack = TerraformStack.of(cluster);
  const running = `${cluster.fqn}.current_kubernetes_version`;
  const upToDate = `startswith(${running}, "${minor}.")`;
  const versions = [
    `"system" = ${cluster.fqn}.default_node_pool[0].orchestrator_version`,
    ...pools.map(({ name, resource }) => `"${name}" = ${resource.fqn}.orchestrator_version`),
  ];
  // Azure answers the minor alone for a pool that was asked for it.
  const behind = `[for pool, version in { ${versions.join(", ")} } : format("%s %v", pool, version) if !startswith(format("%v.", version), "${minor}.")]`;
  const todo = `synthesize once with HAVEN_UPGRADE=${stack.node.id}.`;
  stack.addOverride(`check.kubernetes_version_${hash(cluster.node.path, 8)}`, {
    assert: [
      {
        condition: `\${${upToDate}}`,
        error_message: `The cluster runs Kubernetes \${${running}}, the code says ${minor}. To upgrade, ${todo}`,
      },
      {
        // While the cluster itself runs another minor, the assertion above says enough.
        condition: `\${!${upToDate} || length(${behind}) == 0}`,
        error_message: `Node pools stayed behind Kubernetes ${minor}: \${join(", ", ${behind})}. An upgrade stopped halfway; to finish it, ${todo}`,
      },
    ],
  });
}
