/**
 * Connection of the kubernetes and helm providers to a cluster. Values may be tokens; none holds a literal credential.
 */
export type KubernetesAccess = ExecAccess | CertificateAccess | KubeconfigAccess;

interface KubernetesEndpoint {
  /** URL of the API. */
  readonly host: string;
  /** Certificate authority of the API, in PEM; undefined where the certificate is publicly trusted. */
  readonly clusterCaCertificate?: string;
}

/** Logs in as the person or pipeline that runs Terraform, so no credential is stored. */
export interface ExecAccess extends KubernetesEndpoint {
  /** Program that logs in and prints a token. It must be on the PATH where Terraform runs. */
  readonly exec: ExecCredential;
}

/** For platforms without a login service: a client certificate that Terraform issued and keeps in its state. */
export interface CertificateAccess extends KubernetesEndpoint {
  /** In PEM. */
  readonly clientCertificate: string;
  /** In PEM; a reference, never the key itself. */
  readonly clientKey: string;
}

/** For a stack that must receive no credential: `KUBE_CONFIG_PATH` names a kubeconfig where Terraform runs. */
export interface KubeconfigAccess {
  readonly kubeconfig: "environment";
}

export interface ExecCredential {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
}
