import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer } from "./component";
import { priorityClassName, spreadOverZones } from "./scheduling";

/** metrics-server, for platforms that bring none. */
export function metricsServer({ mirror }: BaselineContext): BaselineComponent {
  return {
    name: "metrics-server",
    namespace: { name: "haven-metrics", podSecurity: "restricted" },
    releases: [
      {
        name: "metrics-server",
        chart: charts.metricsServer,
        values: {
          image: { repository: `${mirror ?? "registry.k8s.io"}/metrics-server/metrics-server` },
          replicas: 2,
          podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
          topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/name": "metrics-server" }),
          priorityClassName,
          resources: { requests: { cpu: "100m", memory: "200Mi" }, limits: { memory: "1Gi" } },
        },
      },
    ],
    traffic: [
      toApiServer,
      { direction: "out", peer: "anyone", ports: [10250], reason: "the kubelets" },
      { direction: "in", peer: "anyone", ports: [10250], reason: "the API server passes questions on" },
    ],
  };
}
