import {
  type Architecture,
  type ArchitecturePart,
  type ArchitecturePool,
  type ArchitectureSubnet,
  retentionText,
} from "../../core/reading/architecture";
import { attribute, number, resourceAt, type StackJson } from "../../core/reading/terraform-json";
import type { Text } from "../../core/text/text";
import type { VsphereAddresses } from "./addresses";
import type { MachinePoolAddresses } from "../../talos/reading/evidence";

/** What the picture shows of a cluster on vSphere. */
export function vsphereArchitecture(stack: StackJson, addresses: VsphereAddresses): Architecture {
  const { controlPlane, nodePools, network } = addresses;
  return {
    platform: "Talos on vSphere, Kubernetes",
    network: { kind: { en: "Port groups", nl: "Poortgroepen" }, cidr: network.cidr, existing: true, subnets: subnets(network) },
    nodePools: [controlPlane, ...nodePools].map((pool) => poolOf(stack, pool)),
    egress: {
      name: { en: "Gateway of your own", nl: "Eigen gateway" },
      details: [network.gateway],
    },
    ingress: ingress(network),
    sharedStorage: sharedStorage(addresses),
    objectStorage: objectStorage(addresses),
    auditLog: {
      name: "Loki",
      details: [retentionText(addresses.auditRetentionDays)],
    },
  };
}

function objectStorage({ objectStorage: endpoint }: VsphereAddresses): ArchitecturePart {
  return endpoint !== undefined
    ? { name: "S3", details: [new URL(endpoint).hostname, { en: "logs and backups", nl: "logs en back-ups" }] }
    : { name: { en: "None", nl: "Geen" }, details: [{ en: "logs on one volume, no backups", nl: "logs op één volume, geen back-ups" }] };
}

const nodes: Text = { en: "nodes", nl: "nodes" };

/** One, unless zones have their own. */
function subnets({ cidr: shared, zones }: VsphereAddresses["network"]): ArchitectureSubnet[] {
  const own = zones.filter(({ cidr }) => cidr !== undefined);
  return own.length === 0
    ? [{ purpose: nodes, cidr: shared }]
    : zones.map(({ name, cidr }) => ({ purpose: nodes, cidr: cidr ?? shared, zone: name }));
}

function poolOf(stack: StackJson, { name, machines, zones }: MachinePoolAddresses): ArchitecturePool {
  const there = machines.map(({ resource }) => resourceAt(stack, resource)).filter(({ attributes }) => "name" in attributes);
  const [first] = there;
  const cpus = first && attribute(first, "num_cpus", number).value;
  const memory = first && attribute(first, "memory", number).value;
  return {
    name,
    ...(cpus !== undefined && memory !== undefined && { machineType: `${cpus} vCPU, ${memory / 1024} GiB` }),
    minNodes: there.length,
    maxNodes: there.length,
    zones,
  };
}

function ingress({ loadBalancer }: VsphereAddresses["network"]): ArchitecturePart {
  return {
    name: { en: "Cilium, by ARP", nl: "Cilium, via ARP" },
    details: [loadBalancer, { en: "inside the network only", nl: "alleen binnen het netwerk" }],
  };
}

function sharedStorage({ sharedStorage: shared }: VsphereAddresses): ArchitecturePart {
  return shared.type === "nfs"
    ? { name: { en: "NFS export", nl: "NFS-export" }, details: [shared.server, shared.share] }
    : { name: "vSAN File Services", details: [] };
}
