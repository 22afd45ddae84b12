import type { ClusterProps } from "../../core/cluster/cluster-props";
import { homelessProblems } from "../../core/cluster/node-pool";
import { regionProblems, zonesOf } from "../../core/cluster/regions";
import { tagProblems } from "../../core/cluster/tags";
import type { PropsRules } from "../../core/schema/check";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { listProblems, literalProblems, literals } from "../../core/validation/literals";
import type { GoogleAccess } from "./access";
import { backupProblems, type GoogleBackupConfig } from "./backup";
import { controlPlaneProblems } from "./control-plane";
import type { GoogleDnsConfig } from "./dns";
import type { GoogleEncryption } from "./encryption";
import type { GoogleLoggingConfig } from "./logging";
import type { GoogleMaintenanceWindow } from "./maintenance";
import { type GoogleNetworkConfig, networkProblems } from "./network";
import { diskProblems, type GoogleNodePoolConfig, googlePoolProblems } from "./node-pool";
import { partProblems } from "./part";
import type { GoogleProjectId } from "./project";
import { googleRegions } from "./regions";
import { googleSchema } from "./schema";
import type { GoogleSecretStoreConfig } from "./secret-store";
import type { GoogleStorageConfig } from "./storage";
import { googleTagProblems } from "./tags";
import { type GoogleUniverse, universeProblems } from "./universe";
import type { GoogleUpgrades } from "./upgrades";
import type { GoogleReleaseChannel } from "./versions";

/** A Haven cluster on Google Cloud. Plain data: a YAML file may hold all of it. */
export interface GoogleHavenClusterProps extends Omit<ClusterProps, "maintenance"> {
  /**
   * Name of the cluster, and the start of the name of all that belongs to it. A change replaces the cluster.
   *
   * GKE takes 40 characters. IAM takes no account of fewer than six, and some are called <name>-dns, so two is the least.
   *
   * @minLength 2
   * @maxLength 40
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @form a lower case letter, then letters, digits and dashes, and no dash at the end
   */
  readonly name: string;

  /** Id of the project that everything is made in, for example `gemeente-haven-production`. A change replaces everything. */
  readonly projectId: GoogleProjectId;

  /**
   * Number of the project, quoted: Google's own service agents are known under it. It is asked for, so that a plan needs no login.
   *
   * @pattern ^\d{6,}$
   * @form the number of a project, as "gcloud projects describe <id> --format 'value(projectNumber)'" prints it
   */
  readonly projectNumber: string;

  /**
   * Enables the APIs that the cluster and its parts call; destroying leaves them enabled. Takes the role Service Usage Admin.
   *
   * @default true
   */
  readonly enableApis?: boolean;

  /**
   * Who decides which Kubernetes there is and when it moves on: GKE makes no clusters without a channel. `regular`: minors that were in
   * `rapid` for some months. `stable`: later still, so that its clusters are the first to leave HCC's window. `rapid`: first, without a
   * promise of uptime.
   *
   * @default regular
   * @haven kubernetesversion
   * @haven cncf
   */
  readonly releaseChannel?: GoogleReleaseChannel;

  /**
   * `patch`: GKE upgrades the control plane and the nodes in the maintenance window, to new minors too. A hold keeps it from some of
   * that, between two days.
   *
   * @default patch
   */
  readonly upgrades?: GoogleUpgrades;

  /** When GKE may patch the cluster and its nodes. @default sunday, 01:00 UTC, 12 hours */
  readonly maintenance?: GoogleMaintenanceWindow;

  /** A network of the cluster's own, with `cidr`, or one that is there already, with `existing`. */
  readonly network: GoogleNetworkConfig;

  /** Who reaches the Kubernetes API, and who administers the cluster. */
  readonly access: GoogleAccess;

  /**
   * Pools for applications, at least three nodes together. GKE's own pods run there too.
   *
   * @minItems 1
   */
  readonly nodePools: readonly GoogleNodePoolConfig[];

  /** Shared files, disks and objects. @default over all zones of the region, files with addresses inside the network only */
  readonly storage?: GoogleStorageConfig;

  /** Zone that applications have their names in. @default none: certificates by an answer of the gateway only */
  readonly dns?: GoogleDnsConfig;

  /** Secrets that external-secrets may read. @default none */
  readonly secretStore?: GoogleSecretStoreConfig;

  /** Logs of the control plane. @default a log bucket in the region that keeps them for 183 days */
  readonly logging?: GoogleLoggingConfig;

  /** Keys that disks and Secrets are encrypted with. @default Google's own keys */
  readonly encryption?: GoogleEncryption;

  /** Backup for GKE. @default none; the baseline's `velero` is the other way */
  readonly backup?: GoogleBackupConfig;

  /**
   * Google's own types and controllers of Gateway API, beside the baseline's gateway. Google upgrades the types.
   *
   * @default false
   */
  readonly gatewayApi?: boolean;

  /** Names of a sovereign Google cloud, for regions that begin with `u-`. @default Google's public cloud */
  readonly universe?: GoogleUniverse;
}

/**
 * Everything that GKE or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function googleProblems(given: Incomplete<GoogleHavenClusterProps>): Problem[] {
  const props = literals<GoogleHavenClusterProps>(given);
  const { region, environment = "test", tags = {}, residencyException, nodePools = [] } = props;
  return [
    ...(region === undefined ? [] : regionProblems(googleRegions, region, residencyException)),
    ...tagProblems(environment, tags, googleTagProblems),
    // Names of the cluster's services, for one, are answered by such a pod.
    ...homelessProblems(nodePools, "GKE's"),
    ...universeProblems(given.universe, region, given.network !== undefined && "egressRules" in given.network),
    ...partProblems({ ...given, tags: undefined }),
    ...listProblems({
      "access.administrators.members": given.access?.administrators?.members,
      "access.viewers.members": given.access?.viewers?.members,
    }),
    ...literalProblems({
      region: given.region,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    ...controlPlaneProblems(props),
    ...networkProblems(given.network ?? {}, nodePools, region),
    ...googlePoolProblems(nodePools, region === undefined ? [] : zonesOf(googleRegions, region)),
    ...diskProblems(nodePools, props.storage?.diskType ?? "pd-balanced"),
    ...backupProblems(props.backup ?? {}),
  ];
}

/** How the props of a whole cluster are judged. */
export const googleRules: PropsRules<GoogleHavenClusterProps> = { schema: googleSchema, problems: googleProblems };
