import { type IResolvable, TerraformResource, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { talosMetadata } from "./talos-provider";

export interface TalosMachineSecretsConfig {
  /** Contract that the secrets are made for, for example `v1.13`. */
  readonly talosVersion: string;
  readonly lifecycle?: TerraformResourceLifecycle;
}

/**
 * `talos_machine_secrets`: every certificate authority, token and key of a cluster, made before there is a machine. They are in the
 * state; whoever reads that is administrator, and who loses it has lost the cluster.
 */
export class TalosMachineSecrets extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: TalosMachineSecretsConfig,
  ) {
    super(scope, id, { ...talosMetadata("talos_machine_secrets"), lifecycle: config.lifecycle });
  }

  get machineSecrets(): IResolvable {
    return this.interpolationForAttribute("machine_secrets");
  }

  /** Certificate and key for the Talos API. */
  get clientConfiguration(): IResolvable {
    return this.interpolationForAttribute("client_configuration");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { talos_version: this.config.talosVersion };
  }
}
