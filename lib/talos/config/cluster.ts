import type { UnpatchedClusterProps } from "../../core/cluster/cluster-props";
import type { Upgrades } from "../../core/cluster/kubernetes-version";
import { homelessProblems } from "../../core/cluster/node-pool";
import { tagProblems } from "../../core/cluster/tags";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import type { TalosAccess } from "./access";
import { controlPlaneProblems } from "./control-plane";
import { type EtcdBackupConfig, etcdBackupProblems } from "./etcd-backup";
import { loggingProblems, type TalosLoggingConfig } from "./logging";
import { networkProblems, type TalosNetworkConfig } from "./network";
import { hostNameProblems, placedPools, type TalosControlPlaneConfig, type TalosNodePoolConfig, talosPoolProblems } from "./node-pool";
import { objectStorageProblems, type S3StoreConfig } from "./object-storage";
import { type MachineZone, zoneNameProblems } from "./placement";
import { regionProblems } from "./regions";
import type { TalosConfig } from "./talos";
import { upgradeProblems } from "./upgrades";

/** Props of every Haven cluster on machines that run Talos. A provider adds the props from which it creates machines, disks and files. */
export interface TalosHavenClusterProps extends UnpatchedClusterProps {
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

  /** Zones over which machines are spread. @minItems 2 @haven multiaz */
  readonly zones: readonly MachineZone[];

  /** Addresses of machines, of the API and of load balancers. */
  readonly network: TalosNetworkConfig;

  /** Who reaches the Kubernetes API, and who administers the cluster. */
  readonly access: TalosAccess;

  /** The machines that run Kubernetes itself. @default three over the zones */
  readonly controlPlane?: TalosControlPlaneConfig;

  /**
   * Pools for applications, at least three machines together.
   *
   * @minItems 1
   */
  readonly nodePools: readonly TalosNodePoolConfig[];

  /** Storage of the cluster. */
  readonly storage: TalosStorageConfig;

  /** Logs of the control plane. @default kept for 183 days in the cluster's own log store */
  readonly logging?: TalosLoggingConfig;

  /** Snapshots of etcd. @default none, with a warning */
  readonly etcdBackup?: EtcdBackupConfig;

  /** What Talos is told. @default for machines that reach the internet */
  readonly talos?: TalosConfig;
}

export interface TalosStorageConfig {
  /** Objects for logs and backups. @default none: logs are on one volume in the cluster, and nothing can be backed up; the report says so */
  readonly objects?: S3StoreConfig;
}

/** Rules for a cluster of Talos machines, beside its schema. Takes props with holes, so that all problems are shown together. */
export function talosClusterProblems(given: Incomplete<TalosHavenClusterProps>): Problem[] {
  const props = literals<TalosHavenClusterProps>(given);
  const { name, region, zones = [], nodePools = [], controlPlane = {}, tags = {} } = props;
  const names = Object.fromEntries(
    nodePools.map((pool, index) => [`nodePools[${index}].name`, given.nodePools?.[index]?.name ?? pool.name]),
  );
  return [
    // Machines are named after the cluster and the pool at synth.
    ...literalProblems({ name: given.name, ...names }),
    ...(region === undefined ? [] : regionProblems(region, props.residencyException)),
    ...tagProblems(props.environment ?? "test", tags, () => []),
    ...upgradeProblems(props.upgrades),
    ...zoneNameProblems(given.zones ?? []),
    ...networkProblems(given.network ?? {}, zones, placedPools(nodePools, controlPlane)),
    ...controlPlaneProblems(props, props.network?.virtualIp),
    // Without a node for them, Helm gives the baseline up after ten minutes.
    ...homelessProblems(nodePools, "the baseline's"),
    ...talosPoolProblems(nodePools, zones),
    ...hostNameProblems(name, nodePools, zones),
    ...objectStorageProblems(given.storage?.objects ?? {}),
    ...loggingProblems(props.logging ?? {}),
    ...etcdBackupProblems(props.etcdBackup ?? {}),
    ...(props.etcdBackup && props.storage && props.storage.objects === undefined
      ? [{ path: "etcdBackup", message: "has nowhere to put snapshots; storage.objects is missing", hint: "name a store that speaks S3" }]
      : []),
  ];
}
