/**
 * How the kubernetes and helm providers reach a cluster. Values may be tokens; none of them is a credential, since the login is that
 * of whoever runs Terraform.
 */
export interface KubernetesAccess {
  /** URL of the API. */
  readonly host: string;
  /** Certificate authority of the API, in PEM. */
  readonly clusterCaCertificate: string;
  /** Program that logs in and prints a token; it must be on the PATH of whoever runs Terraform. */
  readonly exec: ExecCredential;
}

export interface ExecCredential {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
}
