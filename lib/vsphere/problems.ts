import type { Problem } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import { literalProblems, literals } from "../core/validation/literals";
import { clusterNameProblems } from "../core/cluster/names";
import { homelessProblems } from "../core/cluster/node-pool";
import { tagProblems } from "../core/cluster/tags";
import { talosProblems } from "../talos/problems";
import { accessProblems } from "./access";
import { vsphereDefaults } from "./defaults";
import { etcdBackupProblems } from "./etcd-backup";
import type { VsphereHavenClusterProps } from "./haven-cluster";
import { imageProblems } from "./image";
import { loggingProblems } from "./logging";
import { networkProblems } from "./network-problems";
import { controlPlaneName, controlPlaneProblems, vspherePoolProblems } from "./node-pool-problems";
import { nameLength } from "./part-props";
import type { PlacedPool } from "./placement";
import { regionProblems } from "./regions";
import { storageProblems } from "./storage";
import { exactVersionProblems, upgradeProblems } from "./upgrades";
import { vcenterProblems } from "./vcenter";
import { zoneProblems } from "./zone-problems";

/**
 * Everything that vSphere, Talos or a provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function vsphereProblems(given: Incomplete<VsphereHavenClusterProps>): Problem[] {
  const props = literals<VsphereHavenClusterProps>(given);
  const { name, region, zones = [], nodePools = [], network = {}, controlPlane = {}, tags = {} } = props;
  const pools = Object.fromEntries(
    nodePools.map((pool, index) => [`nodePools[${index}].name`, given.nodePools?.[index]?.name ?? pool.name]),
  );
  return [
    ...literalProblems({ name: given.name, ...pools }),
    ...(name === undefined ? [] : clusterNameProblems(name, nameLength)),
    ...(region === undefined ? [] : regionProblems(region, props.residencyException)),
    ...tagProblems(props.environment ?? "test", tags, () => []),
    ...upgradeProblems(props.upgrades),
    ...vcenterProblems(props.vcenter ?? {}),
    ...zoneProblems(zones, props.zones !== undefined),
    ...networkProblems(given.network ?? {}, zones, placedPools(nodePools, controlPlane)),
    ...clusterProblems(props, network.virtualIp),
    ...(props.nodePools?.length === 0 ? [{ path: "nodePools", message: "is empty; applications need a pool" }] : []),
    // Without a node for them, Helm gives the baseline up after ten minutes.
    ...homelessProblems(nodePools, "the baseline's"),
    ...vspherePoolProblems(nodePools, zones),
    ...hostNameProblems(name, nodePools, zones),
    ...storageProblems(given.storage ?? {}),
    ...loggingProblems(props.logging ?? {}),
    ...etcdBackupProblems(props.etcdBackup ?? {}),
    ...(props.etcdBackup && props.storage && props.storage.objects === undefined
      ? [{ path: "etcdBackup", message: "has nowhere to put snapshots; storage.objects is missing", hint: "name a store that speaks S3" }]
      : []),
  ];
}

/** What is wrong with the cluster itself. */
export function clusterProblems(
  given: Incomplete<Pick<VsphereHavenClusterProps, "kubernetesVersion" | "image" | "access" | "controlPlane" | "talos">>,
  virtualIp: string | undefined,
): Problem[] {
  const { kubernetesVersion, image, access, controlPlane, talos } = literals<typeof given>(given);
  return [
    ...(kubernetesVersion === undefined ? [] : exactVersionProblems(kubernetesVersion)),
    ...imageProblems(image ?? {}),
    ...accessProblems(access ?? {}, virtualIp),
    ...controlPlaneProblems(controlPlane ?? {}),
    ...talosProblems(talos ?? {}),
  ];
}

type Pools = Incomplete<VsphereHavenClusterProps["nodePools"]>;

/** Who has addresses, by the prop that says where they begin. */
function placedPools(
  pools: Pools,
  controlPlane: Incomplete<VsphereHavenClusterProps["controlPlane"]>,
): Record<string, Partial<PlacedPool>> {
  const { nodes, addressOffset } = { ...vsphereDefaults.controlPlane, ...controlPlane };
  return {
    controlPlane: { name: controlPlaneName, nodes, addressOffset },
    ...Object.fromEntries(
      pools.map(({ name, minNodes, addressOffset: at, zones }, index) => [
        `nodePools[${index}]`,
        { name, nodes: minNodes ?? 0, addressOffset: at, zones },
      ]),
    ),
  };
}

function hostNameProblems(name: string | undefined, pools: Pools, zones: Incomplete<VsphereHavenClusterProps["zones"]>): Problem[] {
  const longest = (names: readonly (string | undefined)[]) => Math.max(0, ...names.map((each) => each?.length ?? 0));
  const zone = longest(zones.map((each) => each.name));
  return pools.flatMap((pool, index) => {
    const length = (name?.length ?? 0) + (pool.name?.length ?? 0) + zone + 6;
    return length <= 63
      ? []
      : [
          {
            path: `nodePools[${index}].name`,
            message: `makes host names of ${length} characters with the cluster's and the zone's; 63 is the most`,
          },
        ];
  });
}
