import { type IResolvable, TerraformDataSource, Token } from "cdktf";
import type { Construct } from "constructs";
import { talosMetadata } from "./talos-provider";

export interface DataTalosMachineConfigurationConfig {
  readonly clusterName: string;
  /** URL of the Kubernetes API. */
  readonly clusterEndpoint: string;
  readonly machineType: "controlplane" | "worker";
  readonly machineSecrets: IResolvable;
  /** Contract of the configuration, for example `v1.13`; not the version that is installed. */
  readonly talosVersion: string;
  /** Exact, without a v. */
  readonly kubernetesVersion: string;
  /** YAML documents, applied in this order. */
  readonly configPatches: readonly string[];
}

/** `data.talos_machine_configuration`: what one kind of machine is told. Rendered by the provider itself, without any network. */
export class DataTalosMachineConfiguration extends TerraformDataSource {
  constructor(
    scope: Construct,
    id: string,
    readonly config: DataTalosMachineConfigurationConfig,
  ) {
    super(scope, id, talosMetadata("talos_machine_configuration"));
  }

  /** Sensitive: it holds the secrets of the cluster that this kind of machine needs. */
  get machineConfiguration(): string {
    return Token.asString(this.interpolationForAttribute("machine_configuration"));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { clusterName, clusterEndpoint, machineType, machineSecrets, talosVersion, kubernetesVersion, configPatches } = this.config;
    return {
      cluster_name: clusterName,
      cluster_endpoint: clusterEndpoint,
      machine_type: machineType,
      machine_secrets: machineSecrets,
      talos_version: talosVersion,
      kubernetes_version: kubernetesVersion,
      config_patches: [...configPatches],
    };
  }
}
