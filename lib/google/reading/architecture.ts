import {
  type Architecture,
  type ArchitecturePart,
  type ArchitecturePool,
  type ArchitectureSubnet,
  retentionText,
} from "../../core/reading/architecture";
import { attribute, number, object, resourceAt, type StackJson, string, strings } from "../../core/reading/terraform-json";
import type { Json } from "../../core/reading/json";
import type { Text } from "../../core/text/text";
import type { GoogleAddresses } from "./addresses";

/** What the picture shows of a cluster on Google Cloud. */
export function googleArchitecture(stack: StackJson, addresses: GoogleAddresses): Architecture {
  return {
    platform: "Google Kubernetes Engine",
    network: {
      kind: "VPC",
      // A network of Google has no range of its own; this is what its subnets were laid out in.
      ...(addresses.cidr !== undefined && { cidr: addresses.cidr }),
      existing: addresses.existingNetwork,
      subnets: subnets(stack, addresses),
    },
    nodePools: addresses.nodePools.map((pool) => poolOf(stack, pool)),
    egress: egress(stack, addresses),
    ingress: ingress(addresses),
    sharedStorage: {
      name: { en: "Filestore over NFS", nl: "Filestore via NFS" },
      details: [{ en: "inside the network only", nl: "alleen binnen het netwerk" }],
    },
    objectStorage: { name: "Cloud Storage", details: [{ en: "logs and backups", nl: "logs en back-ups" }] },
    auditLog: {
      name: "Cloud Logging",
      details: [retentionText(attribute(resourceAt(stack, addresses.auditLog.bucket), "retention_days", number).value)],
    },
  };
}

function subnets(stack: StackJson, { subnet: address, podRangeName, filesCidr }: GoogleAddresses): ArchitectureSubnet[] {
  if (address === undefined) return [{ purpose: "nodes" }, { purpose: "pods" }];
  const subnet = resourceAt(stack, address);
  const nodes = attribute(subnet, "ip_cidr_range", string).value;
  const podCidr = attribute(subnet, "secondary_ip_range", (ranges) => {
    const list: readonly Json[] = Array.isArray(ranges) ? (ranges as readonly Json[]) : [];
    return string(object(list.find((range) => object(range).range_name === podRangeName)).ip_cidr_range ?? null);
  }).value;
  return [
    { purpose: { en: "nodes", nl: "nodes" }, ...(nodes !== undefined && { cidr: nodes }) },
    { purpose: { en: "pods", nl: "pods" }, ...(podCidr !== undefined && { cidr: podCidr }) },
    { purpose: { en: "shared files", nl: "gedeelde bestanden" }, ...(filesCidr !== undefined && { cidr: filesCidr }) },
  ];
}

function poolOf(stack: StackJson, { name, address }: GoogleAddresses["nodePools"][number]): ArchitecturePool {
  const pool = resourceAt(stack, address);
  const zones = attribute(pool, "node_locations", strings).value ?? [];
  // GKE counts in each zone.
  const total = (path: string) => {
    const each = attribute(pool, path, number).value ?? attribute(pool, "node_count", number).value;
    return each === undefined ? undefined : each * zones.length;
  };
  const machineType = attribute(pool, "node_config.machine_type", string).value;
  const [minNodes, maxNodes] = [total("autoscaling.min_node_count"), total("autoscaling.max_node_count")];
  return {
    name,
    ...(machineType !== undefined && { machineType }),
    ...(minNodes !== undefined && { minNodes }),
    ...(maxNodes !== undefined && { maxNodes }),
    zones,
  };
}

function egress(stack: StackJson, { existingNetwork, nat, egressAddresses: count }: GoogleAddresses): ArchitecturePart {
  if (existingNetwork || nat === undefined) {
    return { name: { en: "Way out", nl: "Weg naar buiten" }, details: [{ en: "was there before", nl: "was er al" }] };
  }
  const allocated = attribute(resourceAt(stack, nat), "nat_ip_allocate_option", string).value;
  const fixed: Text =
    count === 1
      ? { en: "1 fixed address, all zones", nl: "1 vast adres, alle zones" }
      : { en: `${count} fixed addresses`, nl: `${count} vaste adressen` };
  return { name: "Cloud NAT", details: [allocated === "AUTO_ONLY" ? { en: "Google's addresses", nl: "adressen van Google" } : fixed] };
}

function ingress({ exposure, dnsZone }: GoogleAddresses): ArchitecturePart {
  const words: Text =
    exposure === "public"
      ? { en: "public address, all zones", nl: "publiek adres, alle zones" }
      : { en: "inside the network only", nl: "alleen binnen het netwerk" };
  return { name: "Network Load Balancer", details: [words, ...(dnsZone === undefined ? [] : [`*.${dnsZone}`])] };
}
