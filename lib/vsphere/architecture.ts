import type { Architecture, ArchitecturePart, ArchitecturePool, ArchitectureSubnet } from "../core/reading/architecture";
import { addressOf, attribute, number, resourceAt, type StackJson } from "../core/reading/terraform-json";
import type { Text } from "../core/text/text";
import type { VsphereHavenCluster } from "./haven-cluster";
import type { VsphereNodePool } from "./node-pool";

/** What the picture shows of a cluster on vSphere. */
export function vsphereArchitecture(stack: StackJson, haven: VsphereHavenCluster): Architecture {
  const { cluster, network, auditLog } = haven;
  return {
    platform: "Talos on vSphere, Kubernetes",
    network: { kind: { en: "Port groups", nl: "Poortgroepen" }, cidr: network.props.cidr, existing: true, subnets: subnets(haven) },
    nodePools: [cluster.controlPlane, ...cluster.nodePools].map((pool) => poolOf(stack, pool)),
    egress: {
      name: { en: "Gateway of your own", nl: "Eigen gateway" },
      details: [network.props.gateway],
    },
    ingress: ingress(haven),
    sharedStorage: sharedStorage(haven),
    objectStorage: objectStorage(haven),
    auditLog: {
      name: "Loki",
      details: [{ en: `kept for ${auditLog.retentionDays} days`, nl: `${auditLog.retentionDays} dagen bewaard` }],
    },
  };
}

function objectStorage({ objectStorage: objects }: VsphereHavenCluster): ArchitecturePart {
  return objects
    ? { name: "S3", details: [new URL(objects.endpoint).hostname, { en: "logs and backups", nl: "logs en back-ups" }] }
    : { name: { en: "None", nl: "Geen" }, details: [{ en: "logs on one volume, no backups", nl: "logs op één volume, geen back-ups" }] };
}

const nodes: Text = { en: "nodes", nl: "nodes" };

/** One, unless zones have their own. */
function subnets({ network: { props } }: VsphereHavenCluster): ArchitectureSubnet[] {
  const own = props.zoneConfigs.filter(({ cidr }) => cidr !== undefined);
  return own.length === 0
    ? [{ purpose: nodes, cidr: props.cidr }]
    : props.zoneConfigs.map(({ name, cidr }) => ({ purpose: nodes, cidr: cidr ?? props.cidr, zone: name }));
}

function poolOf(stack: StackJson, { node, machines, zones }: VsphereNodePool): ArchitecturePool {
  const there = machines.map(({ resource }) => resourceAt(stack, addressOf(resource))).filter(({ attributes }) => "name" in attributes);
  const [first] = there;
  const cpus = first && attribute(first, "num_cpus", number).value;
  const memory = first && attribute(first, "memory", number).value;
  return {
    name: node.id.replace(/^pool-/, ""),
    ...(cpus !== undefined && memory !== undefined && { machineType: `${cpus} vCPU, ${memory / 1024} GiB` }),
    minNodes: there.length,
    maxNodes: there.length,
    zones,
  };
}

function ingress({ network }: VsphereHavenCluster): ArchitecturePart {
  return {
    name: { en: "Cilium, by ARP", nl: "Cilium, via ARP" },
    details: [network.props.loadBalancer.first, { en: "inside the network only", nl: "alleen binnen het netwerk" }],
  };
}

function sharedStorage({ storage: { props } }: VsphereHavenCluster): ArchitecturePart {
  const { shared } = props;
  return shared.type === "nfs"
    ? { name: { en: "NFS export", nl: "NFS-export" }, details: [shared.server, shared.share] }
    : { name: "vSAN File Services", details: [] };
}
