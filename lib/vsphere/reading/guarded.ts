import { blocks, byId, type GuardedType, holdsUnknown, idAfter, plannedAt } from "../../core/reading/guarded";
import type { JsonObject } from "../../core/reading/json";
import { reviewedVsphere } from "./reviewed-types";

/** `a` of `apps-a-1`. */
const zoneOf = (address: string, pool: string) => idAfter(address, `${pool}-`)?.replace(/-\d+$/, "");

const isControlPlane = (address: string) => address.includes("_control-plane_") || address.includes(".control-plane_");

/** Labels name the disks of a machine; a disk that is kept when it is removed is not lost. */
function keepsDisks(values: JsonObject, before: JsonObject): boolean | undefined {
  const [next, now] = [blocks(plannedAt(values, "disk")), blocks(plannedAt(before, "disk")) ?? []];
  if (next === undefined || next.some(({ label }) => holdsUnknown(label))) return undefined;
  const labels = next.map(({ label }) => label);
  return now.filter((disk) => disk.keep_on_remove !== true && disk.attach !== true).every(({ label }) => labels.includes(label));
}

function keepsNetworks(values: JsonObject, before: JsonObject): boolean | undefined {
  const [next, now] = [values, before].map((of) => blocks(plannedAt(of, "network_interface"))?.map(({ network_id: id = null }) => id));
  if (next === undefined || next.some((id) => holdsUnknown(id))) return undefined;
  return (now ?? []).every((id) => next.includes(id));
}

/** Types of the vsphere provider that hold data that can't be recreated, or on which a cluster depends. */
export const guardedVsphere: Readonly<Record<string, GuardedType>> = {
  ...reviewedVsphere,
  vsphere_virtual_machine: {
    kind: "cluster",
    loss: (_, address) => {
      if (isControlPlane(address))
        return "a member of etcd goes with it: take it out first, one machine at a time (docs/vsphere.md, Replace a machine of the control plane)";
      return idAfter(address, "pool-") === undefined ? "the machine goes with all its disks" : undefined;
    },
    pools: (_, address) => {
      const pool = idAfter(address, "pool-");
      const zone = pool === undefined ? undefined : zoneOf(address, pool);
      return pool === undefined || isControlPlane(address)
        ? []
        : [{ pool, zones: zone === undefined ? undefined : [zone], nodes: 1, lasting: true, keepsNodes: true }];
    },
    safeguards: [
      { rule: "disks", kept: keepsDisks, weaker: "a disk of the machine goes, with all that is on it" },
      { rule: "reach", kept: keepsNetworks, weaker: "the machine is no longer in a network that it was in" },
    ],
  },
  vsphere_virtual_machine_snapshot: {
    kind: "data",
    partOf: [byId("vsphere_virtual_machine", "virtual_machine_uuid")],
    loss: "the machine can no longer be put back to that moment",
  },
  vsphere_virtual_disk: { kind: "data", loss: "all that is on it goes with it" },
  vsphere_file: { kind: "data", loss: "the file goes with it" },
  vsphere_nas_datastore: { kind: "data", loss: "hosts no longer reach what is on it" },
  vsphere_vmfs_datastore: { kind: "data", loss: "all that is on it goes with it" },
  vsphere_datastore_cluster: { kind: "group", loss: "its datastores are no longer one place for disks" },
  vsphere_vm_storage_policy: { kind: "data", loss: "volumes and machines that name the policy can no longer be made" },
  vsphere_folder: { kind: "group", loss: "the machines' place goes, and the rights that people have on it" },
  vsphere_entity_permissions: { kind: "group", loss: "people and drivers lose their rights on it" },
  vsphere_role: { kind: "group", loss: "people and drivers lose the rights that it gave them" },
  vsphere_resource_pool: { kind: "group", loss: "the machines' share of the compute cluster goes" },
  vsphere_vapp_container: { kind: "group", loss: "its machines go with it" },
  vsphere_datacenter: { kind: "group", loss: "everything in it goes with it" },
  vsphere_compute_cluster: { kind: "group", loss: "its hosts leave it, with every machine on them" },
  vsphere_supervisor: { kind: "cluster", loss: "every cluster that it runs goes with it" },
  vsphere_host: { kind: "group", loss: "the machines on it lose their host" },
  vsphere_content_library: { kind: "data", loss: "all images in it go with it" },
  vsphere_content_library_item: {
    kind: "data",
    partOf: [byId("vsphere_content_library", "library_id")],
    loss: "no machine can be made from it any more",
  },
  vsphere_distributed_virtual_switch: { kind: "network", loss: "everything that is connected to it loses its network" },
  vsphere_distributed_port_group: {
    kind: "network",
    partOf: [byId("vsphere_distributed_virtual_switch", "distributed_virtual_switch_uuid")],
    loss: "everything that is connected to it loses its network",
  },
  vsphere_distributed_virtual_switch_pvlan_mapping: {
    kind: "network",
    partOf: [byId("vsphere_distributed_virtual_switch", "distributed_virtual_switch_id")],
    loss: "everything that is connected by it loses its network",
  },
};
