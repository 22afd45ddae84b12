import { type IResolvable, TerraformDataSource, Token } from "cdktf";
import type { Construct } from "constructs";
import { talosMetadata } from "./talos-provider";

export interface DataTalosClientConfigurationConfig {
  readonly clusterName: string;
  readonly clientConfiguration: IResolvable;
  /** Addresses that talosctl connects to: the control plane's own, never the virtual one. */
  readonly endpoints: readonly string[];
  readonly nodes: readonly string[];
}

/** `data.talos_client_configuration`: the file that talosctl logs in with. */
export class DataTalosClientConfiguration extends TerraformDataSource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: DataTalosClientConfigurationConfig,
  ) {
    super(scope, id, talosMetadata("talos_client_configuration"));
  }

  /** Sensitive. */
  get talosConfig(): string {
    return Token.asString(this.interpolationForAttribute("talos_config"));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { clusterName, clientConfiguration, endpoints, nodes } = this.config;
    return { cluster_name: clusterName, client_configuration: clientConfiguration, endpoints: [...endpoints], nodes: [...nodes] };
  }
}
