import { type IResolvable, type ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { talosMetadata } from "./talos-provider";

export interface TalosMachineBootstrapConfig {
  /** Address of one machine of the control plane: never the virtual one, which etcd elects and which isn't there yet. */
  readonly node: string;
  readonly clientConfiguration: IResolvable;
  readonly dependsOn: ITerraformDependable[];
}

/** `talos_machine_bootstrap`: starts etcd, once in the life of a cluster. */
export class TalosMachineBootstrap extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: TalosMachineBootstrapConfig,
  ) {
    super(scope, id, { ...talosMetadata("talos_machine_bootstrap"), dependsOn: config.dependsOn });
  }

  get id(): string {
    return this.getStringAttribute("id");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { node, clientConfiguration } = this.config;
    return { node, endpoint: node, client_configuration: clientConfiguration };
  }
}
