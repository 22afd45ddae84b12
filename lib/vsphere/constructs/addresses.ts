import type { NodeAuditLog } from "../../core/cluster/platform";
import { addressOf } from "../../core/reading/terraform-json";
import type { ObjectStorage } from "../../core/storage/object-storage";
import type { MachinePoolAddresses } from "../../talos/reading/evidence";
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
export function vsphereAddresses(parts: VsphereParts): VsphereAddresses {
  const { clusterName, provider, cluster, network, storage, objectStorage, auditLog } = parts;
  const applied = new Map(cluster.started.applied.map((apply) => [apply.node.id, addressOf(apply)]));
  const pool = ({ node, zones, machines }: VsphereNodePool): MachinePoolAddresses => ({
    name: node.id.replace(/^pool-/, ""),
    zones,
    machines: machines.map(({ name, resource }) => ({ resource: addressOf(resource), apply: applied.get(`apply-${name}`) })),
  });
  return {
    name: clusterName,
    provider,
    secrets: addressOf(cluster.talos.secrets),
    controlPlane: pool(cluster.controlPlane),
    nodePools: cluster.nodePools.map(pool),
    rendered: cluster.talos.rendered,
    network: { cidr: network.cidr, gateway: network.gateway, zones: network.zones, loadBalancer: network.firstLoadBalancerAddress },
    sharedStorage: storage.shared,
    objectStorage: objectStorage?.endpoint,
    auditRetentionDays: auditLog.retentionDays,
  };
}
