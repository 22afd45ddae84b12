import type { ComponentFactory } from "../../core/cluster/cluster";
import type { TalosHavenClusterProps } from "../config/cluster";
import { administrators } from "./administrators";
import { cilium } from "./cilium";
import { etcdBackup } from "./etcd-backup";
import { kubeletCertificates } from "./kubelet-certificates";
import { nfsDriver } from "./nfs";

/** Components of the platform that makes the machines. */
export interface MachinePlatformComponents {
  /** Its controller, without which nodes take no pods. It needs no network of its own. @default none */
  readonly controller?: ComponentFactory;
  /** Its storage driver. @default none */
  readonly disks?: ComponentFactory;
  /** Whether shared files are on an NFS export. @default false */
  readonly nfs?: boolean;
}

/** Components that a managed cluster would have by itself, in the order in which they are needed. */
export function talosComponents(
  props: Pick<TalosHavenClusterProps, "network" | "zones" | "access" | "talos" | "etcdBackup">,
  { controller, disks, nfs = false }: MachinePlatformComponents,
): readonly ComponentFactory[] {
  const { oidc } = props.access;
  const { etcdBackup: backup } = props;
  const factories: readonly (ComponentFactory | undefined)[] = [
    controller,
    (context) => cilium(props, context),
    kubeletCertificates,
    disks,
    nfs ? nfsDriver : undefined,
    oidc && (() => administrators(oidc)),
    backup && ((context) => etcdBackup(backup, context)),
  ];
  return factories.filter((factory) => factory !== undefined);
}
