/** Every default of the Talos layer, each with its reason and source. Facts that age carry a date. */
export const talosDefaults = {
  /** Newest release of the contract that the patches are written for, seen on 2026-08-22. */
  // renovate: datasource=github-releases depName=siderolabs/talos
  version: "v1.13.9",

  imageFactory: "factory.talos.dev",

  /** Kubernetes' own example range, as Talos has it; never seen outside the cluster. */
  podCidr: "10.244.0.0/16",

  /** Outside 10/8, which most municipal networks use; Talos' own 10.96.0.0/12 would overlap them. */
  serviceCidr: "172.16.0.0/16",

  /** Kubernetes' own limit for one node, and what a /24 of pod addresses holds. */
  maxPods: 110,

  /** Three: etcd then survives the loss of one. 4 vCPU and 8 GiB is twice what Talos asks of a control plane. */
  controlPlane: { nodes: 3, cpus: 4, memoryGib: 8, diskSizeGib: 64, addressOffset: 11 },

  /** Half a year, which BIO2 8.18.02 requires for privileged actions. */
  auditRetentionDays: 183,

  /** Talos' own. In a closed network name your own servers. */
  timeServers: ["time.cloudflare.com"],

  /**
   * A login in the state ends after a year. Thirty days before, the talos provider plans a new one, the kubernetes and helm providers have no
   * certificate until it is applied, and every plan fails.
   *
   * @see https://github.com/siderolabs/terraform-provider-talos/issues/155
   */
  kubeconfig: "ephemeral",

  /** Every day at two, an hour before the baseline's backups. */
  etcdBackupSchedule: "0 2 * * *",
} as const;

/**
 * Contract of the machine configuration, in which the patches are written. 1.14 moves node labels and the API server's settings into
 * documents of their own, so a newer contract is work in this library and not a value to raise.
 */
export const talosContract = "v1.13";
