import {
  type Architecture,
  type ArchitecturePart,
  type ArchitecturePool,
  type ArchitectureSubnet,
  retentionText,
} from "../../core/reading/architecture";
import { attribute, merged, number, resourceAt, type StackJson, string } from "../../core/reading/terraform-json";
import type { Json } from "../../core/reading/json";
import type { Text } from "../../core/text/text";
import type { SubnetPurpose } from "../config/address-plan";
import type { AwsAddresses } from "./addresses";
import { totalNodes } from "./node-pools";

/** Parts of an AWS cluster that the architecture picture shows, read from the synthesized JSON. */
export function awsArchitecture(stack: StackJson, addresses: AwsAddresses): Architecture {
  const { vpc } = addresses;
  const cidr = vpc && attribute(resourceAt(stack, vpc), "cidr_block", string).value;
  return {
    platform: "Elastic Kubernetes Service",
    network: {
      kind: "VPC",
      ...(cidr !== undefined && { cidr }),
      existing: vpc === undefined,
      subnets: subnets(stack, addresses),
    },
    nodePools: addresses.nodePools.map((pool) => poolOf(stack, pool)),
    egress: egress(addresses),
    ingress: ingress(addresses),
    sharedStorage: { name: "EFS", details: [{ en: "over NFS, encrypted", nl: "via NFS, versleuteld" }] },
    objectStorage: { name: "S3", details: [{ en: "logs and backups", nl: "logs en back-ups" }] },
    auditLog: {
      name: "CloudWatch Logs",
      details: [retentionText(attribute(resourceAt(stack, addresses.logGroup), "retention_in_days", number).value)],
    },
  };
}

const purposes: Readonly<Record<SubnetPurpose | "pods", Text>> = {
  nodes: { en: "nodes", nl: "nodes" },
  pods: { en: "pods", nl: "pods" },
  public: { en: "public", nl: "publiek" },
  "control-plane": { en: "control plane", nl: "besturingslaag" },
};

function subnets(stack: StackJson, addresses: AwsAddresses): ArchitectureSubnet[] {
  return Object.entries(addresses.subnets).flatMap(([purpose, ofZones]) =>
    ofZones.map(({ zone, address }) => {
      const cidr = address && attribute(resourceAt(stack, address), "cidr_block", string).value;
      return { purpose: purposes[purpose as SubnetPurpose], zone, ...(cidr !== undefined && { cidr }) };
    }),
  );
}

/** A pool has one node group per zone. The picture shows the groups as one pool. */
function poolOf(stack: StackJson, { name, zones, groups }: AwsAddresses["nodePools"][number]): ArchitecturePool {
  const found = groups.map((group) => resourceAt(stack, group));
  const machineType = merged(
    found.map((group) => attribute(group, "instance_types", firstText)),
    ([type, ...more]) => (more.every((other) => other === type) ? type : undefined),
  ).value;
  const [minNodes, maxNodes] = [totalNodes(found, "min_size").value, totalNodes(found, "max_size").value];
  return {
    name,
    ...(machineType !== undefined && { machineType }),
    ...(minNodes !== undefined && { minNodes }),
    ...(maxNodes !== undefined && { maxNodes }),
    zones,
  };
}

const firstText = (list: Json) => (Array.isArray(list) ? string((list[0] as Json | undefined) ?? null) : undefined);

function egress({ vpc, egress: { natGateways, addresses }, subnets: of }: AwsAddresses): ArchitecturePart {
  if (vpc === undefined) return { name: { en: "Way out", nl: "Weg naar buiten" }, details: [{ en: "was there before", nl: "was er al" }] };
  if (natGateways === 0) {
    return {
      name: { en: "No NAT gateway", nl: "Geen NAT-gateway" },
      details: [{ en: "transit gateway or endpoints", nl: "transit gateway of eindpunten" }],
    };
  }
  if (addresses === 0) {
    return { name: "NAT gateway", details: [{ en: "of the region, AWS' addresses", nl: "van de regio, adressen van AWS" }] };
  }
  return addresses === of.nodes.length
    ? { name: "NAT gateways", details: [{ en: "one a zone, fixed addresses", nl: "één per zone, vaste adressen" }] }
    : { name: "NAT gateway", details: [{ en: "one for all zones, fixed address", nl: "één voor alle zones, vast adres" }] };
}

function ingress({ exposure, dnsZone }: AwsAddresses): ArchitecturePart {
  const words: Text =
    exposure === "public"
      ? { en: "public, over all zones", nl: "publiek, over alle zones" }
      : { en: "inside the network only", nl: "alleen binnen het netwerk" };
  return { name: "Network Load Balancer", details: [words, ...(dnsZone === undefined ? [] : [`*.${dnsZone}`])] };
}
