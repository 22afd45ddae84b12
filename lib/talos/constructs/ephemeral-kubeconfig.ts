import { type IResolvable, ref, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import { hash } from "../../core/cluster/names";

export interface EphemeralKubeconfigProps {
  readonly clusterName: string;
  /** URL of the Kubernetes API. */
  readonly endpoint: string;
  readonly machineSecrets: IResolvable;
}

/**
 * `ephemeral.talos_cluster_kubeconfig`: a login that each run signs with the cluster's authority and that is in no state. cdktf has no class
 * for ephemeral blocks.
 */
export class EphemeralKubeconfig extends Construct {
  readonly caCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;

  constructor(scope: Construct, id: string, { clusterName, endpoint, machineSecrets }: EphemeralKubeconfigProps) {
    super(scope, id);
    const stack = TerraformStack.of(this);
    const name = `kubeconfig_${hash(this.node.path, 8)}`;
    stack.addOverride(`ephemeral.talos_cluster_kubeconfig.${name}`, {
      cluster_name: clusterName,
      endpoint,
      machine_secrets: machineSecrets,
    });
    // Older versions have no ephemeral blocks, and their error doesn't say so. OpenTofu has them from 1.11 on; doctor looks at that.
    stack.addOverride("terraform.required_version", ">= 1.10");
    const attribute = (key: string) =>
      Token.asString(ref(`ephemeral.talos_cluster_kubeconfig.${name}.kubernetes_client_configuration.${key}`, stack));
    this.caCertificate = attribute("ca_certificate");
    this.clientCertificate = attribute("client_certificate");
    this.clientKey = attribute("client_key");
  }
}
