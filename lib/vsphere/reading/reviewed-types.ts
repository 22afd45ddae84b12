import { alike, type GuardedType, harmless } from "../../core/reading/guarded";

/**
 * Types of the vsphere provider that need no rules of their own. Reviewed on 2026-12-01 against version 2.15.0.
 * `test/guard/reviewed` lists every type of that version with the decision. A type that fits no name here is reported when it is destroyed.
 */
export const reviewedVsphere: Readonly<Record<string, GuardedType>> = {
  ...alike(
    harmless,
    `vsphere_compute_cluster_host_group vsphere_compute_cluster_vm_* vsphere_custom_attribute vsphere_datastore_cluster_vm_anti_affinity_rule
    vsphere_dpm_host_override vsphere_drs_vm_override vsphere_guest_os_customization vsphere_ha_vm_override vsphere_storage_drs_vm_override
    vsphere_tag vsphere_tag_category vsphere_vapp_entity vsphere_virtual_machine_class vsphere_configuration_profile vsphere_license
    vsphere_offline_software_depot`,
  ),
  ...alike(
    { kind: "network", loss: "everything that is connected to it loses its network" },
    "vsphere_host_port_group vsphere_host_virtual_switch vsphere_vnic",
  ),
};
