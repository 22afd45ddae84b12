import { workloads } from "../core/cluster/workload-identity";
import { charts } from "./charts";
import { type BaselineComponent, type BaselineContext, toApiServer, toIdentity } from "./component";
import { priorityClassName } from "./scheduling";

const { namespace, serviceAccount } = workloads.dns;

/** external-dns: writes the names of applications into the cluster's zone, and touches no record that it didn't write. */
export function externalDns({ cluster, mirror, gatewayApi }: BaselineContext): BaselineComponent {
  const { records, zone } = cluster.dns ?? {};
  return {
    name: "external-dns",
    namespace: { name: namespace, podSecurity: "restricted" },
    releases: [
      {
        name: "external-dns",
        chart: charts.externalDns,
        values: {
          image: { repository: `${mirror ?? "registry.k8s.io"}/external-dns/external-dns` },
          serviceAccount: { name: serviceAccount, annotations: records?.identity.annotations ?? {} },
          podLabels: records?.identity.podLabels ?? {},
          ...records?.values,
          sources: ["ingress", "service", ...(gatewayApi ? ["gateway-httproute", "gateway-tlsroute"] : [])],
          policy: "upsert-only",
          txtOwnerId: cluster.clusterName,
          domainFilters: zone === undefined ? [] : [zone],
          priorityClassName,
          resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
        },
      },
    ],
    traffic: [toApiServer, ...toIdentity(cluster)],
    after: ["gateway"],
  };
}
