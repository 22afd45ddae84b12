import { narrowCidrProblems } from "../../core/addresses/addresses";
import { isServerUrl } from "../../core/addresses/server-url";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/** Access to the Kubernetes API and to Talos' own API. Both are inside your network only. */
export interface TalosAccess {
  /**
   * Ranges from which people administer the cluster and Terraform runs: your offices, a jump host, the pipeline. The machines' own firewall
   * blocks all others.
   *
   * @minItems 1
   * @haven HX-public-api
   */
  readonly allowedCidrs: readonly string[];

  /**
   * URL of the Kubernetes API, for a name that leads to `network.virtualIp` or for a load balancer of your own. A change replaces the
   * cluster.
   *
   * @default network.virtualIp, port 6443
   */
  readonly endpoint?: string;

  /** How people log in. @default with the administrator's certificate, which says nothing of who used it */
  readonly oidc?: TalosOidc;

  /**
   * Where Terraform keeps its own login. `ephemeral`: nowhere, each run signs one. It needs Terraform 1.10 or OpenTofu 1.11. `state`: in its
   * state, where it ends after a year and then stops every plan: see the page on keys. The state holds the cluster's authorities either way.
   *
   * @default ephemeral
   */
  readonly kubeconfig?: "state" | "ephemeral";
}

/** An OpenID Connect provider, for example Entra ID or Keycloak. */
export interface TalosOidc {
  /**
   * Address of the issuer.
   *
   * @pattern ^https://[^\s?#\x40]+$
   * @form an https address, without ? or #
   */
  readonly issuerUrl: string;
  /**
   * Id of the application that stands for this cluster.
   *
   * @pattern ^\S+$
   * @form the id of an application, without blanks
   */
  readonly clientId: string;
  /** Claim that names a person. @default email */
  readonly usernameClaim?: string;
  /** Claim that names their groups. @default groups */
  readonly groupsClaim?: string;
  /** Groups that have all rights in the cluster. HCC must run as one of them. @minItems 1 @haven clusteradmin */
  readonly administratorGroups: readonly OidcGroup[];
}

/**
 * Name or id of a group at the provider.
 *
 * @pattern \S
 * @form a name that isn't blank
 */
type OidcGroup = string;

/** Put before names from outside, so that nobody can call themselves `system:masters` there. */
export const oidcPrefix = "oidc:";

export function oidcArguments({ issuerUrl, clientId, usernameClaim, groupsClaim }: TalosOidc): Record<string, string> {
  return {
    "oidc-issuer-url": issuerUrl,
    "oidc-client-id": clientId,
    "oidc-username-claim": usernameClaim ?? "email",
    "oidc-username-prefix": oidcPrefix,
    "oidc-groups-claim": groupsClaim ?? "groups",
    "oidc-groups-prefix": oidcPrefix,
  };
}

/** URL of the Kubernetes API; one of the two is there, or the problems say so. */
export function apiEndpoint({ endpoint }: Pick<TalosAccess, "endpoint">, virtualIp: string | undefined): string {
  return endpoint ?? `https://${virtualIp ?? ""}:6443`;
}

/** Logs kubectl in as oneself where there is a provider for that, and with the administrator's certificate where there is none. */
export function kubeconfigCommand(name: string, endpoint: string, node: string, { oidc }: Pick<TalosAccess, "oidc">): string {
  if (oidc === undefined) return `talosctl kubeconfig --nodes ${node} --endpoints ${node}`;
  const login = `kubectl oidc-login get-token --oidc-issuer-url=${oidc.issuerUrl} --oidc-client-id=${oidc.clientId}`;
  return [
    `kubectl config set-cluster ${name} --server=${endpoint} --certificate-authority=${name}.crt --embed-certs`,
    `kubectl config set-credentials ${name} --exec-api-version=client.authentication.k8s.io/v1 ${execArguments(login)}`,
    `kubectl config set-context ${name} --cluster=${name} --user=${name}`,
    `kubectl config use-context ${name}`,
  ].join(" && ");
}

function execArguments(command: string): string {
  const [program = "", ...args] = command.split(" ");
  return [`--exec-command=${program}`, ...args.map((arg) => `--exec-arg=${arg}`)].join(" ");
}

export function accessProblems({ allowedCidrs, endpoint }: Incomplete<TalosAccess>, virtualIp: string | undefined): Problem[] {
  const path = "access.allowedCidrs";
  return [
    ...narrowCidrProblems(path, allowedCidrs ?? []),
    ...(endpoint === undefined || (isServerUrl(endpoint) && !endpoint.endsWith("/"))
      ? []
      : [{ path: "access.endpoint", message: `"${endpoint}" is not a URL such as https://api.zaken.gemeente.example:6443` }]),
    ...(virtualIp === undefined && endpoint === undefined
      ? [
          {
            path: "network.virtualIp",
            message: "is missing, and access.endpoint too; the Kubernetes API needs an address that outlives a machine",
          },
        ]
      : []),
  ];
}
