import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import type { TerraformStack } from "cdktf";
import { TalosProvider, VsphereHavenCluster, type VsphereHavenClusterProps } from "../../lib/vsphere";
import { synthesize } from "../../lib/testing";
import { vsphereProps } from "./vsphere-props";

/** A stack with one cluster; `change` gets it before the synth, for overrides. */
export function vsphereCluster(
  props: Partial<VsphereHavenClusterProps> = {},
  change: (cluster: VsphereHavenCluster, stack: TerraformStack) => void = () => {},
) {
  return synthesize((stack) => {
    new VsphereProvider(stack, "vsphere", { user: "somebody", password: "${var.password}" });
    new TalosProvider(stack, "talos");
    change(new VsphereHavenCluster(stack, "cluster", vsphereProps(props)), stack);
  });
}
