import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { HavenBaseline } from "../lib/baseline/haven-baseline";
import { TalosProvider } from "../lib/talos/constructs/talos-provider";
import { VsphereHavenCluster } from "../lib/vsphere/constructs/haven-cluster";
import type { VsphereHavenClusterProps } from "../lib/vsphere/config/cluster";
import { addBaseline } from "./add-baseline";
import { beginStack } from "./begin-stack";
import { writeContract } from "./contract-outputs";
import type { StackProps } from "./stack-props";

/** The configuration of a Haven cluster on vSphere, and of its stack. */
export interface VsphereHavenStackProps extends VsphereHavenClusterProps, StackProps {}

/** A Haven cluster on vSphere with its providers, state and outputs: all that `cdktf deploy` needs. */
export class VsphereHavenStack extends TerraformStack {
  readonly cluster: VsphereHavenCluster;
  readonly baseline: HavenBaseline;

  constructor(scope: Construct, id: string, props: VsphereHavenStackProps) {
    super(scope, id);
    beginStack(this, props);
    useVsphere(this, props.vcenter.server);
    new TalosProvider(this, "talos");
    this.cluster = new VsphereHavenCluster(this, "cluster", props);
    // There is no way in but with a certificate, and no credential may cross to a second stack.
    this.baseline = addBaseline(scope, this, props, this.cluster, () => ({ kubeconfig: "environment" }));
    writeContract(this, this.cluster, this.baseline.contract);
    new TerraformOutput(this, "talosconfig", {
      value: this.cluster.cluster.started.clientConfiguration.talosConfig,
      description: "What talosctl logs in with",
      sensitive: true,
    });
  }
}

function useVsphere(stack: TerraformStack, server: string): void {
  const provider = new VsphereProvider(stack, "vsphere", { vsphereServer: server, user: "", password: "", allowUnverifiedSsl: false });
  // Name and password come from VSPHERE_USER and VSPHERE_PASSWORD, since they differ by who runs this.
  provider.addOverride("user", undefined);
  provider.addOverride("password", undefined);
}
