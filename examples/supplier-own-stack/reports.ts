import { type ComponentFactory, toApiServer } from "haven-cdktf/baseline";

/** The supplier's own part of the platform, installed like the others: its namespace, its chart, and the traffic that it needs. */
export const reports: ComponentFactory = ({ cluster }) => ({
  name: "reports",
  namespace: { name: "supplier-reports", podSecurity: "restricted" },
  releases: [
    {
      name: "reports",
      chart: { name: "reports", repository: "https://charts.supplier.example", version: "1.2.3" },
      values: { storageClass: cluster.sharedStorageClass.name, cluster: cluster.clusterName },
    },
  ],
  traffic: [toApiServer],
  after: ["certificates"],
});
