import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer } from "./component";
import { priorityClassName } from "./scheduling";

/** OpenCost: what each namespace costs, for passing costs on to departments. It reads Prometheus. */
export function openCost({ cluster, mirror }: BaselineContext): BaselineComponent {
  return {
    name: "opencost",
    namespace: { name: "haven-costs", podSecurity: "restricted" },
    releases: [
      {
        name: "opencost",
        chart: charts.openCost,
        values: {
          priorityClassName,
          podSecurityContext: { runAsNonRoot: true, runAsUser: 1001, seccompProfile: { type: "RuntimeDefault" } },
          opencost: {
            exporter: {
              defaultClusterId: cluster.clusterName,
              ...(mirror !== undefined && { image: { registry: mirror } }),
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
            },
            prometheus: { internal: { serviceName: "prometheus-prometheus", namespaceName: "haven-monitoring", port: 9090 } },
            // Reading the costs is for programs; a page of its own would need a login of its own.
            ui: { enabled: false },
            mcp: { enabled: false },
          },
        },
      },
    ],
    traffic: [
      toApiServer,
      { direction: "out", peer: { namespace: "haven-monitoring" }, ports: [9090], reason: "Prometheus" },
      { direction: "out", peer: "anyone", ports: [443], reason: "the provider's list of prices" },
    ],
    metrics: [9003],
    after: ["monitoring"],
  };
}
