import type { Architecture, ArchitecturePart, ArchitecturePool, ArchitectureSubnet } from "../../core/reading/architecture";
import { addressOf, attribute, type Json, number, resourceAt, type StackJson, string } from "../../core/reading/terraform-json";
import type { Text } from "../../core/text/text";
import type { SubnetPurpose } from "../config/address-plan";
import type { AwsHavenCluster } from "../constructs/haven-cluster";
import type { AwsNodePool } from "../constructs/node-pool";

/** What the picture shows of a cluster on AWS. */
export function awsArchitecture(stack: StackJson, haven: AwsHavenCluster): Architecture {
  const { network, logging } = haven;
  const cidr = network.vpc && attribute(resourceAt(stack, addressOf(network.vpc)), "cidr_block", string).value;
  return {
    platform: "Elastic Kubernetes Service",
    network: {
      kind: "VPC",
      ...(cidr !== undefined && { cidr }),
      existing: network.vpc === undefined,
      subnets: subnets(stack, haven),
    },
    nodePools: haven.nodePools.map((pool) => poolOf(stack, pool)),
    egress: egress(haven),
    ingress: ingress(haven),
    sharedStorage: { name: "EFS", details: [{ en: "over NFS, encrypted", nl: "via NFS, versleuteld" }] },
    objectStorage: { name: "S3", details: [{ en: "logs and backups", nl: "logs en back-ups" }] },
    auditLog: {
      name: "CloudWatch Logs",
      details: [days(attribute(resourceAt(stack, addressOf(logging.logGroup)), "retention_in_days", number).value)],
    },
  };
}

function days(count: number | undefined): Text {
  return count === undefined
    ? { en: "kept as set at apply", nl: "bewaartermijn bij uitrollen" }
    : { en: `kept for ${count} days`, nl: `${count} dagen bewaard` };
}

const purposes: Readonly<Record<SubnetPurpose | "pods", Text>> = {
  nodes: { en: "nodes", nl: "nodes" },
  pods: { en: "pods", nl: "pods" },
  public: { en: "public", nl: "publiek" },
  "control-plane": { en: "control plane", nl: "besturingslaag" },
};

function subnets(stack: StackJson, { network }: AwsHavenCluster): ArchitectureSubnet[] {
  return Object.entries(network.subnets).flatMap(([purpose, ofZones]) =>
    ofZones.map(({ zone, resource }) => {
      const cidr = resource && attribute(resourceAt(stack, addressOf(resource)), "cidr_block", string).value;
      return { purpose: purposes[purpose as SubnetPurpose], zone, ...(cidr !== undefined && { cidr }) };
    }),
  );
}

/** A pool is a group in each zone; the picture shows them together. */
function poolOf(stack: StackJson, { launchTemplate, groups, zones }: AwsNodePool): ArchitecturePool {
  const resources = groups.map((group) => resourceAt(stack, addressOf(group)));
  const total = (bound: "min_size" | "max_size") => {
    const each = resources.map((group) => attribute(group, `scaling_config.${bound}`, number).value);
    return each.every((size) => size !== undefined) ? each.reduce((sum, size) => sum + size, 0) : undefined;
  };
  const [first] = resources;
  const machineType =
    first &&
    attribute(first, "instance_types", (types) => (Array.isArray(types) ? string((types[0] as Json | undefined) ?? null) : undefined))
      .value;
  const [minNodes, maxNodes] = [total("min_size"), total("max_size")];
  return {
    name: launchTemplate.node.scope?.node.id.replace(/^pool-/, "") ?? "",
    ...(machineType !== undefined && { machineType }),
    ...(minNodes !== undefined && { minNodes }),
    ...(maxNodes !== undefined && { maxNodes }),
    zones,
  };
}

function egress({ network: { vpc, egress: made, subnets: of } }: AwsHavenCluster): ArchitecturePart {
  const { natGateways, addresses } = made;
  if (vpc === undefined) return { name: { en: "Way out", nl: "Weg naar buiten" }, details: [{ en: "was there before", nl: "was er al" }] };
  if (natGateways.length === 0) {
    return {
      name: { en: "No NAT gateway", nl: "Geen NAT-gateway" },
      details: [{ en: "transit gateway or endpoints", nl: "transit gateway of eindpunten" }],
    };
  }
  if (addresses.length === 0) {
    return { name: "NAT gateway", details: [{ en: "of the region, AWS' addresses", nl: "van de regio, adressen van AWS" }] };
  }
  return addresses.length === of.nodes.length
    ? { name: "NAT gateways", details: [{ en: "one a zone, fixed addresses", nl: "één per zone, vaste adressen" }] }
    : { name: "NAT gateway", details: [{ en: "one for all zones, fixed address", nl: "één voor alle zones, vast adres" }] };
}

function ingress({ loadBalancer, dns }: AwsHavenCluster): ArchitecturePart {
  const exposure: Text =
    loadBalancer.exposure === "public"
      ? { en: "public, over all zones", nl: "publiek, over alle zones" }
      : { en: "inside the network only", nl: "alleen binnen het netwerk" };
  return { name: "Network Load Balancer", details: [exposure, ...(dns ? [`*.${dns.zone}`] : [])] };
}
