import type { Construct } from "constructs";
import type { ComponentFactory } from "../core/component";
import { administrators } from "./administrators";
import { cilium } from "./cilium";
import { cloudController } from "./cloud-controller";
import { vsphereCsi } from "./csi";
import { etcdBackup } from "./etcd-backup";
import type { VsphereHavenClusterProps } from "./haven-cluster";
import { kubeletCertificates } from "./kubelet-certificates";
import { nfsDriver } from "./nfs";
import { sensitiveVariable } from "./variables";

/** What a cloud would bring by itself, in the order in which it is needed. */
export function platformComponents(scope: Construct, props: VsphereHavenClusterProps): readonly ComponentFactory[] {
  const account = {
    user: sensitiveVariable(scope, "csi_user", "Name of the small vCenter account that the cluster's storage driver logs in with"),
    password: sensitiveVariable(scope, "csi_password", "Password of that account"),
  };
  const { access, etcdBackup: backup, storage } = props;
  return [
    // Before the controller has seen them, nodes take nothing but what tolerates that, and it needs no network of its own.
    ...(props.cloudController ? ([(context) => cloudController(props, account, context)] satisfies ComponentFactory[]) : []),
    (context) => cilium(props, context),
    kubeletCertificates,
    (context) => vsphereCsi(props, account, context),
    ...(storage.shared.type === "nfs" ? [nfsDriver] : []),
    ...(access.oidc ? [always(administrators(access.oidc))] : []),
    ...(backup ? ([(context) => etcdBackup(backup, context)] satisfies ComponentFactory[]) : []),
  ];
}

const always =
  (component: ReturnType<ComponentFactory>): ComponentFactory =>
  () =>
    component;
