import type { LoadBalancer } from "../../core/cluster/platform";
import { addressOf } from "../../core/reading/terraform-json";
import type { GoogleAddresses } from "../reading/addresses";
import type { GoogleCluster } from "./cluster";
import type { GoogleLogging } from "./logging";
import type { GoogleNetwork } from "./network";

/** Parts of a cluster, as its composite holds them. */
interface GoogleParts {
  readonly clusterName: string;
  readonly cluster: GoogleCluster;
  readonly network: GoogleNetwork;
  readonly logging: GoogleLogging;
  readonly loadBalancer: LoadBalancer;
  readonly dns?: { readonly zone: string };
}

/** Where the resources of a cluster are in the synthesized JSON. */
export function googleAddresses({ clusterName, cluster, network, logging, loadBalancer, dns }: GoogleParts): GoogleAddresses {
  const { nat, addresses } = network.egress;
  return {
    name: clusterName,
    cluster: addressOf(cluster.resource),
    nodePools: cluster.nodePools.map(({ name, resource }) => ({ name, address: addressOf(resource) })),
    auditLog: { bucket: addressOf(logging.bucket), sink: addressOf(logging.sink), filter: logging.filter },
    cidr: network.addressPlan?.network,
    existingNetwork: network.network === undefined,
    subnet: network.nodes.resource && addressOf(network.nodes.resource),
    podRangeName: network.nodes.podRangeName,
    filesCidr: network.addressPlan?.ranges.files,
    nat: nat && addressOf(nat),
    egressAddresses: addresses.length,
    exposure: loadBalancer.exposure,
    dnsZone: dns?.zone,
  };
}
