import type { Taint } from "../../core/cluster/node-pool";
import { talosDefaults } from "../config/defaults";
import type { DiskEncryption } from "../config/node-pool";
import type { TalosConfig, TalosDiscovery } from "../config/talos";
import { auditPolicy } from "./audit-policy";
import { closedNetwork } from "./closed-network";
import { document, type MachinePatch, type TalosDocument } from "./documents";
import { firewall } from "./firewall";

/** Machines with the same configuration: those of one pool in one zone. */
export interface TalosMachineGroup {
  readonly role: "controlplane" | "worker";
  readonly pool: string;
  readonly zone: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  readonly maxPods?: number;
  readonly sysctls?: Readonly<Record<string, string>>;
  readonly kernelModules?: readonly string[];
  readonly diskEncryption?: DiskEncryption;
}

/** Settings of every machine of a cluster. */
export interface TalosClusterSettings {
  readonly region: string;
  /** URL of the Kubernetes API. */
  readonly endpoint: string;
  /** Address that etcd's leader answers on; undefined where something else stands before the API. */
  readonly virtualIp?: string;
  /** Network interface of the machines. */
  readonly link: string;
  /** Disk that an upgrade writes to. */
  readonly installDisk: string;
  /** Image Factory's name of the platform, for example `openstack`. */
  readonly platform: string;
  /** Whether machines boot with SecureBoot, which takes other images. @default false */
  readonly secureBoot?: boolean;
  /** Id of the Image Factory schematic where `talos` names none. */
  readonly schematicId: string;
  /** Ranges that machines have their addresses in. */
  readonly nodeCidrs: readonly string[];
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly dnsServers: readonly string[];
  readonly timeServers: readonly string[];
  /** Ranges that may reach the Kubernetes API and the Talos API. */
  readonly administratorCidrs: readonly string[];
  /** Arguments of the API server, for example of an OpenID Connect provider. @default none */
  readonly apiServerArgs?: Readonly<Record<string, string>>;
  /** Where the services of Talos itself send their logs, as `tcp://` or `udp://`. @default nowhere */
  readonly logReceiver?: string;
  /** The cloud's own controller labels and addresses nodes. @default false */
  readonly externalCloudProvider?: boolean;
  /** Namespace whose pods may ask Talos for snapshots of etcd. @default none */
  readonly etcdBackupNamespace?: string;
  readonly talos: TalosConfig;
}

type Role = TalosMachineGroup["role"];

/** Configuration of one group of machines, beside that of its role. */
export function groupPatches(group: TalosMachineGroup, region: string): readonly TalosDocument[] {
  return [groupPatch(group, region), ...encryption(group.diskEncryption)];
}

function groupPatch(
  { zone, labels, taints = [], maxPods = talosDefaults.maxPods, sysctls, kernelModules }: TalosMachineGroup,
  region: string,
): TalosDocument {
  return {
    machine: {
      ...(sysctls !== undefined && { sysctls }),
      ...(kernelModules !== undefined && { kernel: { modules: kernelModules.map((name) => ({ name })) } }),
      // From here and not from a cloud's controller: HCC's zone check must not depend on tags in somebody else's inventory.
      nodeLabels: { "topology.kubernetes.io/region": region, "topology.kubernetes.io/zone": zone, ...labels },
      // Not as `nodeTaints`: Kubernetes lets a worker say them once, when it registers, and would refuse the labels with them later (Talos
      // issue 8193).
      kubelet: { extraConfig: { maxPods, ...(taints.length > 0 && { registerWithTaints: taints }) } },
    },
  };
}

/** Both partitions that hold data: the configuration with its keys, and what runs on the machine. */
function encryption(kind: DiskEncryption | undefined): readonly TalosDocument[] {
  if (kind === undefined) return [];
  const key = kind === "tpm" ? { tpm: {} } : { nodeID: {} };
  return ["STATE", "EPHEMERAL"].map((name) =>
    document("VolumeConfig", { name, encryption: { provider: "luks2", keys: [{ slot: 0, ...key }] } }),
  );
}

