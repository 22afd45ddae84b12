import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { Construct } from "constructs";
import type { LoadBalancer } from "../core/cluster";
import { resourceName } from "../core/names";
import type { AzurePartProps } from "./part-props";
import { zonesIn } from "./regions";

/** Where requests for applications come from. @discriminator exposure */
export type AzureIngress = AzureInternalIngress | AzurePublicIngress;

/** From the network and what is connected to it. */
export interface AzureInternalIngress {
  readonly exposure: "internal";
}

/** From the internet, at an address over all zones that outlives the cluster's load balancer. */
export interface AzurePublicIngress {
  readonly exposure: "public";
  /** Ranges that may come in. In a network that was there before, its own security groups decide. @default everyone */
  readonly allowedCidrs?: readonly string[];
}

/** The public address of the gateway, where there is one. */
export function ingressAddress(scope: Construct, ingress: AzureIngress, props: AzurePartProps): PublicIp | undefined {
  if (ingress.exposure === "internal") return undefined;
  const { name, region: location, resourceGroupName, tags } = props;
  return new PublicIp(scope, "ingress-address", {
    name: resourceName(name, "ingress", 80),
    location,
    resourceGroupName,
    allocationMethod: "Static",
    sku: "Standard",
    zones: [...zonesIn(props.region)],
    tags: { ...tags },
    // The cluster's load balancer holds it, and must let go of it before it goes.
    lifecycle: { createBeforeDestroy: true },
  });
}

/** AKS' words for where a Service of type LoadBalancer gets its address. */
export function loadBalancer(address: PublicIp | undefined, internalSubnet: string | undefined): LoadBalancer {
  const prefix = "service.beta.kubernetes.io/azure";
  if (address === undefined) {
    return {
      exposure: "internal",
      annotations: {
        [`${prefix}-load-balancer-internal`]: "true",
        ...(internalSubnet !== undefined && { [`${prefix}-load-balancer-internal-subnet`]: internalSubnet }),
      },
    };
  }
  return {
    exposure: "public",
    annotations: { [`${prefix}-pip-name`]: address.name, [`${prefix}-load-balancer-resource-group`]: address.resourceGroupName },
  };
}
