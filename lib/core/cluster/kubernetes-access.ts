/**
 * How the kubernetes and helm providers reach a cluster. Values may be tokens; no credential is ever written out in one.
 */
export type KubernetesAccess = ExecAccess | CertificateAccess | KubeconfigAccess;

interface KubernetesEndpoint {
  /** URL of the API. */
  readonly host: string;
  /** Certificate authority of the API, in PEM; undefined where a public one vouches for it. */
  readonly clusterCaCertificate?: string;
}

/** Logs in as whoever runs Terraform, so there is no credential at all. */
export interface ExecAccess extends KubernetesEndpoint {
  /** Program that logs in and prints a token; it must be on the PATH of whoever runs Terraform. */
  readonly exec: ExecCredential;
}

/** For platforms without a login of their own: a certificate that Terraform made, and keeps in its state. */
export interface CertificateAccess extends KubernetesEndpoint {
  /** In PEM. */
  readonly clientCertificate: string;
  /** In PEM; a reference, never the key itself. */
  readonly clientKey: string;
}

/** For a stack that no credential may cross to: whoever runs Terraform names a kubeconfig in `KUBE_CONFIG_PATH`. */
export interface KubeconfigAccess {
  readonly kubeconfig: "environment";
}

export interface ExecCredential {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
}
