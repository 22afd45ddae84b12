import type { ApplicationLogsConfig } from "./log-store";
import type { CertificatesConfig } from "./certificates";
import type { SwitchedOff } from "./component";
import type { GatewayConfig } from "./gateway";
import type { GitOpsConfig } from "./gitops";
import type { MonitoringConfig } from "./monitoring";
import type { VeleroConfig } from "./velero";

/** What runs inside the cluster. Plain data: a YAML file may hold all of it. */
export interface BaselineConfig {
  /**
   * cert-manager, and who signs certificates.
   *
   * @default cert-manager, with issuers `letsencrypt-production` and `letsencrypt-staging`
   * @haven autocerts
   */
  readonly certificates?: CertificatesConfig | SwitchedOff;

  /** Traefik, where requests come in. @default three replicas over the zones, for Ingress */
  readonly gateway?: GatewayConfig | SwitchedOff;

  /**
   * Alloy on every node, which sends what containers print to Loki: on the provider's object storage, or on one volume where there is none.
   *
   * @default kept for 30 days
   * @haven logs
   */
  readonly applicationLogs?: ApplicationLogsConfig | SwitchedOff;

  /** metrics-server. @default on where the platform brings none @haven metrics */
  readonly metricsServer?: SwitchedOff;

  /** Policies that write down in the API server's audit log what is unwise, and block nothing. @default on */
  readonly guardrails?: SwitchedOff;

  /** Policies that deny all traffic of the platform's namespaces but what each needs. @default on */
  readonly networkPolicies?: SwitchedOff;

  /** Prometheus and Alertmanager, with a few alerts on the platform itself. @default off */
  readonly monitoring?: MonitoringConfig;

  /** Flux or Argo CD, which takes over from here. @default none */
  readonly gitops?: GitOpsConfig;

  /** external-dns: writes names of applications into the cluster's zone; the cluster's `dns` must allow it. @default false */
  readonly externalDns?: boolean;

  /** external-secrets, with a store `haven-vault` where the cluster names a vault. @default false */
  readonly externalSecrets?: boolean;

  /** The operator of CloudNativePG, for PostgreSQL. @default false */
  readonly cloudNativePg?: boolean;

  /** Velero: backups of objects and volumes: block volumes by snapshot, shared files as files. @default off */
  readonly velero?: VeleroConfig;

  /** OpenCost: what each namespace costs. It needs `monitoring`. @default false */
  readonly openCost?: boolean;

  /** Where charts and images are pulled from. @default where their makers publish them */
  readonly charts?: ChartMirror;
}

/** Where the baseline is kept. */
export interface BaselinePlacement {
  /**
   * `same-stack`: one apply makes the cluster and what is in it. `separate`: a second stack, `<name>-baseline`, holds what is in it, for
   * clusters whose API only a runner inside the network reaches. A change moves nothing: take the baseline out first.
   *
   * @default same-stack
   */
  readonly placement?: "same-stack" | "separate";
}

/** What may be switched off. */
export const switchable = ["certificates", "gateway", "applicationLogs", "metricsServer", "guardrails", "networkPolicies"] as const;

/** For clusters that don't reach the internet. */
export interface ChartMirror {
  /**
   * Charts: `oci://registry.example/charts`, the URL of a chart repository, or a folder with the unpacked charts, absolute or relative
   * to the folder of the stack under `cdktf.out/stacks`.
   *
   * @default the makers' own repositories
   */
  readonly repository?: string;

  /**
   * Images: `registry.example/mirror`, in which each image has the path that it has at home: `quay.io/jetstack/cert-manager-webhook` is
   * `registry.example/mirror/jetstack/cert-manager-webhook`.
   *
   * @default the makers' own registries
   */
  readonly registry?: string;
}
