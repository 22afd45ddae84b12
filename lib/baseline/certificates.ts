import type { KubernetesObject } from "./manifests";
import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer, toIdentity, type TrafficRule } from "./component";
import { ingressClassName } from "./gateway";
import { priorityClassName, spreadOverZones } from "./scheduling";
import { workloads } from "../core/cluster/workload-identity";

/** Certificates for applications, by themselves and on time. */
export interface CertificatesConfig {
  /** Address that a certificate authority may write to. @default none */
  readonly email?: string;

  /**
   * How it is proven that a name is ours: `dns` by a record in the cluster's `dns` zone, which works for wildcards and for names that
   * the internet can't reach; `http` by an answer of the gateway, which the authority must be able to reach.
   *
   * @default dns where the cluster has a zone, else http
   */
  readonly challenge?: "dns" | "http";

  /**
   * Name servers, as IP addresses, that cert-manager asks whether the record has arrived, instead of the zone's own servers on port 53.
   * They must answer for the zone as the internet sees it. Needed behind a firewall that blocks port 53, and with DNS servers of your own
   * that hold a zone of the same name.
   *
   * @default the zone's own name servers
   * @minItems 1
   */
  readonly nameservers?: readonly string[];

  /** Issuers `letsencrypt-production` and `letsencrypt-staging`. @default true */
  readonly letsEncrypt?: boolean;

  /** Authorities of your own choice, each an issuer of its name. @default none */
  readonly authorities?: readonly CertificateAuthority[];
}

/** An authority that signs the certificates of applications: an ACME service, or your own CA. @discriminator type */
export type CertificateAuthority = AcmeAuthority | OwnAuthority;

/** An authority that speaks ACME, for example the one of your certificate supplier. */
export interface AcmeAuthority {
  readonly type: "acme";
  /** Name of the issuer: lower case letters, digits and dashes. @pattern ^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$ */
  readonly name: string;
  /** The authority's ACME directory, an https address. @pattern ^https://.+ */
  readonly server: string;
  /** Account at the authority, where it wants one (External Account Binding). @default none */
  readonly externalAccount?: {
    /** Id of the account's key, which is not secret. */
    readonly keyId: string;
    /** Secret in the namespace haven-certificates with the HMAC key under `key`; make it yourself, so that it is in no state. */
    readonly secretName: string;
  };
}

/** A certificate authority of your own, for example under PKIoverheid private, for traffic between machines. */
export interface OwnAuthority {
  readonly type: "ca";
  /** Name of the issuer: lower case letters, digits and dashes. @pattern ^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$ */
  readonly name: string;
  /** Secret in the namespace haven-certificates with `tls.crt` and `tls.key`; make it yourself, so that it is in no state. */
  readonly secretName: string;
}

const { namespace, serviceAccount } = workloads.certificates;

const letsEncrypt = {
  "letsencrypt-production": "https://acme-v02.api.letsencrypt.org/directory",
  "letsencrypt-staging": "https://acme-staging-v02.api.letsencrypt.org/directory",
} as const;

/** Names of the issuers that a configuration leads to. */
export function issuerNames({ letsEncrypt: wanted = true, authorities = [] }: CertificatesConfig): string[] {
  return [...(wanted ? Object.keys(letsEncrypt) : []), ...authorities.map(({ name }) => name)];
}

