import type { ComponentFactory } from "../core/cluster/cluster";
import { administrators } from "./administrators";
import { cilium } from "./cilium";
import { cloudController } from "./cloud-controller";
import { vsphereCsi } from "./csi";
import { etcdBackup } from "./etcd-backup";
import type { VsphereHavenClusterProps } from "./haven-cluster";
import { kubeletCertificates } from "./kubelet-certificates";
import { nfsDriver } from "./nfs";

/** What a cloud would bring by itself, in the order in which it is needed. */
export function platformComponents(props: VsphereHavenClusterProps): readonly ComponentFactory[] {
  const { access, etcdBackup: backup, storage } = props;
  return [
    // Before the controller has seen them, nodes take nothing but what tolerates that, and it needs no network of its own.
    ...(props.cloudController ? ([(context) => cloudController(props, context)] satisfies ComponentFactory[]) : []),
    (context) => cilium(props, context),
    kubeletCertificates,
    (context) => vsphereCsi(props, context),
    ...(storage.shared.type === "nfs" ? [nfsDriver] : []),
    ...(access.oidc ? [always(administrators(access.oidc))] : []),
    ...(backup ? ([(context) => etcdBackup(backup, context)] satisfies ComponentFactory[]) : []),
  ];
}

const always =
  (component: ReturnType<ComponentFactory>): ComponentFactory =>
  () =>
    component;
