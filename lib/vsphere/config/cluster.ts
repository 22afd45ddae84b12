import type { PropsRules } from "../../core/schema/check";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { talosClusterProblems, type TalosHavenClusterProps } from "../../talos/config/cluster";
import { machineProblems } from "./control-plane";
import type { VsphereImage } from "./image";
import { poolTpmProblems, type VsphereControlPlaneConfig, type VsphereNodePoolConfig } from "./node-pool";
import { vsphereSchema } from "./schema";
import { storageProblems, type VsphereStorageConfig } from "./storage";
import type { VsphereTalosConfig } from "./talos";
import { type Vcenter, vcenterProblems } from "./vcenter";
import { type VsphereZone, zoneProblems } from "./zones";

/** A Haven cluster on machines of VMware vSphere. Plain data: a YAML file may hold all of it. */
export interface VsphereHavenClusterProps extends TalosHavenClusterProps {
  /** vCenter, as what runs in the cluster reaches it. */
  readonly vcenter: Vcenter;

  /** Where machines are put, so that no two zones fail together. Three is best. @minItems 2 @haven multiaz */
  readonly zones: readonly VsphereZone[];

  /** Image of Talos that machines are cloned from. */
  readonly image: VsphereImage;

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
  return [
    ...talosClusterProblems(given),
    ...vcenterProblems(props.vcenter ?? {}),
    ...zoneProblems(props.zones ?? []),
    ...machineProblems(props),
    ...poolTpmProblems(props.nodePools ?? [], props.image?.secureBoot),
    ...storageProblems(given.storage ?? {}),
  ];
}

/** How the props of a whole cluster are judged. */
export const vsphereRules: PropsRules<VsphereHavenClusterProps> = { schema: vsphereSchema, problems: vsphereProblems };
