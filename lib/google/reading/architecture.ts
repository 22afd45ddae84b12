import type { Architecture, ArchitecturePart, ArchitecturePool, ArchitectureSubnet } from "../../core/reading/architecture";
import {
  addressOf,
  attribute,
  type Json,
  number,
  object,
  resourceAt,
  type StackJson,
  string,
  strings,
} from "../../core/reading/terraform-json";
import type { Text } from "../../core/text/text";
import type { GoogleHavenCluster } from "../constructs/haven-cluster";
import type { GoogleNodePool } from "../constructs/node-pool";

/** What the picture shows of a cluster on Google Cloud. */
export function googleArchitecture(stack: StackJson, haven: GoogleHavenCluster): Architecture {
  const { network, logging } = haven;
  return {
    platform: "Google Kubernetes Engine",
    network: {
      kind: "VPC",
      // A network of Google has no range of its own; this is what its subnets were laid out in.
      ...(network.addressPlan && { cidr: network.addressPlan.network }),
      existing: network.network === undefined,
      subnets: subnets(stack, haven),
    },
    nodePools: haven.nodePools.map((pool) => poolOf(stack, pool)),
    egress: egress(stack, haven),
    ingress: ingress(haven),
    sharedStorage: {
      name: { en: "Filestore over NFS", nl: "Filestore via NFS" },
      details: [{ en: "inside the network only", nl: "alleen binnen het netwerk" }],
    },
    objectStorage: { name: "Cloud Storage", details: [{ en: "logs and backups", nl: "logs en back-ups" }] },
    auditLog: {
      name: "Cloud Logging",
      details: [days(attribute(resourceAt(stack, addressOf(logging.bucket)), "retention_days", number).value)],
    },
  };
}

function days(count: number | undefined): Text {
  return count === undefined
    ? { en: "kept as set at apply", nl: "bewaartermijn bij uitrollen" }
    : { en: `kept for ${count} days`, nl: `${count} dagen bewaard` };
}

function subnets(stack: StackJson, { network }: GoogleHavenCluster): ArchitectureSubnet[] {
  const { resource } = network.nodes;
  if (resource === undefined) return [{ purpose: "nodes" }, { purpose: "pods" }];
  const subnet = resourceAt(stack, addressOf(resource));
  const nodes = attribute(subnet, "ip_cidr_range", string).value;
  const { podRangeName } = network.nodes;
  const podCidr = attribute(subnet, "secondary_ip_range", (ranges) => {
    const list: readonly Json[] = Array.isArray(ranges) ? (ranges as readonly Json[]) : [];
    return string(object(list.find((range) => object(range).range_name === podRangeName)).ip_cidr_range ?? null);
  }).value;
  return [
    { purpose: { en: "nodes", nl: "nodes" }, ...(nodes !== undefined && { cidr: nodes }) },
    { purpose: { en: "pods", nl: "pods" }, ...(podCidr !== undefined && { cidr: podCidr }) },
    { purpose: { en: "shared files", nl: "gedeelde bestanden" }, ...(network.addressPlan && { cidr: network.addressPlan.ranges.files }) },
  ];
}

function poolOf(stack: StackJson, { resource, node }: GoogleNodePool): ArchitecturePool {
  const pool = resourceAt(stack, addressOf(resource));
  const zones = attribute(pool, "node_locations", strings).value ?? [];
  // GKE counts in each zone.
  const total = (path: string) => {
    const each = attribute(pool, path, number).value ?? attribute(pool, "node_count", number).value;
    return each === undefined ? undefined : each * zones.length;
  };
  const machineType = attribute(pool, "node_config.machine_type", string).value;
  const [minNodes, maxNodes] = [total("autoscaling.min_node_count"), total("autoscaling.max_node_count")];
  return {
    name: node.id.replace(/^pool-/, ""),
    ...(machineType !== undefined && { machineType }),
    ...(minNodes !== undefined && { minNodes }),
    ...(maxNodes !== undefined && { maxNodes }),
    zones,
  };
}

function egress(stack: StackJson, { network: { network, egress: made } }: GoogleHavenCluster): ArchitecturePart {
  if (network === undefined || made.nat === undefined) {
    return { name: { en: "Way out", nl: "Weg naar buiten" }, details: [{ en: "was there before", nl: "was er al" }] };
  }
  const allocated = attribute(resourceAt(stack, addressOf(made.nat)), "nat_ip_allocate_option", string).value;
  const count = made.addresses.length;
  const fixed: Text =
    count === 1
      ? { en: "1 fixed address, all zones", nl: "1 vast adres, alle zones" }
      : { en: `${count} fixed addresses`, nl: `${count} vaste adressen` };
  return { name: "Cloud NAT", details: [allocated === "AUTO_ONLY" ? { en: "Google's addresses", nl: "adressen van Google" } : fixed] };
}

function ingress({ loadBalancer, dns }: GoogleHavenCluster): ArchitecturePart {
  const exposure: Text =
    loadBalancer.exposure === "public"
      ? { en: "public address, all zones", nl: "publiek adres, alle zones" }
      : { en: "inside the network only", nl: "alleen binnen het netwerk" };
  return { name: "Network Load Balancer", details: [exposure, ...(dns ? [`*.${dns.zone}`] : [])] };
}
