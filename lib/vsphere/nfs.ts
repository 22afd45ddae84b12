import type { BaselineComponent, BaselineContext, Chart } from "../core/component";

const repository = "https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts";

// renovate: datasource=helm depName=csi-driver-nfs registryUrl=https://raw.githubusercontent.com/kubernetes-csi/csi-driver-nfs/master/charts
export const nfsChart: Chart = { name: "csi-driver-nfs", repository, version: "4.13.4" };

/** The driver that makes a folder on an export for each claim. */
export function nfsDriver({ mirror }: BaselineContext): BaselineComponent {
  return {
    name: "shared-files",
    namespace: {
      name: "haven-shared-files",
      podSecurity: "privileged",
      reason: "the driver mounts the export for the pods of its node; the Pod Security Standards allow that to nothing below privileged",
    },
    releases: [
      {
        name: "csi-driver-nfs",
        chart: nfsChart,
        values: {
          ...(mirror !== undefined && { image: { baseRepo: mirror } }),
          // Nothing here makes snapshots of files, and its types aren't in the cluster.
          controller: { replicas: 2, enableSnapshotter: false },
          externalSnapshotter: { enabled: false, customResourceDefinitions: { enabled: false } },
        },
      },
    ],
  };
}
