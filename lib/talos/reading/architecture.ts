import { type Architecture, type ArchitecturePart, type ArchitectureSubnet, retentionText } from "../../core/reading/architecture";
import type { Text } from "../../core/text/text";
import type { NfsSharedStorage } from "../config/nfs";
import type { TalosAddresses } from "./addresses";

/** Parts of the picture that only the provider of the machines knows. */
export interface MachinePlatformArchitecture extends Pick<Architecture, "platform" | "nodePools" | "sharedStorage"> {
  readonly networkKind: Text;
}

/** Content of the picture of a cluster of Talos machines. */
export function talosArchitecture(
  { network, objectStorage: store, auditRetentionDays }: TalosAddresses,
  { platform, networkKind, nodePools, sharedStorage }: MachinePlatformArchitecture,
): Architecture {
  return {
    platform,
    network: { kind: networkKind, cidr: network.cidr, existing: true, subnets: subnets(network) },
    nodePools,
    egress: { name: { en: "Gateway of your own", nl: "Eigen gateway" }, details: [network.gateway] },
    ingress: {
      name: { en: "Cilium, by ARP", nl: "Cilium, via ARP" },
      details: [network.loadBalancer, { en: "inside the network only", nl: "alleen binnen het netwerk" }],
    },
    sharedStorage,
    objectStorage: objectStorage(store),
    auditLog: { name: "Loki", details: [retentionText(auditRetentionDays)] },
  };
}

/** Shared files on an NFS export. */
export function nfsPart({ server, share }: NfsSharedStorage): ArchitecturePart {
  return { name: { en: "NFS export", nl: "NFS-export" }, details: [server, share] };
}

function objectStorage(endpoint: string | undefined): ArchitecturePart {
  return endpoint !== undefined
    ? { name: "S3", details: [new URL(endpoint).hostname, { en: "logs and backups", nl: "logs en back-ups" }] }
    : { name: { en: "None", nl: "Geen" }, details: [{ en: "logs on one volume, no backups", nl: "logs op één volume, geen back-ups" }] };
}

const nodes: Text = { en: "nodes", nl: "nodes" };

/** One, unless zones have their own. */
function subnets({ cidr: shared, zones }: TalosAddresses["network"]): ArchitectureSubnet[] {
  const own = zones.filter(({ cidr }) => cidr !== undefined);
  return own.length === 0
    ? [{ purpose: nodes, cidr: shared }]
    : zones.map(({ name, cidr }) => ({ purpose: nodes, cidr: cidr ?? shared, zone: name }));
}
