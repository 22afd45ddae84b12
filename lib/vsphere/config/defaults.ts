import { talosDefaults } from "../../talos/config/defaults";

/** Every default of the vSphere constructs, each with its reason and source. Facts that age carry a date. */
export const vsphereDefaults = {
  controlPlane: talosDefaults.controlPlane,

  /** Of the operating system, images and logs; thin, so what isn't used costs nothing. The Talos image has 10. */
  diskSizeGib: 128,

  auditRetentionDays: talosDefaults.auditRetentionDays,

  timeServers: talosDefaults.timeServers,

  etcdBackupSchedule: talosDefaults.etcdBackupSchedule,

  /** Minutes that a clone of the image may take over a slow datastore. */
  cloneTimeoutMinutes: 60,

  /** Image Factory's id of the schematic that has `siderolabs/vmtoolsd-guest-agent` and nothing else: a hash of just that. */
  schematicId: "903b2da78f99adef03cbbd4df6714563823f63218508800751560d3bc3557e40",

  /** First network interface: Talos' image for VMware boots with net.ifnames=0. */
  link: "eth0",

  /** First disk, on the paravirtual controller. */
  installDisk: "/dev/sda",
} as const;

/** Provider versions that the tests have run against. From 2.15.2 on its documentation no longer names vSphere 7. */
export const vsphereVersion = "~> 2.15";
