import {
  type Architecture,
  type ArchitecturePart,
  type ArchitecturePool,
  type ArchitectureSubnet,
  retentionText,
} from "../../core/reading/architecture";
import { attribute, number, type Resource, resourceAt, type StackJson, string, strings } from "../../core/reading/terraform-json";
import type { Text } from "../../core/text/text";
import type { AzureAddresses } from "./addresses";

/** What the picture shows of a cluster on Azure. */
export function azureArchitecture(stack: StackJson, addresses: AzureAddresses): Architecture {
  const { virtualNetwork, workspace } = addresses;
  const aks = resourceAt(stack, addresses.cluster);
  const vnet = virtualNetwork === undefined ? undefined : resourceAt(stack, virtualNetwork);
  const [cidr] = (vnet && attribute(vnet, "address_space", strings).value) ?? [];
  return {
    platform: "Azure Kubernetes Service",
    network: {
      kind: { en: "Virtual network", nl: "Virtueel netwerk" },
      ...(cidr !== undefined && { cidr }),
      existing: vnet === undefined,
      subnets: subnets(stack, addresses),
    },
    nodePools: [pool(aks, "default_node_pool."), ...addresses.nodePools.map((address) => pool(resourceAt(stack, address), ""))],
    egress: egress(stack, addresses),
    ingress: ingress(addresses),
    sharedStorage: {
      name: { en: "Azure Files over NFS", nl: "Azure Files via NFS" },
      details: [accountKind(resourceAt(stack, addresses.files)), { en: "private endpoint, encrypted", nl: "privé-eindpunt, versleuteld" }],
    },
    objectStorage: {
      name: "Blob Storage",
      details: [accountKind(resourceAt(stack, addresses.objects)), logsAndBackups],
    },
    auditLog: {
      name: "Log Analytics",
      details: [
        workspace === undefined
          ? { en: "workspace of your own", nl: "eigen workspace" }
          : retentionText(attribute(resourceAt(stack, workspace), "retention_in_days", number).value),
      ],
    },
  };
}

const logsAndBackups: Text = { en: "logs and backups", nl: "logs en back-ups" };

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

function subnets(stack: StackJson, addresses: AzureAddresses): ArchitectureSubnet[] {
  return Object.entries(addresses.subnets).flatMap(([purpose, address]) => {
    const [cidr] = (address && attribute(resourceAt(stack, address), "address_prefixes", strings).value) || [];
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

function egress(stack: StackJson, { cluster, natGateway, egressAddresses, outboundType }: AzureAddresses): ArchitecturePart {
  const count: Text = egressAddresses === 1 ? { en: "1 fixed address", nl: "1 vast adres" } : fixedAddresses(egressAddresses);
  if (natGateway !== undefined) {
    const gateway = resourceAt(stack, natGateway);
    const sku = attribute(gateway, "sku_name", string).value ?? "";
    const [zone] = attribute(gateway, "zones", strings).value ?? [];
    const where: Text = zone === undefined ? { en: "all zones", nl: "alle zones" } : { en: `in zone ${zone}`, nl: `in zone ${zone}` };
    return { name: `NAT gateway ${sku}`.trim(), details: [{ en: `${count.en}, ${where.en}`, nl: `${count.nl}, ${where.nl}` }] };
  }
  const outbound = attribute(resourceAt(stack, cluster), "network_profile.outbound_type", string).value;
  const existing: Text = { en: "was there before", nl: "was er al" };
  switch (outbound ?? outboundType) {
    case "userDefinedRouting":
      return {
        name: { en: "Firewall of your own", nl: "Eigen firewall" },
        details: [{ en: "by a route table", nl: "via een routetabel" }],
      };
    case "loadBalancer":
      return { name: "Load balancer", details: [egressAddresses > 0 ? count : existing] };
    default:
      return { name: "NAT gateway", details: [existing] };
  }
}

function fixedAddresses(count: number): Text {
  return { en: `${count} fixed addresses`, nl: `${count} vaste adressen` };
}

function ingress({ exposure, dnsZone }: AzureAddresses): ArchitecturePart {
  const words: Text =
    exposure === "public"
      ? { en: "public address, all zones", nl: "publiek adres, alle zones" }
      : { en: "inside the network only", nl: "alleen binnen het netwerk" };
  return { name: "Load balancer", details: [words, ...(dnsZone === undefined ? [] : [`*.${dnsZone}`])] };
}
