import { type GuardedType, idAfter } from "../../core/reading/guarded";

/** `a` of `apps-a-1`. */
const zoneOf = (address: string, pool: string) => idAfter(address, `${pool}-`)?.replace(/-\d+$/, "");

const isControlPlane = (address: string) => address.includes("_control-plane_") || address.includes(".control-plane_");

/** Types of the vsphere provider that hold what can't be made again, or that a cluster hangs on. */
export const guardedVsphere: Readonly<Record<string, GuardedType>> = {
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
        : [{ pool, zones: zone === undefined ? undefined : [zone], nodes: 1, lasting: true }];
    },
  },
  vsphere_virtual_disk: { kind: "data", loss: "all that is on it goes with it" },
  vsphere_nas_datastore: { kind: "data", loss: "hosts no longer reach what is on it" },
  vsphere_vmfs_datastore: { kind: "data", loss: "all that is on it goes with it" },
  vsphere_folder: { kind: "group", loss: "the machines' place goes, and the rights that people have on it" },
  vsphere_resource_pool: { kind: "group", loss: "the machines' share of the compute cluster goes" },
  vsphere_content_library: { kind: "data", loss: "all images in it go with it" },
  vsphere_distributed_port_group: { kind: "network", loss: "everything that is connected to it loses its network" },
};
