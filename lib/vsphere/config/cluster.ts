import { controlPlaneProblems } from "./control-plane";
import type { PropsRules } from "../../core/schema/check";
import { partProblems } from "./part";
import { vsphereSchema } from "./schema";
import type { UnpatchedClusterProps } from "../../core/cluster/cluster-props";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { homelessProblems } from "../../core/cluster/node-pool";
import { tagProblems } from "../../core/cluster/tags";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import type { TalosAccess } from "../../talos/config/access";
import { type EtcdBackupConfig, etcdBackupProblems } from "../../talos/config/etcd-backup";
import { loggingProblems, type TalosLoggingConfig } from "../../talos/config/logging";
import { networkProblems, type TalosNetworkConfig } from "../../talos/config/network";
import type { PlacedPool } from "../../talos/config/placement";
import { regionProblems } from "../../talos/config/regions";
import type { VsphereTalosConfig } from "./talos";
import { upgradeProblems } from "../../talos/config/upgrades";
import { vsphereDefaults } from "./defaults";
import type { VsphereImage } from "./image";
import { controlPlaneName, type VsphereControlPlaneConfig, type VsphereNodePoolConfig, vspherePoolProblems } from "./node-pool";
import { storageProblems, type VsphereStorageConfig } from "./storage";
import { type Vcenter, vcenterProblems } from "./vcenter";
import { type VsphereZone, zoneProblems } from "./zones";

/** A Haven cluster on machines of VMware vSphere. Plain data: a YAML file may hold all of it. */
export interface VsphereHavenClusterProps extends UnpatchedClusterProps {
  /**
   * Name of the cluster, and the start of the name of all that belongs to it. A change replaces the cluster.
   *
   * Machines are called <name>-<pool>-<zone>-<number>, and a host name has at most 63 characters.
   *
   * @maxLength 30
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @form a lower case letter, then letters, digits and dashes, and no dash at the end
   */
  readonly name: string;

  /**
   * Region of your own data centre: the ISO code of its country, a dash, and a name of your own. Nodes carry it as
   * `topology.kubernetes.io/region`. EU and EEA only, unless `residencyException` says why.
   *
   * @pattern ^[a-z]{2}-[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$
   * @form a region such as nl-denhaag: two letters of the country, a dash, and a name of your own
   */
  readonly region: string;

  /**
   * Kubernetes version to the patch, for example "1.36.6".
   *
   * @default the newest patch of the newest minor that Talos took, when this version of the library came out
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly kubernetesVersion?: string;

  /** `none`: your code owns the version. `patch` is refused, since nothing patches machines of your own. @default none */
  readonly upgrades?: Upgrades;

  /** vCenter, as what runs in the cluster reaches it. */
  readonly vcenter: Vcenter;

  /** Where machines are put, so that no two zones fail together. Three is best. @minItems 2 @haven multiaz */
  readonly zones: readonly VsphereZone[];

  /** Image of Talos that machines are cloned from. */
  readonly image: VsphereImage;

  /** Addresses of machines, of the API and of load balancers. */
  readonly network: TalosNetworkConfig;

  /** Who reaches the Kubernetes API, and who administers the cluster. */
  readonly access: TalosAccess;

  /** The machines that run Kubernetes itself. @default three of 4 processors and 8 GiB over the zones */
  readonly controlPlane?: VsphereControlPlaneConfig;

  /**
   * Pools for applications, at least three machines together.
   *
   * @minItems 1
   */
  readonly nodePools: readonly VsphereNodePoolConfig[];

  /** Disks, shared files and objects. */
  readonly storage: VsphereStorageConfig;

  /** Logs of the control plane. @default kept for 183 days in the cluster's own log store */
  readonly logging?: TalosLoggingConfig;

  /** Snapshots of etcd. @default none, with a warning */
  readonly etcdBackup?: EtcdBackupConfig;

  /** What Talos is told. @default for machines that reach the internet */
  readonly talos?: VsphereTalosConfig;

  /**
   * vSphere's cloud controller. It takes VMware's guest agent in the image; nothing else here needs it.
   *
   * @default false
   */
  readonly cloudController?: boolean;
}

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
    ...literalProblems(pools),
    ...partProblems(given),
    ...(region === undefined ? [] : regionProblems(region, props.residencyException)),
    ...tagProblems(props.environment ?? "test", tags, () => []),
    ...upgradeProblems(props.upgrades),
    ...vcenterProblems(props.vcenter ?? {}),
    ...zoneProblems(zones),
    ...networkProblems(given.network ?? {}, zones, placedPools(nodePools, controlPlane)),
    ...controlPlaneProblems(props, network.virtualIp),
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

/** How the props of a whole cluster are judged. */
export const vsphereRules: PropsRules<VsphereHavenClusterProps> = { schema: vsphereSchema, problems: vsphereProblems };

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
