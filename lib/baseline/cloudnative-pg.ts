import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer } from "./component";
import { priorityClassName, spreadOverZones } from "./scheduling";

/** The operator of CloudNativePG; applications ask for databases with objects of their own. */
export function cloudNativePg({ mirror, monitoring }: BaselineContext): BaselineComponent {
  return {
    name: "cloudnative-pg",
    namespace: { name: "haven-databases", podSecurity: "restricted" },
    releases: [
      {
        name: "cloudnative-pg",
        chart: charts.cloudNativePg,
        values: {
          ...(mirror !== undefined && { image: { repository: `${mirror}/cloudnative-pg/cloudnative-pg` } }),
          replicaCount: 2,
          priorityClassName,
          topologySpreadConstraints: spreadOverZones({ "app.kubernetes.io/name": "cloudnative-pg" }),
          resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "512Mi" } },
          monitoring: { podMonitorEnabled: monitoring },
        },
      },
    ],
    traffic: [
      toApiServer,
      { direction: "out", peer: "anyone", ports: [8000], reason: "the databases tell how they are" },
      { direction: "in", peer: "anyone", ports: [9443], reason: "the API server asks the webhook" },
    ],
    metrics: [8080],
  };
}
