import type { Architecture, ArchitecturePart, ArchitecturePool, ArchitectureSubnet } from "../../core/reading/architecture";
import {
  addressOf,
  attribute,
  number,
  type Resource,
  resourceAt,
  type StackJson,
  string,
  strings,
} from "../../core/reading/terraform-json";
import type { Text } from "../../core/text/text";
import type { AzureHavenCluster } from "../constructs/haven-cluster";

/** What the picture shows of a cluster on Azure. */
export function azureArchitecture(stack: StackJson, haven: AzureHavenCluster): Architecture {
  const { cluster, network, storage, logging } = haven;
  const aks = resourceAt(stack, addressOf(cluster.resource));
  const vnet = network.virtualNetwork && resourceAt(stack, addressOf(network.virtualNetwork));
  const [cidr] = (vnet && attribute(vnet, "address_space", strings).value) ?? [];
  return {
    platform: "Azure Kubernetes Service",
    network: {
      kind: { en: "Virtual network", nl: "Virtueel netwerk" },
      ...(cidr !== undefined && { cidr }),
      existing: vnet === undefined,
      subnets: subnets(stack, haven),
    },
    nodePools: [
      pool(aks, "default_node_pool."),
      ...cluster.nodePools.map(({ resource }) => pool(resourceAt(stack, addressOf(resource)), "")),
    ],
    egress: egress(stack, haven),
    ingress: ingress(haven),
    sharedStorage: {
      name: { en: "Azure Files over NFS", nl: "Azure Files via NFS" },
      details: [
        accountKind(resourceAt(stack, addressOf(storage.files))),
        { en: "private endpoint, encrypted", nl: "privé-eindpunt, versleuteld" },
      ],
    },
    objectStorage: {
      name: "Blob Storage",
      details: [accountKind(resourceAt(stack, addressOf(storage.objects))), logsAndBackups],
    },
    auditLog: {
      name: "Log Analytics",
      details: [
        logging.workspace
          ? days(attribute(resourceAt(stack, addressOf(logging.workspace)), "retention_in_days", number).value)
          : { en: "workspace of your own", nl: "eigen workspace" },
      ],
    },
  };
}

const logsAndBackups: Text = { en: "logs and backups", nl: "logs en back-ups" };

function days(count: number | undefined): Text {
  return count === undefined
    ? { en: "kept as set at apply", nl: "bewaartermijn bij uitrollen" }
    : { en: `kept for ${count} days`, nl: `${count} dagen bewaard` };
}

function accountKind(account: Resource): string {
  const parts = ["account_tier", "account_replication_type"].map((name) => attribute(account, name, string).value);
  return parts.filter((part) => part !== undefined).join(" ");
}

const purposes: Readonly<Record<string, Text>> = {
  nodes: { en: "nodes", nl: "nodes" },
  endpoints: { en: "private endpoints", nl: "privé-eindpunten" },
  ingress: { en: "load balancers", nl: "load balancers" },
  apiServer: { en: "API server", nl: "API-server" },
};

function subnets(stack: StackJson, { network }: AzureHavenCluster): ArchitectureSubnet[] {
  return Object.entries(network.subnets).flatMap(([purpose, { resource }]) => {
    const [cidr] = (resource && attribute(resourceAt(stack, addressOf(resource)), "address_prefixes", strings).value) ?? [];
    return [{ purpose: purposes[purpose] ?? purpose, ...(cidr !== undefined && { cidr }) }];
  });
}

function pool(resource: Resource, block: string): ArchitecturePool {
  const at = (name: string) => attribute(resource, `${block}${name}`, number).value;
  const machineType = attribute(resource, `${block}vm_size`, string).value;
  const fixed = at("node_count");
  const minNodes = at("min_count") ?? fixed;
  const maxNodes = at("max_count") ?? fixed;
  return {
    name: attribute(resource, `${block}name`, string).value ?? resource.address,
    ...(machineType !== undefined && { machineType }),
    ...(minNodes !== undefined && { minNodes }),
    ...(maxNodes !== undefined && { maxNodes }),
    zones: attribute(resource, `${block}zones`, strings).value ?? [],
  };
}

function egress(stack: StackJson, { network, cluster }: AzureHavenCluster): ArchitecturePart {
  const { addresses, natGateway } = network.egress;
  const count: Text = addresses.length === 1 ? { en: "1 fixed address", nl: "1 vast adres" } : fixedAddresses(addresses.length);
  if (natGateway) {
    const gateway = resourceAt(stack, addressOf(natGateway));
    const sku = attribute(gateway, "sku_name", string).value ?? "";
    const [zone] = attribute(gateway, "zones", strings).value ?? [];
    const where: Text = zone === undefined ? { en: "all zones", nl: "alle zones" } : { en: `in zone ${zone}`, nl: `in zone ${zone}` };
    return { name: `NAT gateway ${sku}`.trim(), details: [{ en: `${count.en}, ${where.en}`, nl: `${count.nl}, ${where.nl}` }] };
  }
  const outbound = attribute(resourceAt(stack, addressOf(cluster.resource)), "network_profile.outbound_type", string).value;
  const existing: Text = { en: "was there before", nl: "was er al" };
  switch (outbound ?? network.outboundType) {
    case "userDefinedRouting":
      return {
        name: { en: "Firewall of your own", nl: "Eigen firewall" },
        details: [{ en: "by a route table", nl: "via een routetabel" }],
      };
    case "loadBalancer":
      return { name: "Load balancer", details: [addresses.length > 0 ? count : existing] };
    default:
      return { name: "NAT gateway", details: [existing] };
  }
}

function fixedAddresses(count: number): Text {
  return { en: `${count} fixed addresses`, nl: `${count} vaste adressen` };
}

function ingress({ loadBalancer, dns }: AzureHavenCluster): ArchitecturePart {
  const exposure: Text =
    loadBalancer.exposure === "public"
      ? { en: "public address, all zones", nl: "publiek adres, alle zones" }
      : { en: "inside the network only", nl: "alleen binnen het netwerk" };
  return { name: "Load balancer", details: [exposure, ...(dns ? [`*.${dns.zone}`] : [])] };
}
