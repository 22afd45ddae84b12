import { nodePoolProblems, type PoolProps, type Taint } from "../../core/cluster/node-pool";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { talosDefaults } from "./defaults";
import type { MachineZone, PlacedPool } from "./placement";

/** Machines for applications. There is no autoscaler, so `minNodes` and `maxNodes` are the same. */
export interface TalosNodePoolConfig extends PoolProps {
  /**
   * Number of machines, over all zones together. At least 3 over all pools that take applications.
   *
   * @minimum 0
   * @maximum 500
   * @haven haworkers
   */
  readonly minNodes: number;
  /**
   * Place of the pool's first address in the subnet: 32 is 10.40.0.32 in 10.40.0.0/24; the next machine has the next. Leave room to grow
   * between pools: a change replaces the machines.
   *
   * @minimum 2
   * @maximum 65000
   */
  readonly addressOffset: number;
  /**
   * Kernel parameters of the machines, for example `vm.max_map_count: "262144"` for OpenSearch. Talos sets them in place, without a restart.
   *
   * @default those of Talos
   */
  readonly sysctls?: Readonly<Record<string, KernelParameter>>;
  /**
   * Kernel modules that Talos loads, for example `[nf_conntrack_ftp]`. A module that is not part of Talos itself must be an extension in the
   * schematic of the image.
   *
   * @default those of Talos
   */
  readonly kernelModules?: readonly KernelModule[];
  /** Encryption of the disks by Talos. Set it when you create the pool: see `DiskEncryption`. @default none */
  readonly diskEncryption?: DiskEncryption;
  /** Kubernetes taints on the nodes, said once, when a machine registers: a change reaches only machines that are made later. @default none */
  readonly taints?: readonly Taint[];
}

/**
 * Value of a kernel parameter, as text.
 *
 * @pattern ^[^\n]+$
 * @form a value in quotes, such as "262144"
 */
type KernelParameter = string;

/**
 * Name of a kernel module.
 *
 * @pattern ^[A-Za-z0-9_-]+$
 * @form the name of a kernel module: letters, digits, - and _
 */
type KernelModule = string;

/**
 * How Talos encrypts the disk of a machine (LUKS2), beside what the datastore does. `tpm`: with a key in the machine's virtual TPM. `nodeId`:
 * with a key that is derived from the machine's id, which protects only a disk that leaves without its machine.
 *
 * Only a machine without data can be encrypted: one that was created without it does not start any more after its next restart.
 *
 * @see https://docs.siderolabs.com/talos/v1.13/configure-your-talos-cluster/storage-and-disk-management/disk-encryption
 */
export type DiskEncryption = "tpm" | "nodeId";

/** The machines that run Kubernetes itself. Applications stay off them. */
export interface TalosControlPlaneConfig {
  /** Encryption of the disks by Talos. Set it when you create the cluster: see `DiskEncryption`. @default none */
  readonly diskEncryption?: DiskEncryption;
  /** How many: an odd number, since etcd needs a majority. @default 3 @haven hamasters */
  readonly nodes?: 1 | 3 | 5;
  /** Place of the first address in the subnet: 11 is 10.40.0.11 in 10.40.0.0/24. A change replaces the machines. @default 11 @minimum 2 @maximum 65000 */
  readonly addressOffset?: number;
}

type Pool = Incomplete<TalosNodePoolConfig>;

type Zone = Incomplete<MachineZone>;

/** Prefixes of labels and taints that a kubelet may not set on its own node; Kubernetes would refuse the zone's label with them. */
const reservedPrefixes = ["k8s.io", "kubernetes.io"];

/** The control plane is a pool of this name as well. */
export const controlPlaneName = "control";

/** Rules for pools of machines that nothing scales, beside their schema. */
export function talosPoolProblems(pools: readonly Pool[], zones: readonly Zone[]): Problem[] {
  const names = zones.flatMap(({ name }) => name ?? []);
  return [
    ...nodePoolProblems(pools, names, reservedPrefixes),
    ...pools.flatMap((pool, index) => {
      const at = (key: string) => `nodePools[${index}].${key}`;
      const { name, minNodes, maxNodes } = pool;
      return [
        ...(name === controlPlaneName
          ? [{ path: at("name"), message: `"${controlPlaneName}" is the control plane's name`, hint: "set controlPlane to change it" }]
          : []),
        ...(minNodes !== undefined && maxNodes !== undefined && minNodes < maxNodes
          ? [
              {
                path: at("maxNodes"),
                message: `${maxNodes} is more than minNodes, ${minNodes}; nothing adds machines here, so both must be the same`,
              },
            ]
          : []),
        ...sysctlProblems(at("sysctls"), pool.sysctls ?? {}),
      ];
    }),
  ];
}

/** Parameters that the kubelet checks when it starts. Talos has it stop at another value (`protectKernelDefaults`). */
const ofKubelet = [
  "vm.overcommit_memory",
  "vm.panic_on_oom",
  "kernel.panic",
  "kernel.panic_on_oops",
  "kernel.keys.root_maxkeys",
  "kernel.keys.root_maxbytes",
];

/** Parameters without which no traffic reaches a pod. */
const ofNetwork = /^net\.(ipv4\.ip_forward|ipv[46]\.conf\..*\.(forwarding|rp_filter))$/;

function sysctlProblems(path: string, sysctls: Incomplete<Readonly<Record<string, string>>>): Problem[] {
  return Object.keys(sysctls).flatMap((key) => {
    const at = `${path}.${key}`;
    if (!/^[a-z0-9_]+([./][\w*-]+)+$/.test(key)) {
      return [{ path: at, message: `"${key}" is not a kernel parameter such as vm.max_map_count` }];
    }
    const name = key.replaceAll("/", ".");
    if (ofKubelet.includes(name)) return [{ path: at, message: "is set by Talos; the kubelet doesn't start with another value" }];
    return ofNetwork.test(name) ? [{ path: at, message: "is set by Talos and Cilium; pods get no traffic with another value" }] : [];
  });
}

/** Pools that get addresses, by the prop that sets the first address. */
export function placedPools(
  pools: readonly Pool[],
  controlPlane: Incomplete<TalosControlPlaneConfig>,
): Record<string, Partial<PlacedPool>> {
  const { nodes, addressOffset } = { ...talosDefaults.controlPlane, ...controlPlane };
  return {
    controlPlane: { name: controlPlaneName, nodes, addressOffset },
    ...Object.fromEntries(
      pools.map(({ name, minNodes, addressOffset: at, zones }, index) => [
        `nodePools[${index}]`,
        { name, nodes: minNodes ?? 0, addressOffset: at, zones },
      ]),
    ),
  };
}

/** Refuses pools whose machines, `<cluster>-<pool>-<zone>-<number>`, would get longer host names than DNS allows. */
export function hostNameProblems(name: string | undefined, pools: readonly Pool[], zones: readonly Zone[]): Problem[] {
  const longest = (names: readonly (string | undefined)[]) => Math.max(0, ...names.map((each) => each?.length ?? 0));
  const zone = longest(zones.map((each) => each.name));
  return pools.flatMap((pool, index) => {
    const length = (name?.length ?? 0) + (pool.name?.length ?? 0) + zone + 6;
    return length <= 63
      ? []
      : [
          {
            path: `nodePools[${index}].name`,
            message: `makes host names of ${length} characters with the cluster's and the zone's; 63 is the most`,
          },
        ];
  });
}
