import type { NodeAuditLog } from "../../core/cluster/platform";
import { addressOf } from "../../core/reading/terraform-json";
import type { ObjectStorage } from "../../core/storage/object-storage";
import type { ResolvedTalosNetwork } from "../config/resolved-network";
import type { MachineZone } from "../config/placement";
import type { MachinePoolAddresses, TalosAddresses } from "../reading/addresses";
import type { StartedTalosCluster, TalosCluster, TalosMachine } from "./cluster";

/** Machines of one pool. */
export interface TalosMachinePool {
  readonly name: string;
  readonly zones: readonly string[];
  readonly machines: readonly TalosMachine[];
}

/** Parts of a cluster, as a provider's composite holds them. */
export interface TalosParts {
  readonly clusterName: string;
  readonly provider: string;
  readonly talos: TalosCluster;
  readonly started: StartedTalosCluster;
  readonly controlPlane: TalosMachinePool;
  readonly nodePools: readonly TalosMachinePool[];
  readonly network: ResolvedTalosNetwork;
  readonly zones: readonly MachineZone[];
  readonly objectStorage: ObjectStorage | undefined;
  readonly auditLog: NodeAuditLog;
}

/** Where the resources of a cluster are in the synthesized JSON. */
export function talosAddresses(parts: TalosParts): TalosAddresses {
  const { clusterName, provider, talos, started, network, zones, objectStorage, auditLog } = parts;
  const applied = new Map(started.applied.map((apply) => [apply.node.id, addressOf(apply)]));
  const pool = ({ name, zones: used, machines }: TalosMachinePool): MachinePoolAddresses => ({
    name,
    zones: used,
    machines: machines.map((machine) => ({
      resource: addressOf(machine.resource),
      apply: applied.get(`apply-${machine.name}`),
      address: machine.address,
    })),
  });
  return {
    name: clusterName,
    provider,
    secrets: addressOf(talos.secrets),
    bootstrap: addressOf(started.bootstrap),
    controlPlane: pool(parts.controlPlane),
    nodePools: parts.nodePools.map(pool),
    rendered: talos.rendered,
    network: { cidr: network.cidr, gateway: network.gateway, zones, loadBalancer: network.firstLoadBalancerAddress },
    objectStorage: objectStorage?.endpoint,
    auditRetentionDays: auditLog.retentionDays,
  };
}
