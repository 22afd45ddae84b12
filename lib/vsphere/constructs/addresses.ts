import type { NodeAuditLog } from "../../core/cluster/platform";
import type { ObjectStorage } from "../../core/storage/object-storage";
import { talosAddresses, type TalosMachinePool } from "../../talos/constructs/addresses";
import type { VsphereAddresses } from "../reading/addresses";
import type { VsphereCluster } from "./cluster";
import type { VsphereNetwork } from "./network";
import type { VsphereNodePool } from "./node-pool";
import type { VsphereStorage } from "./storage";

/** Parts of a cluster, as its composite holds them. */
interface VsphereParts {
  readonly clusterName: string;
  readonly provider: string;
  readonly cluster: VsphereCluster;
  readonly network: VsphereNetwork;
  readonly storage: VsphereStorage;
  readonly objectStorage?: ObjectStorage;
  readonly auditLog: NodeAuditLog;
}

/** Where the resources of a cluster are in the synthesized JSON. */
export function vsphereAddresses({
  clusterName,
  provider,
  cluster,
  network,
  storage,
  objectStorage,
  auditLog,
}: VsphereParts): VsphereAddresses {
  const { talos, started } = cluster;
  const pool = ({ node, zones, machines }: VsphereNodePool): TalosMachinePool => ({ name: node.id.replace(/^pool-/, ""), zones, machines });
  return {
    ...talosAddresses({
      clusterName,
      provider,
      talos,
      started,
      controlPlane: pool(cluster.controlPlane),
      nodePools: cluster.nodePools.map(pool),
      network,
      zones: network.zones,
      objectStorage,
      auditLog,
    }),
    sharedStorage: storage.shared,
  };
}
