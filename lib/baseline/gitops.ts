import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer } from "./component";
import { priorityClassName, spreadOverZones } from "./scheduling";

/**
 * Hands the rest over to a repository: it is applied from inside the cluster, with what `haven-cluster-info` in haven-system says.
 *
 * @discriminator tool
 */
export type GitOpsConfig = FluxConfig | ArgoCdConfig;

interface Repository {
  /**
   * Address of the Git repository.
   *
   * @pattern ^(https|ssh)://\S+$
   * @form the address of a repository, https:// or ssh://
   */
  readonly url: string;
  /** Folder in it. @default the root */
  readonly path?: string;
  /** Branch. @default main */
  readonly branch?: string;
}

/** Flux, by its operator. */
export interface FluxConfig extends Repository {
  readonly tool: "flux";
  /** Secret in haven-gitops with the login at the repository; make it yourself, so that it is in no state. @default none */
  readonly secretName?: string;
}

/** Argo CD. It finds the login at a repository by itself, in Secrets of haven-gitops that carry its label. */
export interface ArgoCdConfig extends Repository {
  readonly tool: "argo-cd";
}

/**
 * Minor of Flux. The operator's image holds the manifests of its patches, so the operator's version decides which one runs.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/#distribution-artifact
 */
const fluxVersion = "2.8.x";

const namespace = { name: "haven-gitops", podSecurity: "restricted" } as const;

export function gitops(context: BaselineContext, config: GitOpsConfig): BaselineComponent {
  return {
    name: "gitops",
    namespace,
    releases: config.tool === "flux" ? flux(context, config) : argoCd(context, config),
    traffic: [toApiServer, { direction: "out", peer: "anyone", ports: [22, 80, 443], reason: "repositories and registries" }],
    // What it applies may need everything else.
    after: ["gateway", "certificates", "log-collector", "monitoring"],
  };
}

function flux({ mirror }: BaselineContext, { url, path = "./", branch = "main", secretName }: FluxConfig): BaselineComponent["releases"] {
  return [
    {
      name: "flux-operator",
      chart: charts.fluxOperator,
      values: {
        ...(mirror !== undefined && { image: { repository: `${mirror}/controlplaneio-fluxcd/flux-operator` } }),
        priorityClassName,
        resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "1Gi" } },
        web: { enabled: false },
      },
    },
    {
      name: "flux",
      chart: charts.fluxInstance,
      values: {
        instance: {
          distribution: {
            ...(mirror !== undefined && { registry: `${mirror}/fluxcd` }),
            // With the newest of this minor in the operator's own image. The chart's default downloads the newest of all, by `latest`.
            version: fluxVersion,
            artifact: "",
          },
          sync: {
            kind: "GitRepository",
            url,
            ref: `refs/heads/${branch}`,
            path,
            ...(secretName !== undefined && { pullSecret: secretName }),
          },
        },
      },
    },
  ];
}

const resources = (memory: string, limit: string) => ({ resources: { requests: { cpu: "50m", memory }, limits: { memory: limit } } });

const inTwo = (part: string) => ({
  replicas: 2,
  pdb: { enabled: true, maxUnavailable: 1 },
  topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/name": `argocd-${part}` }),
});

function argoCd({ mirror }: BaselineContext, { url, path = ".", branch = "main" }: ArgoCdConfig): BaselineComponent["releases"] {
  return [
    {
      name: "argo-cd",
      chart: charts.argoCd,
      values: {
        global: { ...(mirror !== undefined && { image: { repository: `${mirror}/argoproj/argocd` } }), priorityClassName },
        redis: { ...(mirror !== undefined && { image: { repository: `${mirror}/docker/library/redis` } }), ...resources("64Mi", "512Mi") },
        controller: resources("512Mi", "2Gi"),
        applicationSet: resources("128Mi", "512Mi"),
        notifications: resources("64Mi", "256Mi"),
        // No accounts of its own, and no single sign-on until somebody sets it up.
        dex: { enabled: false },
        configs: { cm: { "admin.enabled": false } },
        server: { ...inTwo("server"), ...resources("128Mi", "512Mi") },
        repoServer: { ...inTwo("repo-server"), ...resources("256Mi", "1Gi") },
      },
    },
    {
      name: "repository",
      manifests: {
        platform: {
          apiVersion: "argoproj.io/v1alpha1",
          kind: "Application",
          metadata: { name: "platform", namespace: namespace.name },
          spec: {
            project: "default",
            source: { repoURL: url, path, targetRevision: branch },
            destination: { server: "https://kubernetes.default.svc" },
            syncPolicy: { automated: { prune: true, selfHeal: true } },
          },
        },
      },
    },
  ];
}
