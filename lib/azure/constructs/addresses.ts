import type { LoadBalancer } from "../../core/cluster/platform";
import { addressOf } from "../../core/reading/terraform-json";
import type { AzureAddresses } from "../reading/addresses";
import type { AzureCluster } from "./cluster";
import type { AzureLogging } from "./logging";
import type { AzureNetwork } from "./network";
import type { AzureStorage } from "./storage";

/** Parts of a cluster, as its composite holds them. */
interface AzureParts {
  readonly clusterName: string;
  readonly cluster: AzureCluster;
  readonly network: AzureNetwork;
  readonly logging: AzureLogging;
  readonly storage: AzureStorage;
  readonly loadBalancer: LoadBalancer;
  readonly dns?: { readonly zone: string };
}

/** Where the resources of a cluster are in the synthesized JSON. */
export function azureAddresses(haven: AzureParts): AzureAddresses {
  const { cluster, network, storage, logging, loadBalancer, dns } = haven;
  const { natGateway, addresses } = network.egress;
  const subnets = Object.entries(network.subnets).map(([purpose, { resource }]) => [purpose, resource && addressOf(resource)]);
  return {
    name: haven.clusterName,
    cluster: addressOf(cluster.resource),
    nodePools: cluster.nodePools.map(({ resource }) => addressOf(resource)),
    workspace: logging.workspace && addressOf(logging.workspace),
    virtualNetwork: network.virtualNetwork && addressOf(network.virtualNetwork),
    subnets: Object.fromEntries(subnets) as AzureAddresses["subnets"],
    natGateway: natGateway && addressOf(natGateway),
    egressAddresses: addresses.length,
    outboundType: network.outboundType,
    files: addressOf(storage.files),
    objects: addressOf(storage.objects),
    exposure: loadBalancer.exposure,
    dnsZone: dns?.zone,
  };
}
