import { workloads } from "../core/cluster/workload-identity";
import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer, toIdentity } from "./component";
import { priorityClassName } from "./scheduling";

const { namespace, serviceAccount } = workloads.autoscaling;

/** cluster-autoscaler, for platforms that let pools grow and leave it to the cluster to say when. */
export function clusterAutoscaler({ cluster, mirror, monitoring }: BaselineContext): BaselineComponent {
  const { autoscaling } = cluster;
  return {
    name: "cluster-autoscaler",
    namespace: { name: namespace, podSecurity: "restricted" },
    releases: [
      {
        name: "cluster-autoscaler",
        chart: charts.clusterAutoscaler,
        values: {
          image: { repository: `${mirror ?? "registry.k8s.io"}/autoscaling/cluster-autoscaler` },
          ...autoscaling?.values,
          rbac: { serviceAccount: { name: serviceAccount, annotations: autoscaling?.identity.annotations ?? {} } },
          podLabels: autoscaling?.identity.podLabels ?? {},
          replicaCount: 2,
          priorityClassName,
          extraArgs: { "balance-similar-node-groups": true, "skip-nodes-with-system-pods": false },
          serviceMonitor: { enabled: monitoring, namespace },
          securityContext: { runAsNonRoot: true, runAsUser: 65534, seccompProfile: { type: "RuntimeDefault" } },
          containerSecurityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
          resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "1Gi" } },
        },
      },
    ],
    traffic: [toApiServer, ...toIdentity(cluster)],
    metrics: [8085],
  };
}
