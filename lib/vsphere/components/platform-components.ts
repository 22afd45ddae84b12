import type { ComponentFactory } from "../../core/cluster/cluster";
import { administrators } from "../../talos/components/administrators";
import { cilium } from "../../talos/components/cilium";
import { etcdBackup } from "../../talos/components/etcd-backup";
import { kubeletCertificates } from "../../talos/components/kubelet-certificates";
import { nfsDriver } from "../../talos/components/nfs";
import type { VsphereHavenClusterProps } from "../config/cluster";
import { cloudController } from "./cloud-controller";
import { vsphereCsi } from "./csi";

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
