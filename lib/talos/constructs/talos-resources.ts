import {
  type IResolvable,
  type ITerraformDependable,
  TerraformDataSource,
  TerraformResource,
  type TerraformResourceLifecycle,
  Token,
} from "cdktf";
import type { Construct } from "constructs";
import { talosMetadata } from "./talos-provider";

/** Names of the arguments as the provider has them: `cluster_name` for `clusterName`. */
function argumentsOf(config: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value as unknown]),
  );
}

interface TalosResourceConfig {
  readonly dependsOn?: ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** A resource of siderolabs/talos, which has no binding on npm. */
class TalosResource extends TerraformResource {
  private readonly given: Record<string, unknown>;

  constructor(scope: Construct, id: string, type: string, { dependsOn, lifecycle, ...config }: TalosResourceConfig) {
    super(scope, id, { ...talosMetadata(type), dependsOn, lifecycle });
    this.given = argumentsOf(config);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.given;
  }
}

/** Data of the same provider. */
class TalosData<Config extends object> extends TerraformDataSource {
  constructor(
    scope: Construct,
    id: string,
    type: string,
    readonly config: Config,
  ) {
    super(scope, id, talosMetadata(type));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return argumentsOf(this.config);
  }
}

export interface TalosMachineSecretsConfig extends Pick<TalosResourceConfig, "lifecycle"> {
  /** Contract that the secrets are made for, for example `v1.13`. */
  readonly talosVersion: string;
}

/**
 * Every certificate authority, token and key of a cluster, created before there is a machine. They are in the state: who can read the
 * state is administrator, and without it the cluster is lost.
 */
export class TalosMachineSecrets extends TalosResource {
  constructor(scope: Construct, id: string, config: TalosMachineSecretsConfig) {
    super(scope, id, "talos_machine_secrets", config);
  }

  get machineSecrets(): IResolvable {
    return this.interpolationForAttribute("machine_secrets");
  }

  /** Certificate and key for the Talos API. */
  get clientConfiguration(): IResolvable {
    return this.interpolationForAttribute("client_configuration");
  }
}

/** How Terraform reaches one machine. */
export interface TalosMachineLogin {
  /** Address of the machine, never the virtual one, which etcd elects and which may not exist yet. */
  readonly node: string;
  readonly clientConfiguration: IResolvable;
  readonly dependsOn: ITerraformDependable[];
}

export interface TalosMachineConfigurationApplyConfig extends TalosMachineLogin, Pick<TalosResourceConfig, "lifecycle"> {
  readonly machineConfigurationInput: string;
  readonly applyMode: "auto" | "staged_if_needing_reboot";
}

/** Waits until a machine answers, and sends it every later change of its configuration. */
export class TalosMachineConfigurationApply extends TalosResource {
  constructor(scope: Construct, id: string, config: TalosMachineConfigurationApplyConfig) {
    super(scope, id, "talos_machine_configuration_apply", direct(config));
  }
}

/** Starts etcd, once in the life of a cluster. */
export class TalosMachineBootstrap extends TalosResource {
  constructor(scope: Construct, id: string, config: TalosMachineLogin) {
    super(scope, id, "talos_machine_bootstrap", direct(config));
  }

  get id(): string {
    return this.getStringAttribute("id");
  }
}

/** A login of the administrator for a year. From a month before its end on, each plan wants to renew it. */
export class TalosClusterKubeconfig extends TalosResource {
  constructor(scope: Construct, id: string, config: TalosMachineLogin) {
    super(scope, id, "talos_cluster_kubeconfig", direct(config));
  }

  /** In base64. */
  get caCertificate(): string {
    return this.kubernetes("ca_certificate");
  }

  /** In base64. */
  get clientCertificate(): string {
    return this.kubernetes("client_certificate");
  }

  /** In base64. */
  get clientKey(): string {
    return this.kubernetes("client_key");
  }

  private kubernetes(attribute: string): string {
    return Token.asString(this.interpolationForAttribute(`kubernetes_client_configuration.${attribute}`));
  }
}

/** To the machine itself, and not by way of another one. */
const direct = <Config extends TalosMachineLogin>(config: Config) => ({ ...config, endpoint: config.node });

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

/** The configuration of one kind of machine. The provider renders it without any network. */
export class DataTalosMachineConfiguration extends TalosData<DataTalosMachineConfigurationConfig> {
  constructor(scope: Construct, id: string, config: DataTalosMachineConfigurationConfig) {
    super(scope, id, "talos_machine_configuration", config);
  }

  /** Sensitive: it holds the secrets of the cluster that this kind of machine needs. */
  get machineConfiguration(): string {
    return Token.asString(this.interpolationForAttribute("machine_configuration"));
  }
}

export interface DataTalosClientConfigurationConfig {
  readonly clusterName: string;
  readonly clientConfiguration: IResolvable;
  /** Addresses that talosctl connects to: the control plane's own, never the virtual one. */
  readonly endpoints: readonly string[];
  readonly nodes: readonly string[];
}

/** The file that talosctl logs in with. */
export class DataTalosClientConfiguration extends TalosData<DataTalosClientConfigurationConfig> {
  constructor(scope: Construct, id: string, config: DataTalosClientConfigurationConfig) {
    super(scope, id, "talos_client_configuration", config);
  }

  /** Sensitive. */
  get talosConfig(): string {
    return Token.asString(this.interpolationForAttribute("talos_config"));
  }
}