/** Configuration of the machines of one role, beside what Talos generates. */
export function rolePatches(role: Role, settings: TalosClusterSettings): readonly TalosDocument[] {
  const { virtualIp, link } = settings;
  return [
    { machine: machine(role, settings), cluster: cluster(role, settings) },
    ...(role === "controlplane" && virtualIp !== undefined ? [document("Layer2VIPConfig", { name: virtualIp, link })] : []),
  ];
}

/** Configuration of every machine. */
export function commonPatches(settings: TalosClusterSettings): readonly TalosDocument[] {
  const { endpoint, virtualIp, nodeCidrs, podCidr, serviceCidr, administratorCidrs, dnsServers, timeServers, talos } = settings;
  return [
    document("ResolverConfig", { nameservers: dnsServers.map((address) => ({ address })) }),
    document("TimeSyncConfig", { enabled: true, ntp: { servers: timeServers } }),
    ...firewall({ clusterCidrs: [...nodeCidrs, podCidr], administratorCidrs }),
    // The API's name as well as its address: a proxy is chosen by what is asked for, before anybody looks the name up.
    ...closedNetwork(talos, [
      ...new Set([...nodeCidrs, podCidr, serviceCidr, ...(virtualIp ? [virtualIp] : []), new URL(endpoint).hostname]),
    ]),
  ];
}

function machine(role: Role, settings: TalosClusterSettings): MachinePatch["machine"] {
  const { nodeCidrs, logReceiver, etcdBackupNamespace } = settings;
  return {
    install: { disk: settings.installDisk, image: installerImage(settings) },
    kubelet: {
      // Never the virtual address, which wanders.
      nodeIP: { validSubnets: nodeCidrs },
      // Certificates that metrics-server can verify; the approver signs for them.
      extraArgs: { "rotate-server-certificates": "true" },
    },
    ...(role === "controlplane" &&
      etcdBackupNamespace !== undefined && {
        features: {
          kubernetesTalosAPIAccess: {
            enabled: true,
            allowedRoles: ["os:etcd:backup"],
            allowedKubernetesNamespaces: [etcdBackupNamespace],
          },
        },
      }),
    ...(logReceiver !== undefined && { logging: { destinations: [{ endpoint: logReceiver, format: "json_lines" as const }] } }),
  };
}

function cluster(role: Role, settings: TalosClusterSettings): MachinePatch["cluster"] {
  const { podCidr, serviceCidr, nodeCidrs, apiServerArgs, externalCloudProvider, talos } = settings;
  return {
    // Cilium is both.
    network: { cni: { name: "none" }, podSubnets: [podCidr], serviceSubnets: [serviceCidr] },
    proxy: { disabled: true },
    discovery: discovery(talos.discovery ?? { mode: "none" }),
    ...(externalCloudProvider && { externalCloudProvider: { enabled: true } }),
    ...(role === "controlplane" && {
      apiServer: { auditPolicy, ...(apiServerArgs && { extraArgs: apiServerArgs }) },
      etcd: { advertisedSubnets: nodeCidrs },
    }),
  };
}

function discovery(given: TalosDiscovery) {
  if (given.mode === "none") return { enabled: false };
  // The registry in Kubernetes doesn't work with Kubernetes 1.32 and newer.
  return { enabled: true, registries: { kubernetes: { disabled: true }, service: given.mode === "own" ? { endpoint: given.url } : {} } };
}

/** What `talosctl upgrade` installs. The stock installer lacks the extensions of the schematic. */
function installerImage({ platform, secureBoot, schematicId, talos }: TalosClusterSettings): string {
  const { imageFactory = talosDefaults.imageFactory, version = talosDefaults.version } = talos;
  return `${imageFactory}/${platform}-installer${secureBoot ? "-secureboot" : ""}/${talos.schematicId ?? schematicId}:${version}`;
}
