import { type IResolvable, type ITerraformDependable, TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { talosMetadata } from "./talos-provider";

export interface TalosClusterKubeconfigConfig {
  /** Address of a machine of the control plane. */
  readonly node: string;
  readonly clientConfiguration: IResolvable;
  readonly dependsOn: ITerraformDependable[];
}

/** `talos_cluster_kubeconfig`: a login of the administrator, renewed a month before it ends. */
export class TalosClusterKubeconfig extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: TalosClusterKubeconfigConfig,
  ) {
    super(scope, id, { ...talosMetadata("talos_cluster_kubeconfig"), dependsOn: config.dependsOn });
  }

  /** In base64. */
  get caCertificate(): string {
    return this.attribute("ca_certificate");
  }

  /** In base64. */
  get clientCertificate(): string {
    return this.attribute("client_certificate");
  }

  /** In base64. */
  get clientKey(): string {
    return this.attribute("client_key");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { node, clientConfiguration } = this.config;
    return { node, endpoint: node, client_configuration: clientConfiguration };
  }

  private attribute(name: string): string {
    return Token.asString(this.interpolationForAttribute(`kubernetes_client_configuration.${name}`));
  }
}
