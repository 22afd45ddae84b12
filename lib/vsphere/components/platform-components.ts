import type { ComponentFactory } from "../../core/cluster/cluster";
import { talosComponents } from "../../talos/components/platform-components";
import type { VsphereHavenClusterProps } from "../config/cluster";
import { cloudController } from "./cloud-controller";
import { vsphereCsi } from "./csi";

/** Components that a managed cluster would have by itself, in the order in which they are needed. */
export function platformComponents(props: VsphereHavenClusterProps): readonly ComponentFactory[] {
  return talosComponents(props, {
    controller: props.cloudController ? (context) => cloudController(props, context) : undefined,
    disks: (context) => vsphereCsi(props, context),
    nfs: props.storage.shared.type === "nfs",
  });
}
