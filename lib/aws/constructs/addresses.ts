import type { LoadBalancer } from "../../core/cluster/platform";
import { addressOf } from "../../core/reading/terraform-json";
import type { AwsAddresses } from "../reading/addresses";
import type { AwsCluster } from "./cluster";
import type { AwsLogging } from "./logging";
import type { AwsNetwork } from "./network";
import type { AwsSubnet } from "./subnet";

/** Parts of a cluster that have an address. `AwsHavenCluster` has all of them. */
interface AwsParts {
  readonly clusterName: string;
  readonly cluster: AwsCluster;
  readonly network: AwsNetwork;
  readonly logging: AwsLogging;
  readonly loadBalancer: LoadBalancer;
  readonly dns?: { readonly zone: string };
}

/** Addresses of a cluster's resources in the synthesized JSON. */
export function awsAddresses({ clusterName, cluster, network, logging, loadBalancer, dns }: AwsParts): AwsAddresses {
  const metricsServer = cluster.addons.afterNodes.find(({ addonNameInput }) => addonNameInput === "metrics-server");
  const { natGateways, addresses } = network.egress;
  return {
    name: clusterName,
    cluster: addressOf(cluster.resource),
    nodePools: cluster.nodePools.map(({ name, zones, groups }) => ({ name, zones, groups: groups.map(addressOf) })),
    metricsServer: metricsServer && addressOf(metricsServer),
    logGroup: addressOf(logging.logGroup),
    vpc: network.vpc && addressOf(network.vpc),
    subnets: {
      nodes: network.subnets.nodes.map(place),
      "control-plane": network.subnets["control-plane"].map(place),
      public: network.subnets.public.map(place),
      pods: network.subnets.pods.map(place),
    },
    egress: { natGateways: natGateways.length, addresses: addresses.length },
    exposure: loadBalancer.exposure,
    dnsZone: dns?.zone,
  };
}

function place({ zone, resource }: AwsSubnet) {
  return { zone, ...(resource && { address: addressOf(resource) }) };
}
