import type { BaselineContext } from "../../core/cluster/cluster";
import type { BaselineComponent } from "../../core/cluster/component";
import { charts } from "./charts";

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
        chart: charts.nfs,
        values: {
          // The driver's own image is the one that the chart writes out in full.
          ...(mirror !== undefined && { image: { baseRepo: mirror, nfs: { repository: `${mirror}/sig-storage/nfsplugin` } } }),
          // Nothing here makes snapshots of files, and its types aren't in the cluster.
          controller: { replicas: 2, enableSnapshotter: false },
          externalSnapshotter: { enabled: false, customResourceDefinitions: { enabled: false } },
        },
      },
    ],
  };
}
