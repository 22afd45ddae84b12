import { workloads } from "../core/cluster/workload-identity";
import { charts, clusterAutoscalerTag } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer, toIdentity } from "./component";
import { priorityClassName, spreadOverZones } from "./scheduling";

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
          image: {
            repository: `${mirror ?? "registry.k8s.io"}/autoscaling/cluster-autoscaler`,
            tag: clusterAutoscalerTag(cluster.kubernetesVersion),
          },
          ...autoscaling?.values,
          rbac: { serviceAccount: { name: serviceAccount, annotations: autoscaling?.identity.annotations ?? {} } },
          podLabels: autoscaling?.identity.podLabels ?? {},
          replicaCount: 2,
          priorityClassName,
          topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/instance": "cluster-autoscaler" }),
          extraArgs: {
            "balance-similar-node-groups": true,
            "skip-nodes-with-system-pods": false,
            // Nearly every pod has an emptyDir, so with this on no node would ever go.
            "skip-nodes-with-local-storage": false,
          },
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
