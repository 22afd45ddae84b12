import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer } from "./component";
import { gatewayApiTypes } from "./gateway-api";
import { priorityClassName, spreadOverZones } from "./scheduling";

/** The gateway that brings requests from outside to applications. */
export interface GatewayConfig {
  /** Copies of Traefik, spread over the zones. @default 3 @minimum 2 @maximum 50 */
  readonly replicas?: number;

  /**
   * Also serves Gateway API, with the class `haven` and a gateway of that name that takes HTTP, and passes TLS on as it is (for FSC).
   * `platform` where the platform brings the types, or something else has installed them; elsewhere they come from `typesFile`.
   *
   * @default platform where the platform brings the types, else off
   */
  readonly gatewayApi?: "off" | "platform" | GatewayApiTypes;

  /**
   * Ranges of proxies in front of the gateway, which may say for whom they ask.
   *
   * @default none: what a request says of itself is not believed
   */
  readonly trustedProxies?: readonly string[];
}

/** Gateway API's resource types, installed from your own file. */
export interface GatewayApiTypes {
  /**
   * `standard-install.yaml` as Gateway API's makers release it, relative to the folder that the synth runs in. No chart holds it, since
   * it is too large for one; a newer file in its place is an upgrade.
   */
  readonly typesFile: string;
}

/**
 * Time for a whole request with its body. Traefik's own minute cuts off documents that are uploaded over a slow line; half an hour is
 * enough for 500 MB at 2.5 Mbit per second, and still ends connections that send nothing useful.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/install-configuration/entrypoints/
 */
const readTimeout = "1800s";

/** The same everywhere, so that an application's Ingress moves between clusters, and outlives a change of controller. */
export const ingressClassName = "haven";
export const gatewayClassName = "haven";

/**
 * Traefik for Ingress and Gateway API. ingress-nginx was retired in March 2026.
 *
 * Without Traefik's own resource types: an application that used them would run on this gateway only.
 */
export function gateway(
  context: BaselineContext,
  { replicas = 3, trustedProxies = [], gatewayApi: types }: GatewayConfig,
): BaselineComponent {
  const { cluster, mirror, gatewayApi, monitoring } = context;
  const { proxyProtocolFrom } = cluster.loadBalancer;
  const proxyProtocol = proxyProtocolFrom && { proxyProtocol: { trustedIPs: [...proxyProtocolFrom] } };
  const forwardedHeaders = { trustedIPs: [...trustedProxies] };
  return {
    name: "gateway",
    namespace: { name: "haven-gateway", podSecurity: "restricted" },
    releases: [
      ...(typeof types === "object" ? [{ name: "gateway-api", manifests: gatewayApiTypes(cluster, types.typesFile) }] : []),
      {
        name: "traefik",
        chart: charts.traefik,
        skipCrds: true,
        values: {
          image: { registry: mirror ?? "docker.io" },
          deployment: { replicas },
          podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
          topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/name": "traefik" }),
          priorityClassName,
          resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
          global: { checkNewVersion: false, sendAnonymousUsage: false },
          api: { dashboard: false },
          ingressClass: { enabled: true, isDefaultClass: true, name: ingressClassName },
          gatewayClass: { enabled: gatewayApi, name: gatewayClassName },
          gateway: { enabled: gatewayApi, name: gatewayClassName, listeners },
          providers: {
            kubernetesCRD: { enabled: false },
            kubernetesGateway: { enabled: gatewayApi },
            file: { enabled: true, content: tlsAndHeaders },
          },
          metrics: { prometheus: { service: { enabled: monitoring }, serviceMonitor: { enabled: monitoring } } },
          accessLog: {
            enabled: true,
            format: "json",
            // Queries hold citizen service numbers, as in `?inpBsn=`, and logs are read by more people than applications are.
            fields: { queryParameters: { defaultMode: "drop" }, headers: { defaultMode: "drop" } },
          },
          ports: {
            web: {
              ...proxyProtocol,
              forwardedHeaders,
              http: { redirections: { entryPoint: { to: "websecure", scheme: "https", permanent: true } } },
            },
            websecure: {
              ...proxyProtocol,
              forwardedHeaders,
              transport: { respondingTimeouts: { readTimeout } },
              http: { middlewares: ["hsts@file"], tls: { enabled: true } },
            },
          },
          service: {
            annotations: cluster.loadBalancer.annotations,
            // Local: the address of who asks survives, and no request crosses to another node.
            spec: { type: "LoadBalancer", externalTrafficPolicy: cluster.loadBalancer.externalTrafficPolicy ?? "Local" },
          },
        },
      },
    ],
    metrics: [9100],
    alerts: [
      {
        name: "GatewayDown",
        expr: `kube_deployment_status_replicas_available{namespace="haven-gateway"} < ${Math.ceil(replicas / 2)}`,
        for: "5m",
        summary: "Half of the gateway's copies are gone: {{ $value }} are available",
      },
    ],
    traffic: [
      toApiServer,
      { direction: "in", peer: "anyone", ports: [8000, 8443, 8080], reason: "requests, and the load balancer's question how it is" },
      { direction: "out", peer: "anyone", ports: [{ from: 1, to: 65535 }], reason: "applications, on whatever port they listen" },
    ],
  };
}

/** HTTP for redirects and challenges; TLS that the application itself ends, as FSC wants it. Others bring listeners of their own. */
const listeners = {
  web: { port: 8000, protocol: "HTTP", namespacePolicy: { from: "All" } },
  passthrough: { port: 8443, protocol: "TLS", mode: "Passthrough", namespacePolicy: { from: "All" } },
};

/**
 * TLS as the Dutch NCSC advises it (ICT security guidelines for TLS, 2025): 1.3, and of 1.2 the suites with forward secrecy and
 * authenticated encryption. A year of HSTS, which internet.nl asks.
 */
const tlsAndHeaders = {
  tls: {
    options: {
      default: {
        minVersion: "VersionTLS12",
        cipherSuites: [
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        ],
        curvePreferences: ["X25519MLKEM768", "X25519", "CurveP256", "CurveP384"],
      },
    },
  },
  http: { middlewares: { hsts: { headers: { stsSeconds: 31536000 } } } },
};
