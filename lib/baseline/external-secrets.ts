import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer, toIdentity } from "./component";
import { priorityClassName, spreadOverZones } from "./scheduling";
import { keptByHelm } from "./manifests";
import { workloads } from "../core/cluster/workload-identity";

const { namespace, serviceAccount } = workloads.secrets;

/** external-secrets: brings secrets out of a vault, so that they are in no repository and no state. */
export function externalSecrets({ cluster, mirror }: BaselineContext): BaselineComponent {
  const { secretStore } = cluster;
  const part = (name: string, replicaCount: number) => ({
    replicaCount,
    priorityClassName,
    // A budget on a single copy would keep its node from ever being drained.
    podDisruptionBudget: replicaCount > 1 ? { enabled: true, maxUnavailable: 1 } : { enabled: false },
    topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/name": name }),
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    ...(mirror !== undefined && { image: { repository: `${mirror}/external-secrets/external-secrets` } }),
  });
  return {
    name: "external-secrets",
    namespace: { name: namespace, podSecurity: "restricted" },
    releases: [
      {
        name: "external-secrets",
        chart: charts.externalSecrets,
        values: {
          installCRDs: true,
          // Without the types Kubernetes would delete every ExternalSecret, and with them the Secrets that applications use.
          crds: { annotations: keptByHelm },
          leaderElect: true,
          ...part("external-secrets", 2),
          webhook: part("external-secrets-webhook", 2),
          certController: part("external-secrets-cert-controller", 1),
          serviceAccount: { name: serviceAccount, annotations: secretStore?.identity.annotations ?? {} },
          podLabels: secretStore?.identity.podLabels ?? {},
        },
      },
      ...(secretStore
        ? [
            {
              name: "secret-store",
              manifests: {
                vault: {
                  apiVersion: "external-secrets.io/v1",
                  kind: "ClusterSecretStore",
                  metadata: { name: "haven-vault" },
                  spec: { provider: secretStore.provider },
                },
              },
            },
          ]
        : []),
    ],
    traffic: [
      toApiServer,
      ...toIdentity(cluster),
      { direction: "out", peer: "anyone", ports: [443], reason: "the vault" },
      { direction: "in", peer: "anyone", ports: [10250], reason: "the API server asks the webhook" },
    ],
  };
}