/** cert-manager and its issuers. */
export function certificates(context: BaselineContext, config: CertificatesConfig): BaselineComponent {
  return {
    name: "certificates",
    namespace: { name: namespace, podSecurity: "restricted" },
    releases: [
      { name: "cert-manager", chart: charts.certManager, values: certManagerValues(context, config) },
      { name: "issuers", manifests: issuers(context, config) },
    ],
    traffic: [
      toApiServer,
      ...toIdentity(context.cluster),
      { direction: "out", peer: "anyone", ports: [80, 443], reason: "certificate authorities, and its own answers to their questions" },
      ...(["UDP", "TCP"] as const).map((protocol): TrafficRule => ({
        direction: "out",
        peer: "anyone",
        ports: [53],
        protocol,
        reason: "a zone's own servers, for whether a record has arrived there",
      })),
      { direction: "in", peer: "anyone", ports: [10250], reason: "the API server asks the webhook" },
    ],
    metrics: [9402],
    alerts: [
      {
        name: "CertificateNotRenewed",
        expr: "certmanager_certificate_expiration_timestamp_seconds - time() < 7 * 86400 and certmanager_certificate_expiration_timestamp_seconds > 0",
        for: "1h",
        summary: "Certificate {{ $labels.name }} in {{ $labels.namespace }} expires within a week",
      },
      {
        name: "CertificateNotReady",
        expr: 'certmanager_certificate_ready_status{condition="True"} == 0',
        for: "1h",
        summary: "Certificate {{ $labels.name }} in {{ $labels.namespace }} is not ready",
      },
    ],
    // With Gateway API, cert-manager looks for its types when it starts.
    after: ["gateway"],
  };
}

function certManagerValues({ cluster: { dns }, mirror, gatewayApi, monitoring }: BaselineContext, { nameservers }: CertificatesConfig) {
  const budget = { enabled: true, maxUnavailable: 1 };
  const part = (component: string, replicaCount: number, memory: string) => ({
    replicaCount,
    podDisruptionBudget: budget,
    topologySpreadConstraints: spreadOverZones({
      "app.kubernetes.io/instance": "cert-manager",
      "app.kubernetes.io/component": component,
    }),
    resources: { requests: { cpu: "10m", memory }, limits: { memory: "512Mi" } },
  });
  return {
    ...(mirror !== undefined && { imageRegistry: mirror }),
    global: {
      priorityClassName,
      // Its default, kube-system, is the platform's own.
      leaderElection: { namespace },
    },
    // Off in the chart. Kept when the release goes, or every certificate in the cluster would go with it.
    crds: { enabled: true, keep: true },
    ...part("controller", 2, "64Mi"),
    serviceAccount: { name: serviceAccount, annotations: dns?.certificates.annotations ?? {} },
    podLabels: dns?.certificates.podLabels ?? {},
    config: {
      apiVersion: "controller.config.cert-manager.io/v1alpha1",
      kind: "ControllerConfiguration",
      enableGatewayAPI: gatewayApi,
      ...(nameservers && {
        acmeDNS01Config: { recursiveNameservers: nameservers.map((address) => `${address}:53`), recursiveNameserversOnly: true },
      }),
    },
    // An alert names the namespace of the certificate, and not cert-manager's own.
    prometheus: { servicemonitor: { enabled: monitoring, honorLabels: true } },
    // Three: while none answers, nothing that has a certificate can be changed in the cluster.
    webhook: part("webhook", 3, "32Mi"),
    cainjector: part("cainjector", 2, "64Mi"),
  };
}

function issuers({ cluster: { dns } }: BaselineContext, config: CertificatesConfig): Record<string, KubernetesObject> {
  const { email, challenge = dns ? "dns" : "http", letsEncrypt: wanted = true, authorities = [] } = config;
  const solver = challenge === "dns" && dns ? { dns01: dns.solver } : { http01: { ingress: { ingressClassName } } };
  const issuer = (name: string, spec: object): [string, KubernetesObject] => [
    name,
    { apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name }, spec },
  ];
  const acme = (name: string, server: string, more: object = {}) =>
    issuer(name, {
      acme: { server, ...(email !== undefined && { email }), ...more, privateKeySecretRef: { name: `${name}-account` }, solvers: [solver] },
    });
  return Object.fromEntries([
    ...(wanted ? Object.entries(letsEncrypt).map(([name, server]) => acme(name, server)) : []),
    ...authorities.map((authority) =>
      authority.type === "ca"
        ? issuer(authority.name, { ca: { secretName: authority.secretName } })
        : acme(
            authority.name,
            authority.server,
            authority.externalAccount && {
              externalAccountBinding: {
                keyID: authority.externalAccount.keyId,
                keySecretRef: { name: authority.externalAccount.secretName, key: "key" },
              },
            },
          ),
    ),
  ]);
}
