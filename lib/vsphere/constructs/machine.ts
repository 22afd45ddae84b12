import { VirtualMachine } from "@cdktf/provider-vsphere/lib/virtual-machine";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { stringify } from "yaml";
import type { PlacedMachine } from "../../talos/config/placement";
import { vsphereDefaults } from "../config/defaults";
import type { ResolvedImage } from "./image";
import type { ResolvedZone } from "./resolved-zone";

/** Size of a machine. */
export interface MachineSize {
  readonly cpus: number;
  readonly memoryGib: number;
  readonly diskSizeGib: number;
}

export interface MachineProps extends MachineSize {
  readonly name: string;
  readonly placed: PlacedMachine;
  readonly zone: ResolvedZone;
  readonly networkId: string;
  readonly image: ResolvedImage;
  readonly secureBoot: boolean;
  readonly dnsServers: readonly string[];
  /** Sensitive; undefined when the machine gets it over the network. */
  readonly configuration?: string;
  readonly annotation: string;
  readonly preventDestroy: boolean;
}

/** A machine with a fixed address, cloned from the image. */
export function createMachine(scope: Construct, id: string, props: MachineProps): VirtualMachine {
  const { name, zone, image, secureBoot, configuration } = props;
  // That of the machine is that of its folder only.
  const storagePolicy = zone.storagePolicyId !== undefined && { storagePolicyId: zone.storagePolicyId };
  return new VirtualMachine(scope, id, {
    name,
    annotation: props.annotation,
    resourcePoolId: zone.resourcePool.id,
    folder: zone.folder.path,
    datastoreId: zone.datastoreId,
    ...storagePolicy,
    numCpus: props.cpus,
    memory: props.memoryGib * 1024,
    guestId: image.guestId,
    scsiType: image.scsiType,
    ...(image.firmware !== undefined && { firmware: image.firmware }),
    ...(secureBoot && { efiSecureBootEnabled: true, vtpm: { version: "2.0" } }),
    // The CSI driver finds disks by it.
    enableDiskUuid: true,
    networkInterface: [{ networkId: props.networkId, adapterType: "vmxnet3" }],
    disk: [{ label: "disk0", size: props.diskSizeGib, unitNumber: 0, thinProvisioned: true, ...storagePolicy }],
    clone: { templateUuid: image.templateUuid, timeout: vsphereDefaults.cloneTimeoutMinutes },
    extraConfig: {
      // Plain base64: Talos looks at no other encoding, and can't unpack.
      "guestinfo.metadata": Fn.base64encode(guestMetadata(props)),
      "guestinfo.metadata.encoding": "base64",
      ...(configuration !== undefined && { "guestinfo.talos.config": Fn.base64encode(configuration) }),
    },
    // A change of guestinfo would power machines off, all at once.
    extraConfigRebootRequired: false,
    // Talos answers before VMware's guest agent does, and its API is waited for.
    waitForGuestIpTimeout: 0,
    waitForGuestNetTimeout: 0,
    waitForGuestNetRoutable: false,
    lifecycle: {
      preventDestroy: props.preventDestroy,
      ignoreChanges: [
        // A new image would replace every machine, or power it off to take over how the image was made, and a new configuration restart it:
        // what is new reaches machines through Talos' API instead.
        ...["clone", "extra_config", "guest_id", "firmware", "scsi_type"],
        // The storage driver attaches disks for claims, which the provider would take off a machine that runs (issue 750), or move along with
        // the machine to another datastore.
        ...["disk", "datastore_id", "storage_policy_id"],
        // Filled in by vCenter.
        ...["ept_rvi_mode", "hv_mode"],
      ],
    },
  });
}

/** Who the machine is, in the words of cloud-init that Talos reads. */
function guestMetadata({ name, placed: { address, prefix, gateway }, dnsServers }: MachineProps): string {
  return stringify({
    "instance-id": name,
    "local-hostname": name,
    network: {
      version: 2,
      ethernets: {
        [vsphereDefaults.link]: { addresses: [`${address}/${prefix}`], gateway4: gateway, nameservers: { addresses: [...dnsServers] } },
      },
    },
  });
}
