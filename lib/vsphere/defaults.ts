/** Every default of the vSphere constructs, each with its reason and source. Facts that age carry a date. */
export const vsphereDefaults = {
  /** Three: etcd then survives the loss of one. 4 vCPU and 8 GiB is what Talos asks of a control plane, twice over. */
  controlPlane: { nodes: 3, cpus: 4, memoryGib: 8, diskSizeGib: 64, addressOffset: 11 },

  /** Of the operating system, images and logs; thin, so what isn't used costs nothing. The Talos image has 10. */
  diskSizeGib: 128,

  /** Half a year, which BIO2 8.18.02 asks for privileged actions. */
  auditRetentionDays: 183,

  /** Talos' own. In a closed network name your own servers. */
  timeServers: ["time.cloudflare.com"],

  /** Every day at two, an hour before the baseline's backups. */
  etcdBackupSchedule: "0 2 * * *",

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
