import { type IResolvable, type ITerraformDependable, TerraformResource, type TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { talosMetadata } from "./talos-provider";

export interface TalosMachineConfigurationApplyConfig {
  /** Address of the machine. */
  readonly node: string;
  readonly clientConfiguration: IResolvable;
  readonly machineConfigurationInput: string;
  readonly applyMode: "auto" | "staged_if_needing_reboot";
  readonly dependsOn: ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** `talos_machine_configuration_apply`: waits until a machine answers, and brings every later change of its configuration to it. */
export class TalosMachineConfigurationApply extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: TalosMachineConfigurationApplyConfig,
  ) {
    const { dependsOn, lifecycle } = config;
    super(scope, id, { ...talosMetadata("talos_machine_configuration_apply"), dependsOn, lifecycle });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { node, clientConfiguration, machineConfigurationInput, applyMode } = this.config;
    return {
      node,
      endpoint: node,
      client_configuration: clientConfiguration,
      machine_configuration_input: machineConfigurationInput,
      apply_mode: applyMode,
    };
  }
}
