import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { BaselineConfig, BaselinePlacement } from "../lib/baseline/config";
import { HavenBaseline } from "../lib/baseline/haven-baseline";
import { applyCompliance, type ComplianceConfig } from "../lib/compliance/config";
import type { Backend } from "../lib/core/backend";
import { TalosProvider } from "../lib/talos/provider";
import { VsphereHavenCluster, type VsphereHavenClusterProps } from "../lib/vsphere/haven-cluster";
import { useBackend } from "./backend";
import { writeContract } from "./contract-outputs";

export interface VsphereHavenStackProps extends VsphereHavenClusterProps, BaselineConfig {
  /** Where Terraform keeps its state. @default a local file, which only one person can work with */
  readonly backend?: Backend;

  /** Where what runs inside the cluster is kept. @default in the same stack */
  readonly baseline?: BaselinePlacement;

  /** Which outcomes of the prediction refuse this stack, and who answers for deviations. @default nothing is refused */
  readonly compliance?: ComplianceConfig;
}

/** A Haven cluster on vSphere with its providers, state and outputs: all that `cdktf deploy` needs. */
export class VsphereHavenStack extends TerraformStack {
  readonly cluster: VsphereHavenCluster;
  readonly baseline: HavenBaseline;

  constructor(scope: Construct, id: string, props: VsphereHavenStackProps) {
    super(scope, id);
    useBackend(this, props.backend);
    applyCompliance(this, props.compliance ?? {});
    useVsphere(this, props.vcenter.server);
    new TalosProvider(this, "talos");
    this.cluster = new VsphereHavenCluster(this, "cluster", props);
    const inside = props.baseline?.placement === "separate" ? separateStack(scope, `${id}-baseline`, props.backend) : this;
    this.baseline = new HavenBaseline(inside, "baseline", { ...props, cluster: this.cluster });
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

/** The login crosses from the cluster's stack: there is no other way in than its certificate. */
function separateStack(scope: Construct, id: string, backend: Backend | undefined): TerraformStack {
  const stack = new TerraformStack(scope, id);
  useBackend(stack, backend);
  return stack;
}
